"""An editor at work: the form of a call in the admin, and what it refuses beside which field."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from grants.models import Call, CallPage, FormVersion, ProgrammeRules
from tests.factories.grants import make_programme
from tests.factories.users import user_with_role

pytestmark = pytest.mark.django_db
YEAR = 2090


@pytest.fixture
def editor(client):
    """A client signed in as an editor."""
    client.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def add_url(index):
    return reverse("wagtailadmin_pages:add", args=["grants", "callpage", index.pk])


def question(label, **more):
    return {"label": label, "help_text": "", **more}


def composed(*opens):
    """What the browser sends for a form with three sections; the choice has a question under its second answer."""
    why = streamfield([("long_text", question("Varför då?", words="50", characters="", required="on"))])
    options = inline_formset_of_list(
        [
            {"text": "Nej", "follow_ups": streamfield([]), "sections": inline_formset_of_list([])},
            {"text": "Ja", "follow_ups": why, "sections": inline_formset_of_list(list(opens))},
        ]
    )
    sections = [
        ("organisation", question("")),
        ("choice", question("Har ni sökt förut?", options=options)),
        ("summary", question("", words="")),
        ("dissemination", question("")),
    ]
    further = ("section", {"heading": "Partner", "introduction": "", "parts": streamfield([])})
    first = ("section", {"heading": "Allt", "introduction": "", "parts": streamfield(sections)})
    return streamfield([first, further] if opens else [first])


def inline_formset_of_list(values):
    """What the browser sends for a list of blocks."""
    rows = {str(n): {"value": value, "order": str(n), "deleted": "", "id": ""} for n, value in enumerate(values)}
    return {"count": str(len(values)), **rows}


def form_of(**values):
    """What the editor's form sends for a call, with `values` filled in."""
    blank = dict.fromkeys(
        (
            *("round_name", "opens_at_time", "closes_at_time", "decision_on", "highest_amount", "total_amount"),
            *("cofinancing_percent", "legal_regime", "appeal_route", "retention_years", "not_for", "amount_note"),
            *("cofinancing_note", "introduction", "listing_image", "contact", "seo_title", "search_description"),
        ),
        "",
    )
    streams = {name: streamfield([]) for name in ("body", "criteria", "documents", "answers")}
    return nested_form_data(
        {
            **blank,
            **streams,
            "title": "Ny utlysning",
            "slug": "ny-utlysning",
            "for_whom": "Föreningar",
            "kind": "round",
            "support": "money",
            "opens_on": f"{YEAR}-02-01",
            "closes_on": f"{YEAR}-05-10",
            "highest_currency": "SEK",
            "total_currency": "SEK",
            "judging": rich_text(""),
            "form": composed(),
            "meetings": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **values,
        }
    )


def errors_of(html, name):
    """What is said beside a field, which it is described by."""
    control = BeautifulSoup(html, "html.parser").find(attrs={"name": name})
    field = control.find_parent(attrs={"data-field": True})
    return [error.get_text(strip=True) for error in field.select(".error-message")]


def refused(editor, add_url, name, **values):
    """What is said beside a field of what is sent; nothing of it is published."""
    response = editor.post(add_url, form_of(programme=make_programme().pk, **values))
    assert response.status_code == 200, "it was let through"
    assert not CallPage.objects.filter(live=True).exists()
    return errors_of(response.content.decode(), name)


def test_an_editor_composes_and_publishes_a_call(editor, add_url):
    response = editor.post(add_url, form_of(programme=make_programme().pk))

    assert response.status_code == 302
    assert Call.objects.get().title == "Ny utlysning"
    (section,) = FormVersion.objects.get().structure
    assert [part["kind"] for part in section["parts"]] == [
        "organisation",
        "choice",
        "long_text",
        "summary",
        "dissemination",
    ]
    choice, why = section["parts"][1:3]
    assert why["only_if"] == [choice["id"], choice["options"][1]]
    assert why["words"] == 50


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("closes_on", {"closes_on": ""}),
        ("closes_on", {"closes_on": f"{YEAR}-01-31"}),
        ("closes_on", {"closes_on": "", "kind": "rolling", "closes_at_time": "15:00"}),
        ("opens_at_time", {"opens_on": f"{YEAR}-03-26", "opens_at_time": "02:30"}),
        ("closes_at_time", {"closes_on": f"{YEAR}-03-26", "closes_at_time": "02:30"}),
        ("decision_on", {"decision_on": f"{YEAR}-05-09"}),
        ("highest_amount", {"highest_amount": "200 000", "total_amount": "100 000"}),
        ("highest_amount", {"highest_amount": "-5"}),
        ("highest_amount", {"support": "advice", "highest_amount": "100"}),
        ("cofinancing_percent", {"cofinancing_percent": "120"}),
        ("for_whom", {"for_whom": ""}),
        ("opens_on", {"opens_on": ""}),
    ],
)
def test_what_does_not_hold_together_is_said_beside_the_field(editor, add_url, name, values):
    assert refused(editor, add_url, name, **values)


def test_a_form_without_what_the_portal_needs_is_refused(editor, add_url):
    short = streamfield(
        [("section", {"heading": "Allt", "introduction": "", "parts": streamfield([("text", question("Vad?"))])})]
    )
    response = editor.post(add_url, form_of(programme=make_programme().pk, form=short))

    assert response.status_code == 200
    assert not FormVersion.objects.exists()


def test_a_draft_may_be_half_written(editor, add_url):
    half = form_of(programme=make_programme().pk, form=streamfield([]), closes_on="", for_whom="")
    half.pop("action-publish")
    response = editor.post(add_url, half)

    assert response.status_code == 302
    assert not Call.objects.exists()


# --- rules of programmes --------------------------------------------------------------------


def rules_of(programme, *weights):
    labels = {f"label_{code}": "" for code in ("en", "nb", "nl", "pt", "it")}
    rows = [{"label_sv": f"Kriterium {weight}", "weight": str(weight), **labels} for weight in weights]
    return nested_form_data(
        {
            "programme": programme.pk,
            "legal_regime": "municipality",
            "appeal_route": "judicial_review",
            "retention_years": "10",
            "criteria": inline_formset(rows),
        }
    )


def test_criteria_of_a_programme_are_100_together(editor, site):
    address = "/admin/snippets/grants/programmerules/add/"
    wrong = editor.post(address, rules_of(make_programme(), 60, 30))
    assert wrong.status_code == 200
    assert "90" in wrong.content.decode()
    assert not ProgrammeRules.objects.exists()

    right = editor.post(address, rules_of(make_programme("Ett till"), 60, 40))
    assert right.status_code == 302
    assert [row.weight for row in ProgrammeRules.objects.get().criteria.all()] == [60, 40]


def test_what_is_composed_is_json_that_a_browser_can_read(editor, add_url):
    html = editor.get(add_url).content.decode()
    packed = BeautifulSoup(html, "html.parser").find(attrs={"id": "form"})

    assert packed is not None
    assert json.loads(packed["data-w-block-data-value"])
