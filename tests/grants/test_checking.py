"""What stands in the way of sending, what does not add up, and how far an application has come."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from core.money import Money
from grants import checking
from grants.enums import PartKind
from grants.forms import SectionForm
from grants.section_pages import differences
from tests.factories.grant_forms import attachment, form_section, form_version, question

pytestmark = pytest.mark.django_db

PROMISE = [{"activity": "Seminarium", "audience": "Chefer", "date": "2027-09-01"}]


def call(**values: Any) -> Any:
    return SimpleNamespace(**{"highest": Money(Decimal(250_000)), "cofinancing_percent": 20, **values})


def budget(costs: str, others: str = "", currency: str = "SEK") -> dict[str, Any]:
    rows = [{"year": "2027", "kind": "staff", "amount": costs}]
    cofinancing = [{"source": "Kommunen", "form": "cash", "amount": others}] if others else []
    return {"currency": currency, "rows": rows, "cofinancing": cofinancing}


def money_faults(support: dict[str, Any], costs: dict[str, Any], facts: Any) -> list[str]:
    """Return where the money of an application is wrong."""
    version = form_version(
        form_section(question("support", id="s"), question("budget", id="b"), question("dissemination", id="d"))
    )
    answers = {"s": {"s": support, "b": costs, "d": PROMISE}}
    return [one.field_id for one in checking.missing(version, answers, [], "sv", facts)]


def wants(amount: str, currency: str = "SEK") -> dict[str, Any]:
    return {"kind": "money", "amount": amount, "currency": currency}


def test_everything_missing_is_linked_to_its_control() -> None:
    version = form_version(form_section(*[question(kind) for kind in PartKind.values]))
    found = checking.missing(version, {}, [], "sv", call())
    form = SectionForm(version.structure[0], "sv")
    controls = {form[name].auto_id for name in form.fields}
    assert {one.part_id for one in found} == {
        kind.replace("_", "") for kind in PartKind.values if kind != PartKind.NOTE
    }
    for one in found:
        assert one.field_id.removesuffix("_field") in controls
        assert one.label
        assert one.reason


def test_an_application_that_is_whole_misses_nothing() -> None:
    version = form_version(form_section(question("text", id="t"), question("file", id="f"), question("dissemination")))
    answers = {"s": {"t": "Ja", "dissemination": PROMISE}}
    assert checking.missing(version, answers, [attachment("f")], "sv", call()) == []


def test_nothing_is_sent_without_a_promise_even_where_the_form_asks_for_none() -> None:
    version = form_version(form_section(question("text", id="t")))
    found = checking.missing(version, {"s": {"t": "Ja"}}, [], "sv")
    assert len(found) == 1


@pytest.mark.parametrize("answers", [{}, {"s": None}, {"s": []}, {"s": "x"}, {"other": {}}, {"s": {"t": {"_raw": 3}}}])
def test_answers_of_another_shape_are_read_as_none(answers: Any) -> None:
    version = form_version(form_section(question("text", id="t"), question("dissemination")))
    assert len(checking.missing(version, answers, [], "sv")) == 2


def test_sums_that_add_up_are_right() -> None:
    assert money_faults(wants("200000.00"), budget("250000.00", "50000.00"), call()) == []


@pytest.mark.parametrize(
    ("support", "costs", "where"),
    [
        (wants("300000.00"), budget("375000.00", "75000.00"), "id_p-s-amount"),
        (wants("240000.00"), budget("250000.00", "10000.00"), "id_p-b-cofinancing-0-amount"),
        (wants("100000.00"), budget("250000.00", "50000.00"), "id_p-b-rows-0-amount"),
        (wants("200000.00"), budget("250000.00", "50000.00", "EUR"), "id_p-b-currency"),
        (wants("-1.00"), budget("250000.00", "50000.00"), "id_p-s-amount"),
        (wants("200000.00"), budget("250000.00", "900000.00"), "id_p-b-cofinancing-0-amount"),
    ],
    ids=["over the most", "too small a share", "does not add up", "two currencies", "negative", "others pay more"],
)
def test_sums_that_do_not_add_up_are_told_where_they_stand(support: Any, costs: Any, where: str) -> None:
    assert where in money_faults(support, costs, call())


def test_an_application_for_advice_needs_no_sums() -> None:
    support = {"kind": "advice", "advice_subject": "Rekrytering"}
    facts = call(highest=None, cofinancing_percent=None)
    assert money_faults(support, budget("250000.00"), facts) == []


def test_the_most_in_another_currency_is_not_compared() -> None:
    facts = call(highest=Money(Decimal(1), "EUR"), cofinancing_percent=None)
    assert money_faults(wants("250000.00"), budget("250000.00"), facts) == []


def test_steps_say_what_is_left_and_where_one_stands() -> None:
    version = form_version(
        form_section(question("text", id="t"), key="a"), form_section(question("dissemination"), key="b")
    )
    answers = {"a": {"t": "Ja"}}
    found = checking.missing(version, answers, [], "sv")
    steps = checking.steps(version, answers, found, "sv", lambda key: f"/{key}/", current="b")
    assert [(step["state"], step["url"], bool(step["note"])) for step in steps] == [
        ("done", "/a/", False),
        ("current", "/b/", True),
    ]


def test_money_applied_for() -> None:
    version = form_version(form_section(question("support", id="s")))
    assert checking.applied_for(version, {"s": {"s": wants("100.00", "NOK")}}) == Money(Decimal(100), "NOK")
    assert checking.applied_for(version, {"s": {"s": {"kind": "advice", "amount": "5.00"}}}) is None


def test_only_what_differs_is_to_be_chosen_between() -> None:
    section = form_section(question("text", id="a"), question("text", id="b"), question("time_plan", id="c"))
    mine = SectionForm(section, "sv", {"a": "lika", "b": "min", "c": []})
    both = differences(mine, {"a": "lika", "b": "sparad"})
    assert [one.id for one in both] == ["b"]
    assert both[0].stored[0].text == "sparad"
