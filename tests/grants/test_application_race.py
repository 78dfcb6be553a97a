"""Two at once, on applications. First that the race is there without the lock; then that it is not."""

import threading
from uuid import UUID

import pytest
from django.db import transaction

from grants.models import Application, CaseCounter, SectionAnswers, Submission
from grants.services import chain, drafts, submitting
from tests.events.test_race import together
from tests.factories.applications import answers_in, make_draft, owner_of, section_id, write
from tests.factories.grants import key, make_call, make_calls_index
from tests.factories.users import UserFactory
from tests.support.site import build_site

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CLIENTS = 6


@pytest.fixture
def call():
    return make_call(make_calls_index(build_site().home))


def test_without_the_lock_one_save_is_lost(call):
    """Read the revision, let the other read it, write: what the lock is there for."""
    draft = make_draft(call)
    write(draft, owner_of(draft), "idea", answers_in("idea"))
    read = threading.Barrier(2)

    def unlocked(number):
        row = SectionAnswers.objects.get(application=draft, section_id=section_id("idea"))
        read.wait(timeout=30)
        with transaction.atomic():
            SectionAnswers.objects.filter(pk=row.pk).update(answers={"by": number}, revision=row.revision + 1)
        return "saved"

    assert together(unlocked, range(2)) == ["saved", "saved"]
    assert SectionAnswers.objects.get(application=draft).revision == 2


def test_of_two_saves_over_the_same_revision_one_is_refused(call):
    draft = make_draft(call)
    owner = owner_of(draft)

    def save(number):
        try:
            write(draft, owner, "idea", {key("summary"): {"title": f"Nr {number}", "text": ""}})
        except drafts.StaleError:
            return "stale"
        return "saved"

    assert sorted(together(save, range(CLIENTS))) == ["saved", *["stale"] * (CLIENTS - 1)]
    assert SectionAnswers.objects.get(application=draft).revision == 1


def test_many_clicks_on_send_are_one_submission(call):
    draft = make_draft(call, whole=True)
    owner = owner_of(draft)
    sent = together(lambda _number: submitting.submit(owner, draft, "sv").pk, range(CLIENTS))
    assert len(set(sent)) == 1
    assert Submission.objects.count() == 1
    assert CaseCounter.objects.get().last == 1


def test_applications_sent_at_once_get_a_number_each_and_leave_none_out(call):
    made = [make_draft(call, UserFactory(), whole=True) for _number in range(CLIENTS)]
    together(lambda number: submitting.submit(owner_of(made[number]), made[number], "sv").pk, range(CLIENTS))
    numbers = sorted(int(row.case_number[-4:]) for row in Application.objects.all())
    assert numbers == list(range(1, CLIENTS + 1))
    assert list(chain.verify()) == []


def test_two_clicks_on_begin_make_one_draft(call):
    owner, form_key = UserFactory(), UUID("0b6ff4d0-0000-4000-8000-000000000002")
    made = together(lambda _number: drafts.start(owner, call, "sv", form_key).pk, range(CLIENTS))
    assert len(set(made)) == 1
