import pytest
from django.utils import translation

from core.taxonomies.models import Ground, Level, TargetGroup, Theme

pytestmark = pytest.mark.django_db


def test_the_grounds_are_the_seven_of_the_discrimination_act_in_its_order():
    assert [ground.slug for ground in Ground.objects.all()] == [
        "sex",
        "transgender-identity",
        "ethnicity",
        "religion",
        "disability",
        "sexual-orientation",
        "age",
    ]


def test_the_levels_are_society_organisation_and_individual():
    assert [level.slug for level in Level.objects.all()] == ["society", "organisation", "individual"]


@pytest.mark.parametrize("model", [Ground, Level, TargetGroup, Theme])
def test_every_first_term_has_a_label_in_six_languages(model):
    assert model.objects.exists()
    for term in model.objects.all():
        for language in ("sv", "en", "nb", "nl", "pt", "it"):
            assert getattr(term, f"label_{language}"), (term.slug, language)


def test_a_term_is_shown_in_the_language_of_the_reader_and_falls_back_to_swedish():
    ground = Ground.objects.get(slug="disability")
    with translation.override("nl"):
        assert str(ground) == "Beperking"
    ground.label_nl = ""
    with translation.override("nl"):
        assert str(ground) == "Funktionsnedsättning"


def test_an_editor_finds_the_registers_in_the_admin(admin_client):
    response = admin_client.get("/admin/snippets/taxonomies/ground/")
    assert response.status_code == 200
    assert "Etnisk tillhörighet" in response.text


def test_places_can_be_looked_up_and_not_changed(admin_client):
    assert "Norrköping" in admin_client.get("/admin/snippets/places/municipality/?q=norrk").text
    assert admin_client.get("/admin/snippets/places/municipality/new/").status_code in {302, 403, 404}
