"""Sections that only some get, questions two answers deep, tables with named rows, and texts to read."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from grants import checking
from grants.form_structure import compiled, is_asked, sections_asked, with_words
from grants.forms import SectionForm
from grants.models import Call, CallPage
from grants.parts import part_of
from grants.question_blocks import ColumnBlock, NumberPartBlock
from grants.reading import left_out, part_read, sections_read
from grants.reading_through import sections_in_words
from grants.services import drafts, submitting
from tests.factories.applications import make_draft, owner_of, section_id, write
from tests.factories.grant_forms import question
from tests.factories.grants import key, make_call_page, make_programme, part, section, small_form, versions
from tests.factories.users import user_with_role
from tests.grants.test_call_editing import composed, form_of

pytestmark = pytest.mark.django_db
YES, NO = key("before/options", 1), key("before/options", 0)


def branching_form():
    """A form with a section for those who have applied before, and in it a question two answers deep."""
    form = small_form()
    form[0]["value"]["parts"][1]["value"]["options"][1]["value"]["sections"] = ["  avsnitt EARLIER "]
    deep = part("deep", "text", label="Vilket år?", required=True)
    told = part("told", "choice", label="Fick ni svar?", options=["Nej", ("Ja", [deep])], required=True)
    earlier = section(
        "earlier",
        part("note", "note", label="Läs först", help_text="Villkoren står på https://example.org/villkor."),
        part("which", "choice", label="Fick ni pengar?", options=["Nej", ("Ja", [told])], required=True),
    )
    return [form[0], earlier, *form[1:]]


@pytest.fixture
def call(index):
    return Call.objects.for_page(make_call_page(index, form=branching_form())).get()


@pytest.fixture
def whole(call):
    """A draft of somebody who has not applied before: the section is not asked."""
    return make_draft(call, whole=True)


def version_of(call):
    (version,) = versions(call)
    return version


def labels(found):
    return [one.label for one in found]


def test_a_section_is_asked_after_the_answer_that_leads_to_it(call):
    structure = version_of(call).structure
    opened = structure[1]
    who = section_id("who")

    assert opened["only_if"] == [[who, key("before"), YES]]
    assert opened not in sections_asked(structure, {})
    assert opened not in sections_asked(structure, {who: {key("before"): NO}})
    assert opened in sections_asked(structure, {who: {key("before"): YES}})


def test_a_question_two_answers_deep_is_asked_when_both_are_given(call):
    deep = version_of(call).structure[1]["parts"][3]
    both = {key("which"): key("which/options", 1), key("told"): key("told/options", 1)}

    assert is_asked(deep, both)
    assert not is_asked(deep, {**both, key("which"): key("which/options", 0)})
    assert not is_asked(deep, {**both, key("told"): key("told/options", 0)})


def test_what_is_not_asked_is_not_missing_and_no_step(call, whole):
    version, answers = version_of(call), drafts.answers_of(whole)
    found = checking.missing(version, answers, [], "sv", call)
    assert found == []
    assert [step["title"] for step in checking.steps(version, answers, found, "sv", str)] == [
        "Avsnitt who",
        "Avsnitt idea",
        "Avsnitt spread",
    ]

    answers[section_id("who")][key("before")] = YES
    assert "Fick ni pengar?" in labels(checking.missing(version, answers, [], "sv", call))
    assert len(checking.steps(version, answers, [], "sv", str)) == 4


def test_what_is_not_asked_any_more_is_told_of_kept_and_not_sent(client, whole):
    owner = owner_of(whole)
    write(whole, owner, "earlier", {key("which"): key("which/options", 1), key("deep"): "2024"})
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")

    shown = client.get(f"/sv/apply/{whole.key}/review/").content.decode()
    assert "Avsnitt earlier: Fick ni pengar?" in shown
    assert "Avsnitt earlier: Vilket år?" in shown

    sent = submitting.submit(owner, whole, "sv")
    assert section_id("earlier") not in sent.answers
    assert drafts.answers_of(whole)[section_id("earlier")][key("deep")] == "2024"
    read = sections_read(sent.form_version, sent.answers, [], "sv")
    assert [one.id for one in read] == [section_id(name) for name in ("who", "idea", "spread")]


def test_a_hidden_follow_up_is_not_sent_either(whole):
    owner = owner_of(whole)
    answers = drafts.answers_of(whole)[section_id("who")] | {key("why"): "Vi fick nej."}
    write(whole, owner, "who", answers, revision=1)

    assert left_out(whole.form_version, drafts.answers_of(whole), [], "sv") == ["Avsnitt who: Varför då?"]
    assert key("why") not in submitting.submit(owner, whole, "sv").answers[section_id("who")]


def test_the_way_on_passes_a_section_that_is_not_asked(client, whole):
    owner = owner_of(whole)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/sv/apply/{whole.key}/section/{section_id('who')}/"
    posted = {"revision": "1", "go": "next", f"p-{key('before')}": NO}
    assert client.post(address, posted)["Location"].endswith(f"{section_id('idea')}/")
    posted |= {"revision": "2", f"p-{key('before')}": YES}
    assert client.post(address, posted)["Location"].endswith(f"{section_id('earlier')}/")


def test_a_section_that_is_not_asked_says_so_to_who_comes_there(client, whole):
    client.force_login(owner_of(whole), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/en/apply/{whole.key}/section/{section_id('earlier')}/").content.decode()
    assert "“Ja” to “Har ni sökt förut?”" in page
    assert 'href="https://example.org/villkor"' in page


def test_before_signing_in_one_reads_for_whom_a_section_is(call):
    read = sections_in_words(version_of(call), "en")
    assert "“Ja” to “Har ni sökt förut?”" in read[1]["when"]
    assert read[0]["when"] == ""


@pytest.mark.parametrize("heading", ["Finns inte", "Allt"])
def test_a_choice_that_leads_nowhere_is_refused_beside_it(client, index, heading):
    client.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("wagtailadmin_pages:add", args=["grants", "callpage", index.pk])
    response = client.post(address, form_of(programme=make_programme().pk, form=composed(heading)))
    assert response.status_code == 200
    assert not CallPage.objects.filter(live=True).exists()


def test_a_form_of_before_is_read_as_it_was(index):
    """Choices under an answer, and columns, were texts."""
    under = {"type": "choice", "id": key("under"), "value": {"label": "Hur?", "options": ["Så", "Annars"]}}
    form = small_form()
    form[0]["value"]["parts"][1]["value"]["options"][1]["value"]["follow_ups"] = [under]
    page = make_call_page(index, form=form)
    block = page.form[0].value["parts"][1].value["options"][1]["follow_ups"][0].value
    assert [option["text"] for option in block["options"]] == ["Så", "Annars"]
    assert [column["text"] for column in page.form[1].value["parts"][1].value["columns"]] == ["Vem", "Vad"]
    assert len(compiled(page)[0]["parts"][2]["options"]) == 2


# --- tables, lines that are checked, choices with a most ------------------------------------


def table(**values):
    headings = [("n", "Antal"), ("kr", "Kostnad"), ("who", "E-post")]
    kinds = {"n": "number", "kr": "money", "who": "email"}
    return question("table", columns=["n", "kr", "who"], headings=headings, kinds=kinds, **values)


def posted(**values):
    return {f"p-table-{name.replace('_', '-')}": value for name, value in values.items()}


def form_with(asked, data=None, answers=None):
    return SectionForm({"id": "s", "label": "", "help": "", "parts": [asked]}, "en", answers, data=data)


def test_rows_with_names_are_all_there_and_none_can_be_added():
    asked = table(lines=["w", "m"], names=[("w", "Women"), ("m", "Men")], filled=["n"])
    (view,) = form_with(asked).views
    (group,) = view.groups
    assert [(row.label, row.remove) for row in group.rows] == [("Women", ""), ("Men", "")]
    assert group.add_label == ""

    data = posted(currency="SEK", rows_1_n="7", rows_1_kr="1 000,50")
    form = form_with(asked, data)
    assert form.value["table"]["rows"][1] == {"n": "7", "kr": "1000.50", "who": "", "row": "m"}
    assert [fault.path for _part, fault in form.found] == ["rows-0-n"]


def test_rows_with_names_keep_their_answers_when_the_form_puts_them_in_another_order():
    stored = {"currency": "SEK", "rows": [{"n": "1", "row": "w"}, {"n": "2", "row": "m"}]}
    asked = table(lines=["x", "m", "w"], names=[("x", "Others"), ("m", "Men"), ("w", "Women")])
    assert [row.get("n") for row in part_of(asked, "en").rows(stored)] == [None, "2", "1"]


def test_columns_are_checked_and_summed():
    form = form_with(table(), posted(currency="EUR", rows_0_n="två", rows_0_who="inte en adress"))
    assert {fault.path for _part, fault in form.found} == {"rows-0-n", "rows-0-who"}

    value = {
        "currency": "EUR",
        "rows": [{"n": "2.5", "kr": "10.00"}, {"n": "1", "kr": "0.50"}, {"n": "-9", "kr": "1e9"}],
    }
    with override("en"):
        read = part_read(part_of(table(), "en"), value)
    assert [words for words, _sum in read.sums] == ["Antal in all", "Kostnad in all"]
    assert read.sums[0][1] == "3.5"
    assert "10.50" in read.sums[1][1]


def test_at_least_so_many_rows():
    asked = table(least=2)
    form = form_with(asked, answers={"table": {"currency": "SEK", "rows": [{"n": "1"}]}})
    assert [fault.path for _part, fault in form.found] == ["rows-1-n"]


def test_a_named_row_is_read_under_its_name():
    asked = table(lines=["w"], names=[("w", "Women")])
    read = part_read(part_of(asked, "en"), {"currency": "SEK", "rows": [{"n": "3", "row": "w"}]})
    assert [cell.text for cell in read.groups[0].rows[0].cells][:2] == ["Women", "3"]
    assert len(read.groups[0].headers) == 4


def test_answers_to_a_table_stay_when_it_gets_amounts():
    plain = [{"n": "3"}]
    assert part_of(table(), "en").rows(plain) == plain


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("email", "x@"),
        ("org_number", "123"),
        ("website", "::"),
        ("phone", "ring"),
        ("percent", "101"),
        ("percent", "-1"),
        ("percent", "hälften"),
        ("account", "991-2347"),
        ("account", "SE4550000000058398257467"),
        ("account", "på banken"),
    ],
)
def test_a_line_that_must_be_something_is_checked(kind, wrong):
    asked = question("text", format=kind)
    assert form_with(asked, {"p-text": wrong}).found
    assert not form_with(question("text"), {"p-text": wrong}).found


def test_no_more_choices_than_the_form_allows():
    asked = question("choices", most=1)
    assert form_with(asked, answers={"choices": ["ja", "nej"]}).found
    assert not form_with(asked, answers={"choices": ["ja"]}).found


def test_a_text_to_read_asks_nothing_and_stores_nothing():
    form = form_with(question("note", required=False), {"p-note": "x", "p-note-here": "1"})
    assert form.value == {}
    assert form.found == []


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("percent", "12,5", "12,5\N{NO-BREAK SPACE}%"),
        ("percent", "0", "0\N{NO-BREAK SPACE}%"),
        ("account", "991-2346", "991-2346"),
        ("account", "se45 5000 0000 0583 9825 7466", "SE45 5000 0000 0583 9825 7466"),
    ],
)
def test_a_line_that_is_right_is_read_as_it_is_written_here(kind, typed, read):
    asked = question("text", format=kind)
    form = form_with(asked, {"p-text": typed})
    assert form.found == []
    with override("sv"):
        assert part_read(part_of(asked, "sv"), form.value["text"]).text == read


def graded(**values):
    """Return rows with names under a column that is chosen in: a grid, or the risks of a project."""
    offered = {"how": [("low", "Låg"), ("high", "Hög")]}
    columns = {"columns": ["how", "why"], "headings": [("how", "Hur troligt?"), ("why", "Varför?")]}
    return question("table", **columns, kinds={"how": "choice"}, limits={"why": 10}, offered=offered, **values)


def test_a_column_can_be_chosen_in():
    form = form_with(graded(filled=["how"]), {"p-table-rows-0-how": "high", "p-table-rows-1-why": "För att"})
    assert form.value["table"] == [{"how": "high", "why": ""}, {"how": "", "why": "För att"}]
    assert [(fault.path, fault.missing) for _part, fault in form.found] == [("rows-1-how", True)]
    read = part_read(part_of(graded(), "sv"), form.value["table"])
    assert [row.cells[0].text for row in read.groups[0].rows] == ["Hög", ""]


def test_what_a_column_does_not_offer_is_not_kept_and_characters_are_counted():
    form = form_with(graded(), {"p-table-rows-0-how": "4711", "p-table-rows-0-why": "Mer än tio tecken"})
    assert form.value["table"][0]["how"] == ""
    assert [fault.path for _part, fault in form.found] == ["rows-0-why"]


def test_what_is_chosen_in_a_column_has_its_words_in_every_language():
    words = {"sv": {"t": {"options": {"low": "Låg"}}}, "en": {"t": {"options": {"low": "Low"}}}}
    part = {"id": "t", "kind": "table", "options": [], "columns": ["how"], "offered": {"how": ["low"]}}
    [section] = with_words([{"id": "s", "parts": [part]}], words, "en")
    assert section["parts"][0]["offered"] == {"how": [("low", "Low")]}


def test_a_column_that_is_chosen_in_offers_something():
    block = ColumnBlock()
    column = {"text": "Hur troligt?", "kind": "choice", "choices": ["Låg"]}
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(column))
    assert set(caught.value.block_errors) == {"choices"}
    assert block.clean(block.to_python({**column, "choices": ["Låg", "Hög"]}))["kind"] == "choice"


def test_the_limits_of_a_number_are_kept_with_the_form_and_read_through_also_where_one_is_zero(index):
    page = make_call_page(index, form=[*small_form(), section("more", part("many", "number", least=0, most=40))])
    version = versions(Call.objects.for_page(page).get())[-1]
    [asked] = version.structure[-1]["parts"]
    assert (asked["least"], asked["most"]) == (0, 40)
    told = sections_in_words(version, "sv")[-1]
    assert "Skriv ett tal från 0 till 40." in str(told)


def test_a_highest_number_below_the_lowest_is_refused_beside_it():
    block = NumberPartBlock()
    value = {"label": "Hur många?", "help_text": "", "required": False, "least": 5, "most": 4}
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(value))
    assert set(caught.value.block_errors) == {"most"}
    assert block.clean(block.to_python({**value, "most": 5}))["most"] == 5
