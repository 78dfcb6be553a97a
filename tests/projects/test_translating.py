"""A project translated with the portal's own translation tool."""

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from projects.models import Project, ProjectPage
from tests.factories.projects import ground, make_project, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish(banks):
    return make_project(
        banks["sv"],
        title="Ett steg in",
        summary="<p>Arton arbetsplatser.</p>",
        indicators=[
            {
                "type": "indicator",
                "id": "11111111-1111-4111-8111-111111111111",
                "value": {"label": "Ambassadörer", "unit": "personer", "target": "120", "actual": "30"},
            }
        ],
        sets={"grounds": [ground("age")]},
    )


@pytest.fixture
def translate(site, django_capture_on_commit_callbacks):
    """Bring the English page up to date, with the words given for the Swedish ones, and publish it."""

    def run(page, words):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        english = site.locale("en")
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=english)
        for segment in source.stringsegment_set.select_related("string", "context"):
            if segment.string.data in words:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=english,
                    context=segment.context,
                    defaults={"data": words[segment.string.data]},
                )
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        return ProjectPage.objects.get(translation_key=page.translation_key, locale=english)

    return run


WORDS = {
    "Ett steg in": "One step in",
    "ett-steg-in": "one-step-in",
    "Arton arbetsplatser.": "Eighteen workplaces.",
    "Ambassadörer": "Ambassadors",
    "personer": "people",
}


def test_words_are_translated_and_facts_follow(client, swedish, translate):
    english = translate(swedish, WORDS)
    text = client.get(english.url).text
    for words in (
        "One step in",
        "Eighteen workplaces",
        "Ambassadors",
        "30\u00a0people · Target: 120\u00a0people",
        "<dd>Age</dd>",
    ):
        assert words in text, words
    assert Project.objects.count() == 1


def test_a_new_figure_in_the_original_shows_in_the_translation_at_once(client, swedish, translate):
    english = translate(swedish, WORDS)
    data = list(swedish.indicators.raw_data)
    data[0]["value"]["actual"] = "90"
    swedish.indicators = data
    publish(swedish)
    assert "90\u00a0people · Target: 120\u00a0people" in client.get(english.url).text


def test_the_translation_is_found_in_the_bank_and_the_original_in_the_swedish_one(client, banks, swedish, translate):
    english = translate(swedish, WORDS)
    assert [card.url for card in client.get(f"{banks['en'].url}?q=eighteen").context["cards"]] == [english.url]
    assert [card.url for card in client.get(f"{banks['sv'].url}?q=arton").context["cards"]] == [swedish.url]
