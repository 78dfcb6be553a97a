"""Sending: whole, once, in time, under a number of its own; and nothing half when it is cut off."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction

from grants import notifications
from grants.enums import Happening, MemberRole, State
from grants.models import Application, CaseCounter, Submission
from grants.services import chain, drafts, submitting
from tests.factories.applications import add_member, make_draft, owner_of, write
from tests.factories.grants import key, make_call
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(index):
    return make_call(index)


@pytest.fixture
def whole(call):
    return make_draft(call, whole=True)


def again(application):
    return Application.objects.get(pk=application.pk)


def test_what_is_sent_gets_a_number_and_stays_as_it_was(whole):
    submission = submitting.submit(owner_of(whole), whole, "sv")
    sent = again(whole)
    assert sent.state == State.SUBMITTED
    assert re.fullmatch(r"\d{4}-0001", sent.case_number)
    assert submission.answers == drafts.answers_of(whole)
    assert [event.happening for event in sent.events.order_by("number")] == [Happening.STARTED, Happening.SUBMITTED]
    assert list(chain.verify()) == []


def test_nothing_is_sent_while_something_is_missing(call):
    draft = make_draft(call)
    with pytest.raises(submitting.NotWholeError) as refusal:
        submitting.submit(owner_of(draft), draft, "sv")
    assert refusal.value.missing
    assert again(draft).state == State.DRAFT
    assert not CaseCounter.objects.exists()


def test_without_a_promise_to_spread_what_is_learnt_nothing_is_sent(whole):
    write(whole, owner_of(whole), "spread", {key("dissemination"): []}, revision=1)
    with pytest.raises(submitting.NotWholeError):
        submitting.submit(owner_of(whole), whole, "sv")


def test_sent_twice_it_is_sent_once(whole):
    first = submitting.submit(owner_of(whole), whole, "sv")
    assert submitting.submit(owner_of(whole), whole, "sv") == first
    assert Submission.objects.count() == 1
    assert CaseCounter.objects.get().last == 1


@pytest.mark.parametrize("role", [MemberRole.WRITER, MemberRole.READER])
def test_only_an_owner_sends(whole, role):
    with pytest.raises(drafts.RefusedError):
        submitting.submit(add_member(whole, role), whole, "sv")
    with pytest.raises(drafts.RefusedError):
        submitting.submit(UserFactory(), whole, "sv")
    assert again(whole).state == State.DRAFT


@pytest.mark.parametrize(("minutes", "sent"), [(-1, True), (14, True), (15, False), (60 * 24, False)])
def test_when_the_call_has_closed_there_are_fifteen_minutes_for_sending_only(whole, minutes, sent):
    with time_machine.travel(whole.call.closes_at + dt.timedelta(minutes=minutes), tick=False):
        if minutes >= 0:
            with pytest.raises(drafts.RefusedError):
                write(whole, owner_of(whole), "idea", {}, revision=1)
        if sent:
            submitting.submit(owner_of(whole), whole, "sv")
        else:
            with pytest.raises(drafts.RefusedError):
                submitting.submit(owner_of(whole), whole, "sv")
    assert again(whole).state == (State.SUBMITTED if sent else State.DRAFT)
    assert drafts.answers_of(whole)


def test_what_is_sent_can_be_read_and_not_written(whole):
    submitting.submit(owner_of(whole), whole, "sv")
    with pytest.raises(drafts.RefusedError):
        write(whole, owner_of(whole), "idea", {}, revision=1)


def test_numbers_follow_on_each_other(call):
    numbers = []
    for _number in range(3):
        draft = make_draft(call, whole=True)
        submitting.submit(owner_of(draft), draft, "sv")
        numbers.append(again(draft).case_number[-4:])
    assert numbers == ["0001", "0002", "0003"]


@pytest.mark.parametrize(
    "step",
    [
        "grants.services.submitting.next_case_number",
        "grants.services.submitting._freeze",
        "grants.services.submitting.take",
        "grants.services.chain.seal",
        "grants.services.chain.record",
        "grants.notifications.submitted",
    ],
)
def test_cut_off_between_any_two_steps_nothing_is_half_and_no_number_is_lost(whole, monkeypatch, step):
    class Killed(BaseException):
        """The process ends here."""

    def killed(*_args, **_values):
        raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(step, killed)
        with pytest.raises(Killed), transaction.atomic():
            submitting.submit(owner_of(whole), whole, "sv")
    assert again(whole).state == State.DRAFT
    assert not Submission.objects.exists()
    submitting.submit(owner_of(whole), whole, "sv")
    assert again(whole).case_number.endswith("-0001")
    assert list(chain.verify()) == []


def test_a_withdrawn_case_stays_with_its_number(whole):
    owner = owner_of(whole)
    with pytest.raises(drafts.RefusedError):
        submitting.withdraw(owner, whole)
    submitting.submit(owner, whole, "sv")
    number = again(whole).case_number
    submitting.withdraw(owner, whole, "Vi hann inte.")
    submitting.withdraw(owner, whole)
    case = again(whole)
    assert (case.state, case.case_number) == (State.WITHDRAWN, number)
    assert [event.text.words for event in case.events.filter(happening=Happening.WITHDRAWN)] == ["Vi hann inte."]
    with pytest.raises(drafts.RefusedError):
        drafts.discard(owner, case)


def test_the_database_itself_refuses_a_case_without_a_number(whole):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=whole.pk).update(state=State.SUBMITTED)


def test_every_member_gets_a_receipt(whole):
    from core.mail.models import OutboxMessage

    add_member(whole, MemberRole.READER)
    submitting.submit(owner_of(whole), whole, "sv")
    assert OutboxMessage.objects.filter(kind=notifications.RECEIPT).count() == 2
