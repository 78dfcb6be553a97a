"""Administrators see what became of the mail, and have it sent again; nobody sees an address there."""

import pytest
from django.core import mail
from django.urls import reverse

from core.mail import outbox
from core.mail.enums import State
from core.mail.models import OutboxMessage
from tests.factories.mail import OutboxMessageFactory
from tests.factories.users import user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator_client(client):
    client.force_login(user_with_role("administrator"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_outbox_shows_what_became_of_each_mail(administrator_client):
    outbox.enqueue("accounts.letter", "accounts.letter:1", payload={"to": "kim@example.org"})
    OutboxMessageFactory(state=State.DEAD, last_error="smtp_550")
    text = administrator_client.get(reverse("outbox_report")).content.decode()
    assert "smtp_550" in text
    assert "kim@example.org" not in text
    assert text.count("/retry/") == 1
    assert text.split("/retry/")[1].split("</form>")[0].count("csrfmiddlewaretoken") == 1


def test_the_outbox_can_be_filtered_by_state(administrator_client):
    OutboxMessageFactory(subject_ref="tests.thing:sent", state=State.SENT)
    OutboxMessageFactory(subject_ref="tests.thing:dead", state=State.DEAD)
    text = administrator_client.get(reverse("outbox_report"), {"state": "dead"}).content.decode()
    assert "tests.thing:dead" in text
    assert "tests.thing:sent" not in text


def test_a_mail_can_be_sent_again(administrator_client, test_kind, django_capture_on_commit_callbacks):
    message = OutboxMessageFactory(state=State.DEAD)
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator_client.post(reverse("outbox_retry", args=[message.pk]), follow=True)
    assert response.status_code == 200
    assert len(mail.outbox) == 1


def test_a_link_alone_sends_nothing(administrator_client, test_kind):
    message = OutboxMessageFactory(state=State.DEAD)
    assert administrator_client.get(reverse("outbox_retry", args=[message.pk])).status_code == 405
    assert OutboxMessage.objects.get().state == State.DEAD


def test_others_neither_see_nor_send(editor_client, test_kind):
    message = OutboxMessageFactory(state=State.DEAD)
    assert editor_client.get(reverse("outbox_report")).status_code == 302
    editor_client.post(reverse("outbox_retry", args=[message.pk]))
    assert OutboxMessage.objects.get().state == State.DEAD
