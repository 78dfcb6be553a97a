"""Searching: what is found, what never is, what can be asked."""

import datetime as dt
import html as markup
import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.taxonomies.models import Theme
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def hits(client, query, path="/sv/search/", **chosen):
    """The titles found, without the marks."""
    page = client.get(path, {"q": query, **chosen}).content.decode()
    found = re.findall(r'<h2 class="hit__title"[^>]*><a href="[^"]*">(.*?)</a></h2>', page)
    return [markup.unescape(re.sub(r"</?mark>", "", title)) for title in found]


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("Ansökan", "ansökningar"),
        ("Ansökningar", "ansökan"),
        ("Mångfald", "mångfalden"),
        ("Arbetsplatser", "arbetsplats"),
        ("Utbildning", "utbildningarna"),
        ("Kommunerna", "kommun"),
    ],
)
def test_other_forms_of_a_word_are_found(client, site, word, asked):
    make.make_standard(site.home, f"{word} i länet")

    assert hits(client, asked) == [f"{word} i länet"]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Klimatanalys för arbetsplatser", "klimat"),
        ("Klimatanalys för arbetsplatser", "klimat arbetsplatsen"),
        ("Ambassadörer för mångfald", "ambassad"),
        ("Könsroller", "kön"),
        ("Jämställdhetsdata", "jämställdhet"),
    ],
)
def test_a_word_is_found_by_its_beginning(client, site, title, asked):
    make.make_standard(site.home, title)

    assert hits(client, asked) == [title]
    assert "<mark>" in client.get("/sv/search/", {"q": asked}).content.decode()


@pytest.mark.parametrize("asked", ["analys", "kl", "limat"])
def test_neither_the_end_of_a_word_nor_two_letters_are_a_beginning(client, site, asked):
    make.make_standard(site.home, "Klimatanalys")

    assert hits(client, asked) == []


def test_a_whole_word_comes_before_the_beginning_of_one(client, site):
    for number in range(3):
        make.make_standard(site.home, f"Klimatanalys {number}")
    make.make_standard(site.home, "Klimat i länet")
    make.make_standard(site.home, "Klimatanalys igen")

    assert hits(client, "klimat")[0] == "Klimat i länet"
    assert len(hits(client, "klimat")) == 5


def test_letters_of_their_own_are_not_mixed_up(client, site):
    make.make_standard(site.home, "Räka")
    make.make_standard(site.home, "Raka")
    make.make_standard(site.home, "Idé")

    assert hits(client, "räka") == ["Räka"]
    assert hits(client, "raka") == ["Raka"]
    assert hits(client, "ide") == ["Idé"]


def test_the_body_is_searched_and_quoted(client, site):
    make.make_standard(
        site.home, "Om oss", body=make.stream(("rich_text", "<p>Vi samlar tolv <b>arbetsgivare</b>.</p>"))
    )

    page = client.get("/sv/search/?q=arbetsgivare").content.decode()

    assert "Vi samlar tolv <mark>arbetsgivare</mark>." in page


def test_a_hit_in_the_title_comes_first(client, site):
    make.make_standard(site.home, "Annat", body=make.stream(("rich_text", "<p>En mentor finns.</p>")))
    make.make_standard(site.home, "Mentor", body=make.stream(("rich_text", "<p>Text om saken.</p>")))

    assert hits(client, "mentor") == ["Mentor", "Annat"]


def test_all_words_are_wanted_and_some_are_enough_when_none_has_all(client, site):
    make.make_standard(site.home, "Röd bil")
    make.make_standard(site.home, "Blå bil")

    assert hits(client, "röd bil") == ["Röd bil"]
    assert sorted(hits(client, "bil zzz")) == ["Blå bil", "Röd bil"]
    assert "notice" in client.get("/sv/search/?q=bil+zzz").content.decode()


def test_what_is_not_public_is_never_found(client, site):
    section = make.make_section(site.home, "Hemlig avdelning")
    make.make_standard(section, "Hemlig undersida")
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="inre krets"))
    make.make_standard(site.home, "Hemlig indragen").unpublish()
    draft = make.make_standard(site.home, "Öppen")
    draft.title = "Hemlig ändring"
    draft.save_revision()
    make.make_standard(site.home, "Hemlig utgången", expire_at=timezone.now() - dt.timedelta(minutes=1))
    make.make_standard(site.home, "Hemlig raderad").delete()
    site.home.add_child(
        instance=make.StandardPage(
            title="Hemlig framtid",
            live=False,
            locale=site.home.locale,
            go_live_at=timezone.now() + dt.timedelta(days=1),
        )
    )

    assert hits(client, "hemlig") == []
    assert hits(client, "hemlig", lang="all") == []


def test_the_language_of_the_address_is_searched_unless_all_are_asked_for(client, site):
    page = make.make_standard(site.home, "Historia")
    translate_page(page, site.locale("it"), title="Storia", slug="storia")
    translate_page(page, site.locale("pt"), title="Historia", slug="historia")

    assert hits(client, "historia") == ["Historia"]
    assert hits(client, "storia") == []
    assert hits(client, "storia", lang="all") == ["Storia"]
    assert hits(client, "storia", path="/it/search/") == ["Storia"]


def test_hits_are_narrowed_and_counted(client, site):
    archive = make.make_archive(site.home)
    theme = Theme.objects.first()
    old = make.make_article(archive, "Mentor då", date=dt.date(2021, 5, 1))
    old.theme_links.create(theme=theme)
    old.save_revision().publish()
    make.make_article(archive, "Mentor nu", date=dt.date(2024, 5, 1))
    make.make_standard(site.home, "Mentor")

    page = client.get("/sv/search/?q=mentor").content.decode()

    assert re.search(r'<option value="articlepage">[^<]*\(2\)</option>', page)
    assert '<option value="2021">2021 (1)</option>' in page
    assert f'<option value="{theme.slug}">{markup.escape(theme.label)} (1)</option>' in page
    assert sorted(hits(client, "mentor", type="articlepage")) == ["Mentor då", "Mentor nu"]
    assert hits(client, "mentor", year="2021") == ["Mentor då"]
    assert hits(client, "mentor", theme=theme.slug) == ["Mentor då"]
    assert hits(client, "mentor", type="finns-inte") == hits(client, "mentor", year="x") == []


def test_pages_of_hits(client, site):
    for number in range(12):
        make.make_standard(site.home, f"Mentor {number}")

    assert len(hits(client, "mentor")) == 10
    assert len(hits(client, "mentor", page="2")) == 2
    for page in ("3", "0", "-1", "x", "1" * 5000, "²"):
        assert client.get("/sv/search/", {"q": "mentor", "page": page}).status_code == 404


HOSTILE = [
    "",
    " ",
    "\ud800",
    "x" * 5000,
    "ord " * 2000,
    "'; DROP TABLE wagtailcore_page; --",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "...",
    "!!!???",
    "AND OR NOT",
    "NEAR(a b, 5)",
    "a AND",
    '"',
    '""',
    '"öppet citat',
    "((",
    "a) OR (b",
    "*",
    "a*",
    "-a",
    "+a",
    "title:x",
    "^a",
    "{}",
    "a\\",
    "%",
    "_",
    "🙂",
    "日本語",
    "\u202eabc",
    "a\tb\nc",
    "{{ 7*7 }}",
    "%s%s%n",
    ":*",
    "a & b | !c",
    "<->",
    "å" * 300,
    "e\u0301",
    "½ ² ﬁ",
]


def test_whatever_is_asked_the_answer_is_a_page(client, site):
    make.make_standard(site.home, "Mentor")

    for query in HOSTILE:
        for parameters in (
            {"q": query},
            {"q": query, "lang": "all"},
            {"q": "mentor", "type": query, "theme": query, "year": query, "lang": query},
        ):
            values = {name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()}
            answer = client.get("/sv/search/", values)
            page = answer.content.decode()
            assert answer.status_code == 200, query
            assert "<script>alert" not in page, query
            assert "<img src=x" not in page, query


def test_a_nul_byte_is_refused_in_words(client, site):
    answer = client.get("/sv/search/", {"q": "a\0b"})

    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


def test_nothing_found_offers_ways_on(client, site):
    page = client.get("/sv/search/?q=finnsinte").content.decode()

    assert 'class="empty-state' in page
    assert "lang=all" in page
