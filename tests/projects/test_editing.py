"""An editor at work in the admin."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import Organisation
from projects.models import Project, ProjectPage
from tests.factories.projects import county, ground, make_project, municipality
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def form_of(**values):
    """What the editor's form sends for a project, with `values` filled in."""
    blank = dict.fromkeys(
        [
            *("number", "programme_area", "programme", "phase", "owner_organisation", "contact", "granted_amount"),
            *("budget_amount", "in_kind_hours", "in_kind_adviser", "in_kind_subject", "starts", "ends", "region"),
            *("record_url", "introduction", "listing_image", "seo_title", "search_description"),
        ],
        "",
    )
    texts = ("summary", "background", "problem_analysis", "purpose", "goals", "accessibility", "transnational")
    chosen = {name: value for name, value in values.items() if isinstance(value, list)}
    data = nested_form_data(
        {
            **blank,
            **dict.fromkeys(texts, "null"),
            "title": "Ny pilot",
            "slug": "ny-pilot",
            "status": "ongoing",
            "granted_currency": "SEK",
            "budget_currency": "SEK",
            "indicators": streamfield([]),
            "results": streamfield([]),
            "extra_sections": streamfield([]),
            "related_links": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **{name: value for name, value in values.items() if name not in chosen},
        }
    )
    return {**data, **chosen}


@pytest.fixture
def add_url(bank):
    return f"/admin/pages/add/projects/projectpage/{bank.pk}/"


def test_an_editor_adds_a_project_as_it_is_written_on_paper(client, editor_client, add_url):
    owner = Organisation.objects.create(name="Norrköpings kommun")
    response = editor_client.post(
        add_url,
        form_of(
            owner_organisation=str(owner.pk),
            granted_amount="1 234 567 kr",
            budget_amount="2 000 000",
            starts="1 maj 2024",
            ends="2025",
            counties=[str(county("10").pk)],
            municipalities=[str(municipality("Lund").pk)],
            grounds=[str(ground("age").pk)],
        ),
    )
    assert response.status_code == 302
    record = Project.objects.get()
    assert (str(record.granted), str(record.starts), str(record.ends)) == ("1234567.00 SEK", "2024-05-01", "2025")
    assert record.municipalities.count() == 6
    assert "Ny pilot" in client.get(record.source_page.url).text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": "2025", "ends": "2024"}, "ends"),
        ({"starts": "i våras"}, "starts"),
        ({"granted_amount": "mycket"}, "granted_amount"),
        ({"granted_amount": "-5"}, "granted_amount"),
        ({"granted_amount": "100", "budget_amount": "50"}, "budget_amount"),
        ({"number": "2009-17"}, "number"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(editor_client, bank, add_url, values, field):
    make_project(bank, title="Annan", number="2009-17")
    response = editor_client.post(add_url, form_of(title="Behåll mig", **values))
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert "Behåll mig" in response.text
    assert not ProjectPage.objects.filter(title="Behåll mig").exists()


def test_a_draft_is_previewed_with_its_own_facts(editor_client, bank):
    page = make_project(bank, title="Utkastet", region="Sydsverige")
    page.region = "Västsverige"
    page.municipalities.set([municipality("Kinda")])
    revision = page.save_revision()
    response = editor_client.get(f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/")
    assert "Västsverige" in response.text
    assert "Kinda</li>" in response.text


def test_the_forms_offer_places_in_groups(editor_client, add_url):
    text = editor_client.get(add_url).text
    assert "<summary>Östergötlands län</summary>" in " ".join(text.split())
    assert "Sverige" in text


def test_a_project_told_in_two_languages_is_found_once_in_both(client, site, banks, editor_client, add_url):
    editor_client.post(add_url, form_of())
    page = ProjectPage.objects.get()
    translate_page(page, site.locale("en"), title="New pilot", slug="new-pilot")
    assert client.get(f"{banks['sv'].url}?q=pilot").context["count"] == 1
    assert client.get(f"{banks['en'].url}?q=pilot").context["count"] == 1
    assert "New pilot" in client.get(banks["en"].url).text


def test_records_are_looked_up_and_not_edited(admin_client, bank):
    make_project(bank, title="Ny pilot")
    assert "Ny pilot" in admin_client.get("/admin/snippets/projects/project/").text
    record = Project.objects.get()
    assert admin_client.get(f"/admin/snippets/projects/project/edit/{record.pk}/").status_code in {302, 403}
