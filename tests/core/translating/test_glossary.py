"""Terms of the glossary, found in whatever form a text has them, and shown beside the translation editor."""

import pytest
from django.urls import reverse

from core.translating.glossary import terms_in, terms_of
from core.translating.models import GlossaryTerm
from tests.core.translating.conftest import signed_in, translator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(db):
    GlossaryTerm.objects.create(label_sv="partner", label_en="partner organisation", note="Inte företag.")
    GlossaryTerm.objects.create(label_sv="jämlik rekrytering", label_en="equal recruitment")
    GlossaryTerm.objects.create(label_sv="enkät")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi är tolv partner.", ["partner"]),
        ("PARTNERNA ses", ["partner"]),
        ("en mer jämlik rekrytering", ["jämlik rekrytering"]),
        ("jämlik, rekrytering", ["jämlik rekrytering"]),
        ("rekrytering jämlik", []),
        ("partnerskapet", []),
        ("", []),
    ],
)
def test_terms_are_found_in_their_forms_and_nothing_else(text, found):
    assert [hit.term for hit in terms_in([text], "sv", "en")] == found


def test_a_term_without_a_word_in_the_language_says_so():
    [hit] = terms_in(["Enkäten"], "sv", "en")
    assert hit.translated == ""


def test_a_term_in_another_source_language():
    assert [hit.translated for hit in terms_in(["Equal recruitment matters"], "en", "sv")] == ["jämlik rekrytering"]


def test_terms_stand_beside_the_translation_editor(about):
    assert [hit.translated for hit in terms_of(about.translation)] == ["partner organisation"]
    html = signed_in(translator(about.english)).get(reverse("wagtailadmin_pages:edit", args=[about.translated.pk]))
    page = html.content.decode()
    assert "partner organisation" in page
    assert "Inte företag." in page
    assert 'class="js-translation-editor"' in page


def test_each_term_knows_the_texts_it_stands_in():
    [hit] = terms_in(["Vi är partner.", "Ingen alls.", "En partner till."], "sv", "en")
    assert hit.texts == ["Vi är partner.", "En partner till."]


def test_no_terms_no_panel(about):
    GlossaryTerm.objects.all().delete()
    page = signed_in(translator(about.english)).get(reverse("wagtailadmin_pages:edit", args=[about.translated.pk]))
    assert 'class="glossary"' not in page.content.decode()


def test_a_translator_reads_the_glossary_and_an_editor_writes_it(about, editor_client):
    add = reverse("wagtailsnippets_translating_glossaryterm:add")
    assert editor_client.get(add).status_code == 200
    client = signed_in(translator(about.english))
    assert client.get(reverse("wagtailsnippets_translating_glossaryterm:list")).status_code == 200
    assert client.get(add).status_code in {302, 403}
