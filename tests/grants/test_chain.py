"""The log of a case: added to only, and whoever changes it behind our back is found out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from grants.enums import Happening
from grants.models import CaseEvent, CaseText
from grants.querysets import AppendOnlyError
from grants.services import chain, submitting
from tests.factories.applications import make_draft, owner_of
from tests.factories.grants import make_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(index):
    draft = make_draft(make_call(index), whole=True)
    submitting.submit(owner_of(draft), draft, "sv")
    submitting.withdraw(owner_of(draft), draft, "Vi hann inte.")
    return draft


def raw(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found(case):
    return {flaw.what for flaw in chain.flaws(case)}


def test_a_whole_log_has_no_flaw(case):
    assert case.events.count() == 3
    assert found(case) == set()


def test_no_line_is_changed_or_taken_away(case):
    line = case.events.first()
    line.happening = Happening.ERASED
    with pytest.raises(AppendOnlyError):
        line.save()
    with pytest.raises(AppendOnlyError):
        line.delete()
    for change in (
        lambda: CaseEvent.objects.update(actor_id=1),
        lambda: CaseEvent.objects.all().delete(),
        lambda: case.events.all().delete_with_draft(),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("UPDATE grants_caseevent SET to_state = 'submitted' WHERE number = 3", "changed"),
        ("UPDATE grants_caseevent SET actor_id = 4711 WHERE number = 2", "changed"),
        ("UPDATE grants_casetext SET words = 'Något annat'", "words"),
        ("DELETE FROM grants_caseevent WHERE number = 2", "missing"),
    ],
)
def test_what_is_changed_behind_our_back_is_found(case, statement, flaw):
    raw(statement)
    assert flaw in found(case)


def test_two_lines_that_change_places_are_found(case):
    for place in ((102, 2), (2, 3), (3, 102)):
        raw("UPDATE grants_caseevent SET number = %s WHERE number = %s", *place)
    assert [line.happening for line in case.events.order_by("number")][1:] == [
        Happening.WITHDRAWN,
        Happening.SUBMITTED,
    ]
    assert {"order", "changed", "audit"} <= found(case)


def test_the_command_says_which_case_and_which_line(case):
    whole = make_draft(case.call, whole=True)
    raw("UPDATE grants_caseevent SET actor_id = 4711 WHERE number = 2")
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", stdout=told)
    case.refresh_from_db()
    assert f"{case.case_number} line 2: has been changed" in told.getvalue()
    assert str(whole) not in told.getvalue()


def test_a_line_cut_from_the_end_is_missed_by_the_audit_log(case):
    raw("DELETE FROM grants_casetext")
    raw("DELETE FROM grants_caseevent WHERE number = 3")
    assert found(case) == {"audit"}


def test_words_are_erased_and_the_log_still_holds(case):
    CaseText.objects.all().delete()
    assert found(case) == set()


def test_no_personal_text_lies_in_the_chain(case):
    for line in case.events.all():
        assert "hann" not in str([line.data, line.text_digest, line.hash])
