"""What Wagtail writes to editors goes through the outbox, in the language each has chosen."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from core.mail import services
from core.mail.enums import State
from core.mail.models import OutboxMessage
from tests.factories import home as make
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """Tests are given another backend by Django; here it is the one of the settings."""
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"


@pytest.fixture
def reviewer(db):
    """Somebody who approves, and reads Norwegian."""
    group = Group.objects.create(name="granskare")
    user = user_with_role("editor", language="nb")
    user.groups.add(group)
    return user


@pytest.fixture
def page(site, reviewer):
    """A page whose changes are to be approved by the reviewer's group."""
    task = GroupApprovalTask.objects.create(name="Granskning")
    task.groups.add(Group.objects.get(name="granskare"))
    workflow = Workflow.objects.create(name="Två ögonpar")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page = make.make_standard(site.home, "Utkast & <annat>")
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return page


def sent():
    """Send what is in the outbox, and return what came to each address."""
    mail.outbox.clear()
    services.deliver_due()
    return {letter.to[0]: letter for letter in mail.outbox}


def words_in(language, msgid, **values):
    with translation.override(language):
        return translation.gettext(msgid) % values


def submit(page, user):
    page.save_revision(user=user)
    with TestCase.captureOnCommitCallbacks():
        return page.get_workflow().start(page, user)


def test_who_is_to_approve_is_told_in_their_own_language(page, reviewer):
    submit(page, user_with_role("editor", language="en"))

    assert not mail.outbox, "nobody waits for the mail server"
    assert {row.kind for row in OutboxMessage.objects.all()} == {"mail.plain"}
    assert reviewer.email not in OutboxMessage.objects.get(language="nb").payload
    letter = sent()[reviewer.email]
    assert letter.subject == words_in("nb", "To review: %(title)s", title="Utkast & <annat>")
    assert letter.extra_headers["Content-Language"] == "nb"
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body
    assert "&lt;annat&gt;" in letter.alternatives[0].content
    assert "<annat>" in letter.body
    assert set(OutboxMessage.objects.values_list("state", "payload")) == {(State.SENT, "")}


def test_editors_are_told_of_what_is_sent_for_review_as_the_portal_comes(site):
    editor = user_with_role("editor", language="en")
    page = make.make_standard(site.home, "Utkast")
    state = submit(page, user_with_role("correspondent", language="it"))

    assert state.workflow.name == "Granskning"
    assert sent()[editor.email].subject == words_in("en", "To review: %(title)s", title="Utkast")
    assert state.current_task_state.task.specific.user_can_access_editor(page, editor)


@pytest.mark.parametrize(("verb", "subject"), [("approve", "Approved: %(title)s"), ("reject", "Sent back: %(title)s")])
def test_the_writer_is_told_of_the_answer_in_their_own_language(page, reviewer, verb, subject):
    writer = user_with_role("editor", language="it")
    state = submit(page, writer)
    OutboxMessage.objects.all().delete()

    task = state.current_task_state
    getattr(task, verb)(user=reviewer)

    letter = sent()[writer.email]
    assert letter.subject == words_in("it", subject, title="Utkast & <annat>")
    assert letter.extra_headers["Content-Language"] == "it"
    with translation.override("sv"):
        assert translation.gettext("Edit your notification preferences here:") not in letter.body


def test_a_dead_mail_server_does_not_show_to_the_editor_and_loses_nothing(page, reviewer, settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    submit(page, user_with_role("editor"))
    services.deliver_due()

    assert OutboxMessage.objects.get(language="nb").state == State.FAILED
    OutboxMessage.objects.update(next_attempt_at="2020-01-01T00:00Z")
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert reviewer.email in sent()


def test_any_other_mail_has_the_language_of_its_reader_and_no_attachment():
    reader = UserFactory(language="pt")
    mail.send_mail("Ämne", "Text", None, [reader.email, "stranger@example.org"])

    letters = sent()
    assert letters[reader.email].extra_headers["Content-Language"] == "pt"
    assert letters["stranger@example.org"].extra_headers["Content-Language"] == "sv"
    assert letters[reader.email].to == [reader.email]
    letter = mail.EmailMessage("x", "y", None, [reader.email], attachments=[("a.txt", "a", "text/plain")])
    with pytest.raises(ValueError, match="attachments"):
        letter.send()
