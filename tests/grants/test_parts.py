"""What is typed in the parts of a form: nothing makes it crash, nothing typed is lost, and what is wrong is said."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.enums import PartKind
from grants.forms import SectionForm, name_of
from grants.parts import KINDS, Posted, part_of
from grants.parts.leaves import Amount, Date, Number, OrgNumber, Phone, WebAddress, as_text, storable
from grants.reading import part_read
from tests.factories.grant_forms import attachment, form_section, question

pytestmark = pytest.mark.django_db

WRITTEN = [kind for kind in PartKind.values if kind != PartKind.FILE]
TYPED = st.one_of(st.text(max_size=40), st.sampled_from(["1 234 567,50", "-5", "tolv", "\x00", "2027-02-30", "\ud800"]))
# Anything that a JSON column can hold: an older form, another kind of question, a forged request.
STORED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["rows", "amount", "_raw", "x"]), inner)
    ),
    max_leaves=8,
)
without_end = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def names_in(kind: str) -> list[str]:
    """Return the names of the controls of a part with two rows ready."""
    form = SectionForm(form_section(question(kind)), "sv")
    return list(form.fields)


def posted(pairs: list[tuple[str, str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def test_there_is_a_part_for_every_kind() -> None:
    assert set(KINDS) == set(PartKind.values)


@pytest.mark.parametrize("kind", WRITTEN)
@without_end
@given(data=st.data())
def test_nothing_that_is_posted_makes_a_part_crash_and_reading_it_back_changes_nothing(kind: str, data: Any) -> None:
    names = [*names_in(kind), f"p-{kind}-rows-9999-x", name_of(kind.replace("_", ""), "rows-7-activity")]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(names), TYPED), max_size=6))
    section = form_section(question(kind))
    first = SectionForm(section, "sv", {}, posted([*pairs, (name_of(kind.replace("_", ""), "here"), "1")]))
    json.dumps(first.value, ensure_ascii=False).encode()
    assert "\\u0000" not in json.dumps(first.value)
    # What the page shows, sent again as it stands, is the same answer.
    again = posted([(name, one) for name, shown in first.shown.items() for one in as_sent(shown)])
    again.appendlist(name_of(kind.replace("_", ""), "here"), "1")
    assert SectionForm(section, "sv", {}, again).value == first.value
    assert first.is_valid() == (not any(not fault.missing for _part, fault in first.found))


def as_sent(shown: Any) -> list[str]:
    """Return what a browser sends of what stands in a control."""
    if isinstance(shown, bool):
        return ["on"] if shown else []
    return shown if isinstance(shown, list) else [shown]


@pytest.mark.parametrize("kind", PartKind.values)
@without_end
@given(stored=STORED)
def test_whatever_is_stored_can_be_shown_checked_and_read(kind: str, stored: Any) -> None:
    asked = question(kind)
    form = SectionForm(form_section(asked), "sv", {asked["id"]: stored}, strict=True)
    html = "".join(render_to_string("grants/parts/part.html", {"view": view, "preview": True}) for view in form.views)
    assert f'name="p-{asked["id"]}' in html
    part_read(part_of(asked, "sv"), stored)


@without_end
@given(text=st.text(max_size=300))
def test_a_text_is_kept_to_the_letter(text: str) -> None:
    section = form_section(question("long_text", id="t"))
    kept = SectionForm(section, "sv", {}, posted([("p-t", text)])).value["t"]
    assert kept == storable(text)
    visible = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    assert kept == visible.encode("utf-8", "ignore").decode()


@without_end
@given(typed=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
@pytest.mark.parametrize("leaf", [Number(""), Amount(""), Date("")], ids=["number", "amount", "date"])
def test_what_cannot_be_read_stays_as_it_was_typed_and_is_told(leaf: Any, typed: str) -> None:
    stored = leaf.parse(typed)
    if isinstance(stored, dict):
        assert as_text(stored) == typed
        assert leaf.shown(stored) == typed
        assert leaf.faults(stored)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1 234 567,50", "1234567.50"),
        ("1\u00a0234\u00a0567,50 kr", "1234567.50"),
        ("1234567.5", "1234567.50"),
        ("2 mkr", "2000000.00"),
        ("0", "0.00"),
        ("-5", "-5.00"),
    ],
)
def test_amounts_as_people_write_them(typed: str, stored: str) -> None:
    assert Amount("").parse(typed) == stored


@pytest.mark.parametrize("typed", ["-5", "tolv", "9" * 40, "12 34", "1,234,5", "500 EUR", "1e9", "NaN", "=1+1"])
def test_sums_that_are_none_are_told(typed: str) -> None:
    leaf = Amount("")
    assert leaf.faults(leaf.parse(typed))


def test_an_amount_in_the_currency_chosen_beside_it_is_read_in_it() -> None:
    section = form_section(question("money", id="m"))
    right = SectionForm(section, "sv", {}, posted([("p-m-amount", "500 euro"), ("p-m-currency", "EUR")]))
    assert right.value["m"] == {"amount": "500.00", "currency": "EUR"}
    wrong = SectionForm(section, "sv", {}, posted([("p-m-amount", "500 euro"), ("p-m-currency", "SEK")]))
    assert wrong.value["m"]["amount"] == {"_raw": "500 euro"}
    assert "p-m-amount" in wrong.errors


@pytest.mark.parametrize(
    ("typed", "right"),
    [("212000-0449", True), ("2120000449", True), ("212000-0448", False), ("abc", False), ("900101-1239", False)],
)
def test_an_organisation_number_is_checked_by_its_last_figure_and_is_nobodys_own(typed: str, right: bool) -> None:
    leaf = OrgNumber("")
    assert (leaf.faults(leaf.parse(typed)) == []) is right


def test_an_organisation_number_is_kept_in_one_form() -> None:
    assert OrgNumber("").parse("2120000449") == "212000-0449"


def test_a_personal_identity_number_is_named_as_such() -> None:
    assert (
        "personnummer" in OrgNumber("").faults("19900101-1239")[0]
        or "personal" in OrgNumber("").faults("900101-1239")[0]
    )


@pytest.mark.parametrize(("typed", "right"), [("011-15 00 00", True), ("+46 11 15 00 00", True), ("ring mig", False)])
def test_telephone_numbers(typed: str, right: bool) -> None:
    assert (Phone("").faults(typed) == []) is right


def test_a_web_address_without_its_beginning_gets_one() -> None:
    leaf = WebAddress("")
    assert leaf.parse("www.example.org") == "https://www.example.org"
    assert leaf.faults("javascript:alert(1)")


def test_words_beyond_the_limit_are_counted_and_kept() -> None:
    section = form_section(question("long_text", id="t", words=3))
    form = SectionForm(section, "sv", {}, posted([("p-t", "ett två tre fyra fem")]))
    assert form.value["t"] == "ett två tre fyra fem"
    assert "2" in form.errors["p-t"][0]
    assert "3" in form.errors["p-t"][0]


@pytest.mark.parametrize("kind", ["text", "long_text"])
@pytest.mark.parametrize(
    ("typed", "fault"),
    [("å" * 10, ""), ("ett två tre", "1 tecken för mycket: högst 10"), ("a\r\nb", ""), ("🙂" * 10, "")],
)
def test_characters_are_counted_with_spaces_and_a_line_end_as_one(kind: str, typed: str, fault: str) -> None:
    section = form_section(question(kind, id="t", characters=10))
    form = SectionForm(section, "sv", {}, posted([("p-t", typed)]))
    assert form.value["t"] == typed.replace("\r\n", "\n")
    assert fault in str(form.errors.get("p-t", ""))
    assert bool(form.errors.get("p-t")) == bool(fault)


@pytest.mark.parametrize(
    ("limits", "typed", "told"),
    [
        ({"least": 0, "most": 500}, "0", ""),
        ({"least": 0, "most": 500}, "500", ""),
        ({"least": 0, "most": 500}, "500,5", "Skriv ett tal från 0 till 500."),
        ({"least": 0, "most": 500}, "-1", "Skriv ett tal från 0 till 500."),
        ({"least": 3}, "2,9", "Skriv ett tal som är minst 3."),
        ({"least": 3}, "1000000", ""),
        ({"most": 0}, "1", "Skriv ett tal som är högst 0."),
        ({"most": 5000}, "5001", "Skriv ett tal som är högst 5\u202f000."),
        ({}, "-7", ""),
    ],
)
def test_a_number_beyond_its_limits_is_kept_and_told(limits: dict[str, int], typed: str, told: str) -> None:
    form = SectionForm(form_section(question("number", id="t", **limits)), "sv", {}, posted([("p-t", typed)]))
    assert form.errors.get("p-t", []) == ([told] if told else [])
    assert as_text(form.value["t"]) == typed.replace(",", ".")


def test_the_limits_of_a_number_are_told_before_anybody_writes() -> None:
    view = SectionForm(form_section(question("number", id="t", least=1, most=20)), "sv", {}).views[0]
    html = render_to_string("grants/parts/part.html", {"view": view})
    assert "Skriv ett tal från 1 till 20." in html


def test_empty_rows_are_none_and_a_row_can_be_taken_away_without_a_script() -> None:
    section = form_section(question("time_plan", id="t"))
    rows = [("p-t-rows-0-activity", "Första"), ("p-t-rows-1-activity", " "), ("p-t-rows-4-activity", "Andra")]
    kept = SectionForm(section, "sv", {}, posted(rows)).value["t"]
    assert [row["activity"] for row in kept] == ["Första", "Andra"]
    left = SectionForm(section, "sv", {}, posted([*rows, ("go", "remove:p-t-rows-0")]))
    assert [row["activity"] for row in left.value["t"]] == ["Andra"]
    assert left.stays


def test_more_rows_stand_ready_when_they_are_asked_for() -> None:
    section = form_section(question("time_plan", id="t"))
    one = SectionForm(section, "sv", {}, posted([("p-t-here", "1"), ("go", "add:p-t-rows")]))
    assert one.way_back == "?more=p-t-rows#id_p-t-rows-0-activity"
    assert len(SectionForm(section, "sv", {}).views[0].groups[0].rows) == 1
    assert len(SectionForm(section, "sv", {}, more="p-t-rows").views[0].groups[0].rows) == 3


def test_a_heap_of_forged_rows_is_cut() -> None:
    section = form_section(question("table", id="t"))
    heap = posted([(f"p-t-rows-{number}-vem", "x") for number in range(3000)])
    assert len(SectionForm(section, "sv", {}, heap).value["t"]) == 100


def test_a_row_that_is_begun_has_to_be_finished_also_where_nothing_had_to_be_answered() -> None:
    section = form_section(question("indicators", id="i", required=False))
    assert SectionForm(section, "sv", {}).is_whole
    begun = SectionForm(section, "sv", {"i": [{"label": "Ambassadörer"}]}, strict=True)
    assert set(begun.errors) == {f"p-i-rows-0-{name}" for name in ("baseline", "target", "unit", "due")}


def test_ids_that_do_not_exist_are_not_kept() -> None:
    section = form_section(question("choice", id="c"), question("choices", id="d"), question("municipalities", id="m"))
    pairs = [("p-c", "forged"), ("p-d", "ja"), ("p-d", "forged"), ("p-m", "0580"), ("p-m", "9999")]
    assert SectionForm(section, "sv", {}, posted(pairs)).value == {"c": "", "d": ["ja"], "m": ["0580"]}


def test_a_question_is_asked_only_after_the_answer_it_hangs_on() -> None:
    section = form_section(question("choice", id="c"), question("text", id="t", only_if=["c", "ja"]))
    assert SectionForm(section, "sv", {"c": "nej"}).is_whole
    asked = SectionForm(section, "sv", {"c": "ja"}, strict=True)
    assert list(asked.errors) == ["p-t"]
    assert "Om choice" in str(asked.fields["p-t"].help_text)


def test_what_was_answered_to_a_question_no_longer_asked_is_kept() -> None:
    section = form_section(question("choice", id="c"), question("text", id="t", only_if=["c", "ja"]))
    form = SectionForm(section, "sv", {}, posted([("p-c", "nej"), ("p-t", "Redan skrivet")]))
    assert form.value["t"] == "Redan skrivet"


def test_a_part_that_was_not_on_the_page_keeps_what_is_saved() -> None:
    section = form_section(question("text", id="a"), question("choices", id="b"))
    form = SectionForm(section, "sv", {"a": "kvar", "b": ["ja"]}, posted([("p-b-here", "1")]))
    assert form.value == {"a": "kvar", "b": []}


def test_what_is_saved_is_kept_where_it_was_chosen_before_what_was_written() -> None:
    section = form_section(question("text", id="a"), question("text", id="b"))
    pairs = [("p-a", "min"), ("keep-a", "stored"), ("p-b", "min"), ("keep-b", "mine")]
    assert SectionForm(section, "sv", {"a": "sparad", "b": "sparad"}, posted(pairs)).value == {
        "a": "sparad",
        "b": "min",
    }


def test_the_sums_of_a_budget_by_year_and_kind_and_the_share_of_others() -> None:
    value = {
        "currency": "SEK",
        "rows": [
            {"year": "2027", "kind": "staff", "amount": "1000.00"},
            {"year": "2028", "kind": "staff", "amount": "500.50"},
            {"year": "2028", "kind": "travel", "amount": {"_raw": "tolv"}},
        ],
        "cofinancing": [{"source": "Kommunen", "form": "cash", "amount": "300.10"}],
    }
    sums = dict(part_of(question("budget"), "sv").sums(value))
    plain = {words: text.replace("\u202f", " ").replace("\xa0", " ") for words, text in sums.items()}
    assert plain["2027"] == "1 000 kr"
    assert plain["2028"] == "500,50 kr"
    assert list(plain.values())[-4:] == ["1 500,50 kr", "300,10 kr", "1 200,40 kr", plain[list(plain)[-1]]]
    assert plain[list(plain)[-1]].startswith("20 ")


def test_co_financing_beyond_the_costs_is_told() -> None:
    value = {"currency": "SEK", "rows": [{"amount": "100.00"}], "cofinancing": [{"amount": "200.00"}]}
    faults = part_of(question("budget"), "sv").faults(value)
    assert "cofinancing-0-amount" in {fault.path for fault in faults}


def test_aid_in_two_currencies_is_never_added() -> None:
    rows = [{"amount": "100.00", "currency": "SEK"}, {"amount": "50.00", "currency": "EUR"}]
    assert len(part_of(question("de_minimis"), "sv").sums({"confirmed": True, "rows": rows})) == 2


def test_nothing_ends_before_it_starts() -> None:
    row = {"activity": "Start", "starts": "2027-05-01", "ends": "2027-04-01"}
    assert [fault.path for fault in part_of(question("time_plan"), "sv").faults([row])] == ["rows-0-ends"]


def test_a_promise_is_asked_for_whatever_the_editor_ticked() -> None:
    part = part_of(question("dissemination", required=False), "sv")
    assert part.gaps([])
    assert part.gaps([{"activity": "Seminarium"}])
    assert not part.gaps([{"activity": "Seminarium", "audience": "Chefer", "date": "2027-09-01"}])


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("money", {"amount"}), ("advice", {"advice_subject"}), ("both", {"amount", "advice_subject"})],
)
def test_what_support_asks_for_depends_on_its_kind(kind: str, missing: set[str]) -> None:
    gaps = part_of(question("support"), "sv").gaps({"kind": kind})
    assert {fault.path for fault in gaps} == missing


def test_a_file_that_must_be_there() -> None:
    section = form_section(question("file", id="f"))
    assert list(SectionForm(section, "sv", strict=True).errors) == ["p-f"]
    assert SectionForm(section, "sv", attachments=[attachment("f")]).is_whole


def test_every_control_has_a_label_and_its_error_is_tied_to_it() -> None:
    section = form_section(*[question(kind) for kind in PartKind.values])
    form = SectionForm(section, "sv", strict=True)
    for name in form.errors:
        bound = form[name]
        assert bound.label
        described = str(bound.aria_describedby or "")
        assert f"{bound.auto_id}_error" in described


def test_fields_about_a_person_or_an_organisation_are_filled_in_by_the_browser() -> None:
    section = form_section(question("contact", id="c"), question("organisation", id="o"))
    form = SectionForm(section, "sv")
    tokens = {name: form.fields[name].widget.attrs.get("autocomplete") for name in form.fields}
    assert tokens["p-c-name"] == "name"
    assert tokens["p-c-email"] == "email"
    assert tokens["p-c-phone"] == "tel"
    assert tokens["p-o-name"] == "organization"


def test_what_an_editor_wrote_is_text_and_never_markup() -> None:
    section = form_section(question("text", id="t", label="<b>Fråga</b>", help="<script>x</script>"))
    view = SectionForm(section, "sv").views[0]
    html = render_to_string("grants/parts/part.html", {"view": view})
    assert "<script>" not in html
    assert "<b>" not in html


def test_posted_reads_only_its_own_names() -> None:
    data = {"p-a": "1", "p-ab-rows-0-x": "2", "p-a-rows-0-x": "3", "p-a-rows-10-x": "4"}
    assert Posted(data, "p-a-rows").row_numbers() == [0, 10]
