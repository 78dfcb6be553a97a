"""A process killed (SIGKILL) between any two steps of a save or of sending: what was shown as saved is there, whole."""

import datetime as dt
import os
import signal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from core.mail.models import OutboxMessage
from grants import notifications
from grants.enums import State
from grants.models import Application, Attachment, CaseCounter, SectionAnswers, Submission
from grants.models.applications import private_storage
from grants.services import ageing, chain, drafts, submitting
from tests.factories.applications import answers_in, make_draft, owner_of, section_id, write
from tests.factories.grants import make_call, make_calls_index
from tests.support.site import build_site

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # Python warns of a fork beside other threads; the child does one thing and is killed.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def call():
    return make_call(make_calls_index(build_site().home))


@pytest.fixture
def whole(call):
    return make_draft(call, whole=True)


# Held, so that nothing is closed that the parent goes on with.
_of_the_parent = []


def killed_at(place, work):
    """Do `work` in a process of its own that is killed the moment it comes to `place` (module, name), before or after.

    Its connection is its own: what it had not committed is gone with it.
    """
    module, name, when = place
    connections.close_all()
    child = os.fork()
    if child == 0:
        # Beside a browser's event loop a process has connections that only a child without the loop sees again. The
        # parent holds them too, so that what the child began there would never end: it opens one of its own.
        for connection in connections.all(initialized_only=True):
            _of_the_parent.append(connection.connection)
            connection.connection = None
        # Should it stand still, it is ended by another signal than the one that is waited for.
        signal.alarm(60)
        step = getattr(module, name)

        def stop(*args, **kwargs):
            if when == "after":
                step(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, stop)
        try:
            work()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process got through without coming to the step"
    assert os.WTERMSIG(status) == signal.SIGKILL


STEPS_OF_SENDING = [
    (submitting, "next_case_number", "before"),
    (submitting, "next_case_number", "after"),
    (submitting, "_freeze", "before"),
    (submitting, "_freeze", "after"),
    (submitting, "take", "before"),
    (submitting, "take", "after"),
    (notifications, "submitted", "before"),
    (notifications, "submitted", "after"),
]


@pytest.mark.parametrize("place", STEPS_OF_SENDING, ids=lambda place: f"{place[2]} {place[1]}")
def test_a_submission_is_never_half_and_no_number_is_lost(whole, place):
    owner = owner_of(whole)
    letters = OutboxMessage.objects.count()
    killed_at(place, lambda: submitting.submit(owner, whole, "sv"))

    assert Application.objects.get(pk=whole.pk).state == State.DRAFT
    assert not Submission.objects.exists()
    assert not CaseCounter.objects.exists()
    assert OutboxMessage.objects.count() == letters
    assert list(chain.verify()) == []

    # The next try finds nothing in its way, and takes the first number.
    submitting.submit(owner, Application.objects.get(pk=whole.pk), "sv")
    assert Application.objects.get(pk=whole.pk).case_number.endswith("-0001")
    assert OutboxMessage.objects.count() == letters + 1
    assert list(chain.verify()) == []


def test_killed_once_it_is_sent_it_is_sent_with_its_receipt_waiting(whole):
    """Before the mail goes and before anybody draws the PDF: both are made later from what is stored."""
    owner = owner_of(whole)
    place = (submitting, "patiently_done", "before")
    submitting.patiently_done = lambda: None

    def send_and_go_on():
        submitting.submit(owner, whole, "sv")
        submitting.patiently_done()

    try:
        killed_at(place, send_and_go_on)
    finally:
        del submitting.patiently_done
    assert Application.objects.get(pk=whole.pk).state == State.SUBMITTED
    assert OutboxMessage.objects.filter(kind=notifications.RECEIPT).count() == 1
    again = submitting.submit(owner, Application.objects.get(pk=whole.pk), "sv")
    assert again == Submission.objects.get()
    assert CaseCounter.objects.get().last == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_save_that_is_cut_off_leaves_what_was_saved_before(call, when):
    ageing.sweep_files(timezone.now() + dt.timedelta(days=2))  # what other tests left
    draft = make_draft(call)
    owner = owner_of(draft)
    write(draft, owner, "idea", answers_in("idea"))
    file = SimpleUploadedFile("stadgar.txt", b"Vi heter Ringen.")
    changed = {"x": "half"}
    writing = drafts.Writing(section_id("idea"), changed, 1, uploads=[("p", file)])
    killed_at((drafts, "_attach", when), lambda: drafts.save_section(owner, draft, writing))

    row = SectionAnswers.objects.get(application=draft, section_id=section_id("idea"))
    assert (row.revision, row.answers) == (1, answers_in("idea"))
    assert not Attachment.objects.exists()
    # The same save, sent again, goes through over the same revision.
    file.seek(0)
    assert drafts.save_section(owner, draft, writing).revision == 2

    # A file that the killed process had put down is nobody's, and is swept away; that of the other save stays.
    kept = Attachment.objects.get()
    assert ageing.sweep_files(timezone.now()) == 0, "a save may be under way"
    assert ageing.sweep_files(timezone.now() + dt.timedelta(days=2)) == (1 if when == "after" else 0)
    assert private_storage().exists(kept.file.name)
