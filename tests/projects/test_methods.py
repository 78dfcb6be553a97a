"""The list of methods: filters in the address, counts, and a way on when nothing is left."""

import datetime as dt

import pytest

from core.taxonomies.models import TargetGroup, Theme
from core.translating import services
from projects.enums import Licence
from projects.models import MethodIndexPage, MethodPage
from tests.factories.projects import make_bank, make_project, publish
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(site):
    index = MethodIndexPage(title="Metoder", locale=site.locale("sv"))
    site.home.add_child(instance=index)
    index = publish(index)
    teams, managers = TargetGroup.objects.get(slug="teams"), TargetGroup.objects.get(slug="managers")
    for title, groups, licence in (
        ("Kaffekartan", [teams, managers], Licence.CC_BY),
        ("Årshjulet", [managers], Licence.CC0),
        ("Öppna kort", [teams], Licence.CC0),
    ):
        page = MethodPage(title=title, introduction=f"Om {title.lower()}.", locale=site.locale("sv"), licence=licence)
        index.add_child(instance=page)
        page.target_groups = groups
        page.themes = [Theme.objects.get(slug="mentoring")]
        publish(page)
    return index


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return [card.title for card in answer.context["methods"]]


def test_methods_stand_in_swedish_order(client, library):
    assert shown(client, library.url) == ["Kaffekartan", "Årshjulet", "Öppna kort"]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("target=teams", ["Kaffekartan", "Öppna kort"]),
        ("target=managers&licence=CC0-1.0", ["Årshjulet"]),
        ("theme=mentoring&q=KAFFE", ["Kaffekartan"]),
        ("q=om+kaffekartan", ["Kaffekartan"]),
        ("target=nobody", []),
        ("page=2&x=1", ["Kaffekartan", "Årshjulet", "Öppna kort"]),
    ],
)
def test_filters_are_in_the_address(client, library, query, left):
    assert shown(client, f"{library.url}?{query}") == left


@pytest.mark.parametrize("asked", ["utvärdering", "Utvärderingar", "enkäten", "två halvdagar", "vardegrundsprojektet"])
def test_words_are_looked_for_in_the_whole_method_and_its_project(client, library, site, asked):
    bank = make_bank(site)["sv"]
    project = make_project(bank, title="Vardegrundsprojektet")
    page = MethodPage.objects.get(title="Kaffekartan")
    page.project_page = project
    page.effort = "<p>Två halvdagar.</p>"
    page.evidence = "<p>En enkät före och efter.</p>"
    page.steps = [("step", {"heading": "Utvärdera", "text": "<p>Gör en utvärdering.</p>"})]
    publish(page)

    assert shown(client, f"{library.url}?q={asked}") == ["Kaffekartan"]
    assert shown(client, f"{library.url}?q={asked}+zebra") == []


def test_each_choice_says_how_many_it_leaves_with_the_others(client, library):
    text = client.get(f"{library.url}?licence=CC0-1.0").text

    assert '<option value="teams">' in text
    choices = dict(client.get(f"{library.url}?licence=CC0-1.0").context["form"].fields["target"].widget.choices)
    assert choices["teams"].endswith("(1)")
    assert choices["managers"].endswith("(1)")
    licences = dict(client.get(f"{library.url}?target=teams").context["form"].fields["licence"].widget.choices)
    assert {code: label[-3:] for code, label in licences.items() if code} == {"CC-BY-4.0": "(1)", "CC0-1.0": "(1)"}


def test_nothing_left_offers_a_way_on(client, library):
    text = client.get(f"{library.url}?q=zebra").text

    assert 'class="empty' in text
    assert f'href="{library.url}"' in text


@pytest.mark.parametrize("query", [f"q={'a' * 300}", f"target={'b' * 100}"])
def test_a_malformed_filter_is_said_and_leaves_the_list(client, library, query):
    answer = client.get(f"{library.url}?{query}")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert len(answer.context["methods"]) == 3


def test_the_list_costs_at_most_ten_queries(library, assert_max_queries):
    assert_max_queries(f"{library.url}?target=teams", 10)
    assert_max_queries(f"{library.url}?target=teams&q=kaffe", 10)


def test_what_changed_in_a_version_says_which_language_it_is_in(client, library, site):
    page = MethodPage.objects.get(title="Kaffekartan")
    page.versions.add(page.versions.model(number="1.1", date=dt.date(2026, 3, 2), change="Nya frågor"))
    page = publish(page)
    english = translate_page(page, site.locale("en"), title="The coffee map")
    services.remember(page)
    services.remember(english)

    assert "<p>Nya frågor</p>" in client.get(page.get_url()).content.decode()
    assert '<p lang="sv">Nya frågor</p>' in client.get(english.get_url()).content.decode()
