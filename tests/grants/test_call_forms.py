"""The composer of forms: what is stored of it, version by version, in which words, and what it refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from grants.blocks import CriteriaBlock
from grants.enums import PartKind
from grants.form_blocks import FormBlock
from grants.form_structure import compiled, in_language, is_asked, words_of
from grants.models import Call, CallPage, FormVersion
from grants.reading_through import sections_in_words
from tests.factories.grants import key, make_call, make_call_page, part, republish, section, small_form, versions
from tests.factories.users import user_with_role
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


# --- structure ------------------------------------------------------------------------------


def test_a_question_under_an_answer_comes_after_it_on_a_condition(index):
    structure = compiled(make_call_page(index))
    who = structure[0]["parts"]

    assert [(row["kind"], row["required"]) for row in who] == [
        ("organisation", True),
        ("choice", True),
        ("long_text", True),
    ]
    assert who[2]["only_if"] == [key("before"), key("before/options", 1)]
    assert who[2]["words"] == 50
    assert is_asked(who[2], {key("before"): key("before/options", 1)})
    assert not is_asked(who[2], {key("before"): key("before/options", 0)})
    assert not is_asked(who[2], {})
    assert is_asked(who[0], {})


def test_a_condition_on_one_of_several_choices_holds_when_it_is_among_them():
    asked = {"only_if": ["p", "b"]}

    assert is_asked(asked, {"p": ["a", "b"]})
    assert not is_asked(asked, {"p": ["a"]})
    assert not is_asked(asked, {"p": {"_raw": "b"}})


def test_every_kind_of_part_can_be_composed_and_read(index):
    composed = set(FormBlock().child_blocks["section"].child_blocks["parts"].child_blocks)

    assert composed == set(PartKind.values)


# --- words ----------------------------------------------------------------------------------


def test_what_is_not_translated_has_the_words_of_the_original(index, site):
    page = make_call_page(index)
    form = small_form()
    form[0]["value"]["heading"] = "Who you are"
    form[0]["value"]["parts"][1]["value"]["options"][0]["value"]["text"] = ""
    translate_page(page, site.locale("en"), form=form)

    (version,) = versions(Call.objects.get())
    assert set(version.words) == {"sv", "en"}
    first = in_language(version, "en")[0]
    assert first["label"] == "Who you are"
    assert first["parts"][1]["choices"] == [(key("before/options", 0), "Nej"), (key("before/options", 1), "Ja")]
    assert in_language(version, "nb")[0]["label"] == "Avsnitt who"


def test_a_structure_without_a_heading_of_its_own_is_called_what_the_portal_calls_it(index):
    (version,) = versions(make_call(index))

    assert in_language(version, "en")[1]["parts"][0]["label"] == "Summary for publication"


def test_columns_and_texts_come_with_their_ids(index):
    (version,) = versions(make_call(index))
    table = in_language(version, "sv")[1]["parts"][1]

    assert table["headings"] == [(key("rows/columns", 0), "Vem"), (key("rows/columns", 1), "Vad")]


# --- versions -------------------------------------------------------------------------------


def test_publishing_again_without_change_makes_no_new_version(index):
    page = make_call_page(index)
    call = republish(page, title="Nytt namn", highest_amount=5)

    assert [version.number for version in versions(call)] == [1]


def test_a_changed_question_makes_a_new_version_and_the_old_stands_as_it_was_asked(index):
    page = make_call_page(index)
    before = versions(Call.objects.get())[0].words
    form = small_form()
    form[0]["value"]["parts"][1]["value"]["label"] = "Har ni någonsin sökt?"
    call = republish(page, form=form)

    first, second = versions(call)
    assert first.words == before
    assert in_language(first, "sv")[0]["parts"][1]["label"] == "Har ni sökt förut?"
    assert in_language(second, "sv")[0]["parts"][1]["label"] == "Har ni någonsin sökt?"


def test_a_new_section_makes_a_new_version_that_keeps_the_words_of_other_languages(index, site):
    page = make_call_page(index)
    english = small_form()
    english[0]["value"]["heading"] = "Who you are"
    translate_page(page, site.locale("en"), form=english)
    call = republish(page, form=[*small_form(), section("more", part("extra", "text"))])

    _first, second = versions(call)
    found = in_language(second, "en")
    assert [row["label"] for row in found] == ["Who you are", "Avsnitt idea", "Avsnitt spread", "Avsnitt more"]


def test_a_section_moved_is_a_new_version_with_the_same_ids(index):
    page = make_call_page(index)
    form = small_form()
    call = republish(page, form=[form[1], form[0], form[2]])

    first, second = versions(call)
    assert [row["id"] for row in second.structure] == [
        first.structure[1]["id"],
        first.structure[0]["id"],
        first.structure[2]["id"],
    ]


def test_a_translation_never_changes_what_is_asked(index, site):
    page = make_call_page(index)
    translate_page(page, site.locale("en"), form=[section("odd", part("odd", "text"))])

    (version,) = versions(Call.objects.get())
    assert [row["id"] for row in version.structure] == [key("section", name) for name in ("who", "idea", "spread")]
    assert key("odd") not in version.words["en"]


def test_changed_words_of_a_translation_make_a_new_version(index, site):
    english = translate_page(make_call_page(index), site.locale("en"))
    form = small_form()
    form[0]["value"]["heading"] = "Who you are"
    republish(english, form=form)

    assert [version.number for version in versions(Call.objects.get())] == [1, 2]


def test_a_call_without_a_form_has_no_version_until_it_has_one(index, client):
    page = make_call_page(index, form=[])
    assert not FormVersion.objects.exists()
    assert f"/calls/{page.translation_key}/form/" not in client.get(page.url).content.decode()
    assert client.get(f"/sv/calls/{page.translation_key}/form/").status_code == 404

    call = republish(page, form=small_form())
    assert len(versions(call)) == 1


# --- what the composer refuses --------------------------------------------------------------


def clean(block, raw):
    return block.clean(block.to_python(raw))


def test_a_form_as_it_should_be_is_taken():
    assert len(clean(FormBlock(), small_form())) == 3


def test_a_form_without_a_dissemination_plan_is_refused_with_its_name():
    with pytest.raises(ValidationError) as fault:
        clean(FormBlock(), small_form()[:2])

    text = str(fault.value.non_block_errors.as_data())
    assert str(PartKind.DISSEMINATION.label) in text
    assert str(PartKind.SUMMARY.label) not in text


def test_a_draft_may_lack_anything():
    block = FormBlock()
    assert len(block.clean_deferred(block.to_python(small_form()[:1]))) == 1


def test_a_structure_that_stands_twice_is_refused_beside_the_second():
    form = [*small_form(), section("again", part("other", "text"), part("twice", "summary"))]

    with pytest.raises(ValidationError) as fault:
        clean(FormBlock(), form)
    inner = fault.value.block_errors[3].block_errors["parts"].block_errors
    assert set(inner) == {1}
    assert "label" in inner[1].block_errors


def test_a_choice_with_one_option_and_a_table_without_columns_are_refused():
    for bad in (part("one", "choice", options=["Ja"]), part("none", "table", columns=[])):
        with pytest.raises(ValidationError):
            clean(FormBlock(), [*small_form(), section("more", bad)])


def weighted(*weights):
    return [
        {"type": "criterion", "id": key(number), "value": {"label": f"K{number}", "text": "", "weight": weight}}
        for number, weight in enumerate(weights)
    ]


def test_criteria_make_a_whole():
    assert len(clean(CriteriaBlock(), weighted(60, 40))) == 2
    with pytest.raises(ValidationError) as fault:
        clean(CriteriaBlock(), weighted(60, 30))
    assert "90" in str(fault.value.block_errors[1].block_errors["weight"])


# --- read through before signing in ---------------------------------------------------------


def test_the_form_is_read_before_signing_in_and_is_the_same_for_all(index, client):
    call = make_call(index)
    address = f"/sv/calls/{call.translation_key}/form/"
    stranger = client.get(address)
    text = stranger.content.decode()

    assert stranger.status_code == 200
    for words in ("Har ni sökt förut?", "Varför då?", "Vem", "Avsnitt spread"):
        assert words in text
    assert "csrf" not in text
    assert "sessionid" not in stranger.cookies
    client.force_login(user_with_role("member"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).content == stranger.content


def test_a_form_in_another_language_than_the_page_says_so(index, client):
    call = make_call(index)

    text = client.get(f"/en/calls/{call.translation_key}/form/").content.decode()
    assert '<div lang="sv">' in text
    assert "(frivilligt)" in text
    assert '<div lang="sv">' not in client.get(f"/sv/calls/{call.translation_key}/form/").content.decode()


def test_the_form_of_a_call_that_is_not_public_is_not_there(index, client):
    page = make_call_page(index)
    page.unpublish()

    assert client.get(f"/sv/calls/{page.translation_key}/form/").status_code == 404


def test_what_is_read_tells_limits_and_conditions(index):
    (version,) = versions(make_call(index))
    who = sections_in_words(version, "en")[0]["parts"]

    assert who[2]["when"] == "Only if you answered “Ja” to “Har ni sökt förut?”."
    assert "At most 50 words." in who[2]["notes"]
    assert who[0]["asks"]


# --- the editor -----------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    """A client signed in as an editor."""
    client.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_editor_opens_the_composer_and_previews_the_form(index, editor):
    page = make_call_page(index)

    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_pages:add", args=["grants", "callpage", index.pk])).status_code == 200
    seen = page.make_preview_request(preview_mode="form").content.decode()
    for words in ("Har ni sökt förut?", "Varför då?", "Avsnitt spread"):
        assert words in seen


def test_a_call_that_somebody_applies_to_is_not_deleted(index, editor):
    from grants.models import Application

    page = make_call_page(index)
    call = Call.objects.get()
    Application.objects.create(call=call, form_version=versions(call)[0], language="sv")
    editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert type(page).objects.filter(pk=page.pk).exists()
    assert words_of(page)


def test_an_editor_opens_the_rules_of_programmes(site, editor):
    assert editor.get("/admin/snippets/grants/programmerules/").status_code == 200
    assert editor.get("/admin/snippets/grants/programmerules/add/").status_code == 200


def test_a_call_that_is_hardly_begun_can_be_previewed(index, site):
    page = CallPage(title="Början", slug="borjan", locale=site.locale("sv"), path=f"{index.path}0001", depth=4)

    for mode in ("", "form"):
        response = page.make_preview_request(preview_mode=mode or page.default_preview_mode)
        assert response.status_code == 200
        assert "Början" in response.content.decode()
