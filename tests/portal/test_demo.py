"""The demo: complete, in place, and gone without a trace when it is taken away."""

import hashlib
import re
import zipfile
from collections import Counter
from datetime import date, timedelta
from html import unescape
from urllib.parse import urlsplit
from xml.dom import minidom

import polib
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.test import Client, override_settings
from django.utils.timezone import localdate, localtime
from django_tasks import default_task_backend
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, PageViewRestriction, Site
from wagtail_localize.models import String, StringTranslation, TranslatableObject, Translation, TranslationSource

from accounts.models import Organisation
from core.contacts.models import Contact
from core.mail.models import OutboxMessage
from core.media.models import CustomDocument
from core.navigation.models import Banner, Menu, SiteSettings
from core.patterns.compose import FILE_COLOURS
from core.reading.querysets import public
from core.translating.groups import languages_of
from core.translating.models import EasyVersion, GlossaryTerm, Standing
from events.enums import Audience, EventFormat, EventStatus, State
from events.models import Event, Needs, Registration, Series
from grants.enums import CallPhase
from grants.enums import State as CaseState
from grants.models import Application, Call, CaseEvent, FormVersion, ProgrammeRules, Submission
from home.models import ArticlePage, ArticleTag, HomePage
from partners.models import Correspondent, Partner, Partnership
from portal.demo import catalogue as catalogues
from portal.demo.catalogue import LANGUAGES, catalogue
from portal.demo.content import FOLDER, parents_first, read_content
from portal.demo.frame import NotEmptyError, make_banner
from portal.demo.keys import key_of
from portal.demo.loading import is_loaded, load
from portal.demo.markup import to_html
from portal.demo.network import news_key
from portal.demo.pages import page_key
from portal.demo.pictures import DRAWINGS, canvas, draw
from portal.demo.pictures.logos import EU_BLUE, EU_YELLOW, MARKS, emblem
from portal.demo.records import month
from portal.demo.removing import clear
from portal.demo.seminars import rule_of
from portal.demo.translating import complete_languages, strings_of
from portal.management.commands import load_demo
from projects.models import Adoption, Method, Programme, Project
from tests.support.demo import addresses, form_addresses, page_addresses, page_types
from tests.support.queries import report_queries
from tests.support.site import build_site

PASSWORD = "a-password-for-the-demo"
# Beyond Wagtail's own routing, with an empty cache.
MOST_QUERIES = 10
FRONT = ["home", "about", "experiment", "dialogue"]
NORWEGIAN = [
    "sisters",
    "sister_agder",
    "p_agder",
    "programme_agder",
    "programme_onboarding",
    "programme_skills",
    "news_agder",
    "seminars",
    "s_agder",
    "s_agder_launch",
]
# What the demo makes rows of; nothing may be left of it.
MADE = (
    ArticleTag, Banner, Collection, Contact, EmailAddress, Menu, Method, Organisation, Page, Programme, Project,
    Redirect, Site, SiteSettings, String, StringTranslation, Translation, TranslatableObject, TranslationSource,
    get_image_model(), get_user_model(), CustomDocument, Event, Needs, OutboxMessage, Registration, Series,
    Application, Call, CaseEvent, FormVersion, ProgrammeRules, Submission,
    Adoption, Correspondent, Group, Partner, Partnership,
)  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in MADE}


TASKS = "django_tasks.backends.dummy.DummyBackend"


@pytest.fixture(scope="module")
def tasks(django_db_setup, django_db_blocker):
    """The tasks that loading leaves to the worker. None of them has run when the tests look."""
    with override_settings(TASKS={"default": {"BACKEND": TASKS, "QUEUES": ["default"]}}):
        yield default_task_backend.results


# Of loading alone: tests that save something leave tasks of their own.
left_by_loading = []


@pytest.fixture(scope="module")
def before(tasks, django_db_blocker):
    """What was there before the demo was loaded, once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = counts()
        load(PASSWORD, quiet=True)
        left_by_loading[:] = tasks
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def demo(before, db):
    """The demo, loaded."""
    return read_content()


def source(name):
    return Page.objects.get(translation_key=page_key(name), locale__language_code="sv").specific


# --- what is loaded -------------------------------------------------------------------------


def test_every_page_of_the_demo_keeps_its_budget_of_queries(demo, client):
    rows = public(Page.objects.filter(depth__gt=1)).exclude(locale__language_code__in=["nl", "pt", "it"])
    over = {}
    for page in rows.order_by("path").specific():
        report = report_queries(client, page.relative_url(Site.objects.get(is_default_site=True)))
        if report.beyond_routing > MOST_QUERIES:
            over[page.url] = str(report)

    assert not over, "\n".join(over.values())


def test_every_swedish_page_is_published_with_a_revision(demo):
    pages = Page.objects.filter(
        translation_key__in=[page_key(record["key"]) for record in demo.pages], locale__language_code="sv"
    )

    assert pages.count() == len(demo.pages) > 40
    assert all(page.live and page.latest_revision_id and not page.has_unpublished_changes for page in pages)


def test_what_stands_on_the_pages_is_what_an_editor_could_have_entered(demo):
    for record in demo.pages:
        page = source(record["key"])
        page.full_clean()
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))


def test_english_is_complete(demo):
    missing = {record["key"]: catalogue("en").missing(strings_of(source(record["key"]))) for record in demo.pages}

    assert {name: words for name, words in missing.items() if words} == {}
    told = sum(record["lang"] == "en" or "en" in record.get("to", {}) for record in demo.news)
    assert Page.objects.filter(locale__language_code="en", live=True, depth__gt=1).count() == len(demo.pages) + told


@pytest.mark.parametrize("language", ["nb", "nl", "pt", "it"])
def test_the_front_pages_are_complete_in_every_language(demo, language):
    live = Page.objects.filter(locale__language_code=language, live=True)

    assert live.filter(translation_key__in=[page_key(name) for name in FRONT]).count() == len(FRONT)


def test_the_norwegian_programme_is_told_in_norwegian(demo):
    live = Page.objects.filter(locale__language_code="nb", live=True)

    assert live.filter(translation_key__in=[page_key(name) for name in NORWEGIAN]).count() == len(NORWEGIAN)


def test_a_page_is_published_in_a_language_exactly_when_every_string_is_translated(demo):
    for record in demo.pages:
        there = Page.objects.filter(translation_key=page_key(record["key"])).exclude(locale__language_code="sv")
        assert set(there.values_list("locale__language_code", flat=True)) == set(
            complete_languages(source(record["key"]))
        ), record["key"]
        assert all(there.values_list("live", flat=True)), record["key"]


def test_translations_are_seen_in_the_translation_editor(demo):
    translation = Translation.objects.get(source__object_id=page_key("about"), target_locale__language_code="nl")

    total, translated = translation.get_progress()
    assert total == translated > 20
    assert source("about").get_translation(translation.target_locale).slug == "over-ons"


def test_menus_speak_every_language_and_the_banner_those_it_is_translated_to(demo):
    assert Counter(Menu.objects.values_list("locale__language_code", flat=True)) == {
        code: len(demo.menus) for code in ("sv", *LANGUAGES)
    }
    assert set(Banner.objects.values_list("locale__language_code", flat=True)) == {"sv", "en", "nb"}


def test_a_stranger_can_open_the_demo(demo, client):
    names = ["home", "about", "news", "news_result", "projects", "p_values", "m_talk", "contact", "accessibility"]
    for name in names:
        assert client.get(source(name).url).status_code == 200, name
    for home in HomePage.objects.all():
        response = client.get(home.url)
        assert response.status_code == 200
        assert f'lang="{home.locale.language_code}"' in response.content.decode()


def alternates(answer):
    """Return what an answer says of itself in other languages: address by language."""
    found = dict(re.findall(r'<link rel="alternate" hreflang="([a-z]{2})" href="([^"]+)">', answer.content.decode()))
    return {code: urlsplit(url)._replace(scheme="", netloc="").geturl() for code, url in found.items()}


def test_every_address_speaks_its_language_and_the_languages_point_at_each_other(demo, client):
    codes = ["sv", *LANGUAGES]
    todo = [path for code in codes for path in (*addresses(code), *form_addresses(code))]
    said, wrong = {}, []
    while todo:
        path = todo.pop()
        if path in said:
            continue
        answer = client.get(path)
        if f'<html lang="{path.split("/")[1]}"' not in answer.content.decode():
            wrong.append(f"{path} answers {answer.status_code} in another language")
        said[path] = alternates(answer) if "?" not in path else {}
        todo += said[path].values()
    for path, links in said.items():
        for url in links.values():
            back = said[url].get(path.split("/")[1])
            if back != path:
                wrong.append(f"{path} says {url}, which says {back}")

    assert len([path for path, links in said.items() if links]) > 150
    assert not wrong, "\n".join(wrong)


def test_the_site_begins_at_the_swedish_home_page_whatever_the_port(demo):
    site = Site.objects.get(is_default_site=True)

    assert site.root_page_id == source("home").pk
    assert site.hostname == "localhost"
    assert not Redirect.objects.exists()


def test_the_demo_is_found_by_search_before_any_worker_has_run(demo, client):
    assert not [result for result in left_by_loading if "index" in result.task.module_path]
    for language, word in [("sv", "projekt"), ("en", "project"), ("nb", "prosjekt")]:
        page = client.get(f"/{language}/search/", {"q": word}).content.decode()
        assert page.count("<mark>") >= 3, language
    used = [picture for picture in get_image_model().objects.all() if picture.get_usage().count()]
    assert len(used) >= 10


def test_news_is_dated_from_the_day_of_loading(demo):
    days = list(ArticlePage.objects.filter(locale__language_code="sv").values_list("date", flat=True))

    assert len(days) >= 12
    assert all(localdate() - timedelta(days=740) <= day <= localdate() for day in days)
    assert ArticlePage.objects.get(translation_key=page_key("news_call"), locale__language_code="en").date == max(days)


def test_projects_have_their_records_places_and_numbers(demo):
    feasibility = Project.objects.get(translation_key=page_key("p_kavlinge"))

    counties = Project.objects.public().values_list("municipalities__county__code", flat=True)
    assert Project.objects.public().count() == 32
    assert {"05", "22", "12", "10", "NO-42"} <= set(counties)
    assert Method.objects.filter(is_public=True).count() == 6
    assert feasibility.granted_amount == 0
    assert feasibility.municipalities.count() == 38
    assert feasibility.indicators.count() == 2
    assert Project.objects.get(translation_key=page_key("p_agder")).granted_currency == "NOK"
    assert Method.objects.get(translation_key=page_key("m_talk")).project == Project.objects.get(
        translation_key=page_key("p_values")
    )


def test_accounts_have_roles_and_confirmed_addresses_and_can_sign_in(demo):
    for record in demo.accounts:
        user = get_user_model().objects.get(email=record["email"])
        sections = Correspondent.objects.filter(user=user).values("group")
        languages = {f"translator-{code}" for code in record.get("translates", [])}
        groups = set(user.groups.exclude(pk__in=sections).values_list("name", flat=True))
        assert groups == {*record["roles"], *languages}
        assert EmailAddress.objects.get(user=user).verified
        assert Client().login(email=user.email, password=PASSWORD)


def test_there_is_a_call_open_one_rolling_one_coming_and_one_closed_with_forms_in_two_languages(demo):
    calls = list(Call.objects.public())

    assert Counter(call.phase() for call in calls) == {CallPhase.OPEN: 2, CallPhase.UPCOMING: 1, CallPhase.CLOSED: 1}
    assert [call.kind for call in calls].count("rolling") == 1
    for call in calls:
        version = FormVersion.objects.filter(call=call).latest("number")
        assert version.number == 1
        assert version.words["sv"].keys() == version.words["en"].keys()
        labels = {code: [row["label"] for row in version.words[code].values() if row["label"]] for code in ("sv", "en")}
        assert len(labels["sv"]) == len(labels["en"]) > 5


def test_applications_are_drafts_and_cases_of_applicants_some_of_them_colleagues(demo):
    states = Counter(Application.objects.values_list("state", flat=True))
    assert sum(states.values()) >= 20
    assert set(states) == set(CaseState.values)
    assert states[CaseState.DRAFT] >= 4

    cases = Application.objects.submitted()
    assert cases.filter(case_number=None).count() == 0
    assert Submission.objects.count() == cases.count()
    shared = Application.objects.filter(members__user__email="colleague@example.org")
    assert shared.filter(members__user__email="applicant@example.org").exists()
    assert not cases.filter(submitted_at__gt=F("call__closes_at")).exists()


def test_the_accounts_are_told_with_the_password(demo, capsys, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "told-to-you-12")

    call_command("demo_accounts")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(demo.accounts)
    assert any(re.fullmatch(r"editor@example\.org +editor +told-to-you-12", line) for line in lines)


# --- seminars -------------------------------------------------------------------------------


def test_two_years_of_seminars_of_every_kind(demo):
    events = list(Event.objects.all())

    assert 30 <= len(events) <= 36
    assert {event.format for event in events} == set(EventFormat.values)
    assert {event.status for event in events} == set(EventStatus.values)
    assert {event.audience for event in events} == set(Audience.values)
    assert min(event.starts_at for event in events).date() < localdate() - timedelta(days=540)
    assert Event.objects.coming().count() >= 12
    assert Event.objects.past().filter(has_recording=True).count() >= 5
    assert sorted(series.dates.count() for series in Series.objects.all()) == [4, 7]
    poverty = Event.objects.get(translation_key=page_key("s_poverty"))
    assert (poverty.local_start.month, poverty.local_start.day) == (12, 3)
    assert poverty.starts_at > localtime()


def test_a_full_seminar_has_a_line_and_nothing_is_oversold(demo):
    for event in Event.objects.prefetch_related("pools"):
        for pool in event.pools.all():
            taken = Registration.objects.filter(pool=pool).taking_a_place().count()
            assert (taken, pool.capacity is None or taken <= pool.capacity) == (pool.taken, True), event
    gender = Registration.objects.filter(event__translation_key=page_key("s_gender"))
    line = gender.filter(state=State.WAITING)
    numbers = list(line.values_list("queue_number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert line.count() >= 5
    assert Needs.objects.filter(registration__in=gender).exists()


def test_those_registered_are_roles_and_the_old_ones_are_forgotten(demo):
    registrations = Registration.objects.all()

    assert all(row.email.endswith("@example.org") for row in registrations.filter(anonymised_at=None))
    old = registrations.filter(event__ends_at__lt=localtime() - timedelta(days=182))
    assert old.exists()
    assert not old.exclude(name="", email="", answers={}).exists()


def test_captions_are_webvtt_and_slides_open(demo):
    captions = CustomDocument.objects.filter(file__endswith=".vtt")
    slides = CustomDocument.objects.filter(file__endswith=".pptx")

    assert captions.count() >= 5
    assert all(document.file.read().startswith(b"WEBVTT\n\n00:00:00.000 --> ") for document in captions)
    assert slides.count() >= 4
    for document in slides:
        with zipfile.ZipFile(document.file) as archive:
            names = archive.namelist()
            assert all(minidom.parseString(archive.read(name)).documentElement for name in names)  # noqa: S318 — our own
        assert "ppt/slides/slide1.xml" in names


@pytest.mark.parametrize("today", ["2026-01-31", "2026-03-29", "2026-11-22", "2026-12-03", "2027-08-31"])
def test_a_series_has_its_dates_whatever_the_day(today):
    rule = rule_of("breakfast", date.fromisoformat(today))

    days = rule.dates()
    assert len(days) == 7
    assert {day.weekday() for day in days} == {days[0].weekday()}
    assert len({(day.year, day.month) for day in days}) == 7
    assert days[0] < date.fromisoformat(today) < days[-1]


def test_partners_tell_their_news_in_their_own_languages_and_methods_are_in_use(demo):
    assert {record["lang"] for record in demo.news} == {"en", "nl", "pt", "it"}
    for record in demo.news:
        pages = Page.objects.filter(translation_key=news_key(record["key"]), live=True)
        languages = set(pages.values_list("locale__language_code", flat=True))
        assert languages == {record["lang"], *record.get("to", {})}
        original = pages.get(locale__language_code=record["lang"])
        behind = pages.filter(standing__behind__gt=0)
        assert behind.exists() == bool(record.get("changed"))
        assert not pages.filter(pk=original.pk, standing__behind__gt=0).exists()
    assert Adoption.objects.published().values("method").distinct().count() == 5
    assert Partnership.objects.get(title="The X Train").members.count() == 6
    assert Correspondent.objects.get().page.locale.language_code == "pt"


# --- loading twice, taking away -------------------------------------------------------------


def test_loading_again_changes_nothing(demo, capsys):
    found = counts()

    call_command("load_demo")

    assert "in place" in capsys.readouterr().out
    assert counts() == found


def test_taking_it_away_leaves_what_was_there_before(before, demo, capsys):
    call_command("clear_demo")
    call_command("clear_demo")
    call_command("demo_accounts")

    said = capsys.readouterr().out
    assert re.search(r"Removed: .*\d+ pages", said)
    assert "There was no demo content." in said
    assert "There are no demo accounts." in said
    assert not is_loaded()
    assert counts() == before
    assert Site.objects.get(is_default_site=True).root_page.get_descendant_count() == 0


def test_taking_it_away_leaves_what_others_have_made(demo, editor):
    article = ArticlePage(title="Vår egen nyhet", slug="var-egen", date=localdate())
    source("news").add_child(instance=article)
    image = get_image_model().objects.get(title=demo.images[0]["caption"].rstrip("."))
    own = get_image_model().objects.create(
        title="Vår egen bild", file=image.file, width=10, height=10, collection=image.collection
    )
    organisation = Organisation.objects.create(name="Vår egen förening")

    clear()

    article.refresh_from_db()
    own.refresh_from_db()
    organisation.refresh_from_db()
    editor.refresh_from_db()
    assert article.get_parent().title == "Nyheter"
    assert Site.objects.get(is_default_site=True).root_page.title == "Mångfaldens ansikten"
    assert not Page.objects.filter(translation_key=page_key("news_result")).exists()


def test_a_reset_takes_it_away_before_loading_anew(demo, monkeypatch):
    found = []
    monkeypatch.setattr(load_demo, "load", lambda password, *, quiet: found.append((is_loaded(), quiet)))

    call_command("load_demo", "--reset", verbosity=0)

    assert found == [(False, True)]


def test_a_portal_in_use_is_left_alone(db):
    build_site()
    found = counts()

    with pytest.raises(NotEmptyError):
        load(PASSWORD, quiet=True)
    with pytest.raises(CommandError, match="content of its own"):
        call_command("load_demo", verbosity=0)

    assert counts() == found


# --- dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("today", "year"), [("2026-11-22", 2026), ("2026-12-03", 2026), ("2026-12-04", 2027)])
def test_the_banner_stands_until_the_next_third_of_december_is_over(demo, today, year):
    Banner.objects.all().delete()
    lookups = type("Lookups", (), {"pages": {"news_webinar": source("news_webinar").pk}})

    banner = make_banner(Site.objects.get(), demo.banner, lookups, date.fromisoformat(today))

    ends = localtime(banner.ends_at)
    assert (ends.year, ends.month, ends.day) == (year, 12, 3)
    assert banner.starts_at < banner.ends_at


@pytest.mark.parametrize(("months", "expected"), [(0, "2026-01"), (-1, "2025-12"), (-13, "2024-12"), (12, "2027-01")])
def test_periods_are_counted_in_months(months, expected):
    assert str(month(date(2026, 1, 31), months)) == expected


# --- words ----------------------------------------------------------------------------------


def test_no_translation_is_left_over_unfinished_or_for_other_words(demo):
    used = {("", segment.string.data) for record in demo.pages for segment in strings_of(source(record["key"]))}
    slugs = {(catalogues.SLUG, record["slug"]) for record in demo.pages}
    frame = {demo.settings["tagline"], demo.banner["text"], demo.banner["link_text"], *(m["title"] for m in demo.menus)}
    images = {words for record in demo.images for words in (record["alt"], record["caption"])}
    known = used | slugs | {("", words) for words in frame | images} | {(catalogues.TAG, name) for name in demo.tags}
    for code in LANGUAGES:
        entries = polib.pofile(str(catalogues.FOLDER / f"{code}.po"))
        assert [e.msgid for e in entries if not e.translated() or e.fuzzy or e.obsolete] == [], code
        assert {(e.msgctxt or "", e.msgid) for e in entries} - known == set(), code


def test_tags_have_a_name_in_every_language(demo):
    assert [(name, code) for name in demo.tags for code in LANGUAGES if not catalogue(code).tag(name)] == []


def test_translated_slugs_are_addresses():
    for code in LANGUAGES:
        for (context, _words), slug in catalogue(code).words.items():
            if context == catalogues.SLUG:
                assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug), slug


def test_nobody_real_can_be_written_to_or_called():
    texts = [path.read_text() for path in [*FOLDER.glob("*.toml"), *catalogues.FOLDER.glob("*.po")]]
    addresses = {address for text in texts for address in re.findall(r"[\w.+-]+@[\w.-]+", text)}

    assert addresses
    assert all(address.endswith("@example.org") for address in addresses)


def test_pages_are_made_parents_first():
    pages = [{"key": "c", "parent": "b"}, {"key": "b", "parent": "a"}, {"key": "a"}]

    assert [page["key"] for page in parents_first(pages)] == ["a", "b", "c"]
    with pytest.raises(KeyError):
        parents_first([{"key": "c", "parent": "nobody"}])


def test_markup_becomes_rich_text():
    assert to_html("## Ett & två\n\nFörsta raden\nAndra raden\n\n- a\n- b\n\n1. c") == (
        "<h2>Ett &amp; två</h2><p>Första raden<br/>Andra raden</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"
    )
    assert unescape(to_html("a < b")) == "<p>a < b</p>"


def test_keys_are_the_same_in_every_installation():
    assert str(key_of("page", "home")) == "8701857c-aec2-5cf1-93a2-2ed2a4d853c7"


# --- pictures -------------------------------------------------------------------------------


def test_every_picture_is_drawn_and_described(demo):
    assert {record["key"] for record in demo.images} == set(DRAWINGS)
    pictures = get_image_model().objects.filter(credit="© Mångfaldens ansikten")
    assert pictures.count() == len(demo.images)
    assert all(picture.alt_text and (picture.width, picture.height) == (1600, 1000) for picture in pictures)
    assert {record["mark"] for record in demo.organisations if record.get("mark")} == set(MARKS)


def test_pictures_are_described_in_the_language_of_the_page(demo):
    swedish = {record["alt"] for record in demo.images}
    for page in public(Page.objects.all()).specific():
        if not getattr(page, "listing_image", None) or page.listing_image.alt_text not in swedish:
            continue
        language = page.locale.language_code
        assert (page.listing_image_alt in swedish) is (language == "sv"), (page, language)
        assert page.listing_image_alt, (page, language)


def test_a_picture_is_the_same_every_time_and_no_two_are_alike():
    digests = {key: hashlib.sha256(draw(key).tobytes()).hexdigest() for key in DRAWINGS}

    assert hashlib.sha256(draw("bro").tobytes()).hexdigest() == digests["bro"]
    assert len(set(digests.values())) == len(DRAWINGS)


def test_pictures_have_the_colours_of_the_patterns():
    drawn = (canvas.PLUM, canvas.CORAL, canvas.AMBER, canvas.TEAL, canvas.SKY, canvas.PEACH, canvas.INK)

    assert drawn == tuple(FILE_COLOURS[number] for number in range(1, 8))


def test_the_emblem_has_twelve_upright_stars_on_blue(demo):
    picture = emblem(demo.emblem["sv"])
    flag = picture.crop((0, 0, 360, 240))
    blue, yellow = (Image.new("RGB", (1, 1), colour).getpixel((0, 0)) for colour in (EU_BLUE, EU_YELLOW))

    assert flag.getpixel((5, 5)) == flag.getpixel((180, 120)) == blue
    # The middle of each star is yellow, at the hours of a clock; between the hours it is blue.
    assert [flag.getpixel(position) for position in hours(0)] == [yellow] * 12
    assert [flag.getpixel(position) for position in hours(15)] == [blue] * 12
    # Upright: one point up, so that a star reaches higher above its middle than below it.
    x, y = hours(0)[0]
    assert sum(flag.getpixel((x, y - reach)) == yellow for reach in range(15)) > sum(
        flag.getpixel((x, y + reach)) == yellow for reach in range(15)
    )


def hours(turn):
    """Return the twelve places on the circle, turned by some degrees."""
    from math import cos, radians, sin

    return [
        (round(180 + 80 * sin(radians(30 * hour + turn))), round(120 - 80 * cos(radians(30 * hour + turn))))
        for hour in range(12)
    ]


def test_translations_are_at_different_stages_and_have_translators_words_and_easier_words(demo):
    translator = get_user_model().objects.get(email="translator@example.org")
    assert [locale.language_code for locale in languages_of(translator)] == ["sv", "en", "nb"]
    behind = Standing.objects.filter(behind__gt=0)
    assert behind.count() >= 2
    assert Standing.objects.filter(behind=0, original__isnull=False).count() > behind.count()
    assert GlossaryTerm.objects.count() >= 5
    assert EasyVersion.objects.get().page.slug == "om-oss"


# --- what only some may read ------------------------------------------------------------------

LINKS = re.compile(r'(?:href="|<loc>|<link>|<id>)([^"<]+)')
MACHINES = ["/sitemap.xml", "/sv/event/feed.atom", "/sv/event/calendar.ics"]


def restrict(pages):
    """Let only those who sign in read these pages and what is under them; return all their addresses."""
    for page in pages:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    under = [below for page in pages for below in Page.objects.filter(path__startswith=page.path)]
    return {urlsplit(page.get_url() or "").path for page in under}


def linked(client, addresses):
    """Return (where, to what) for every link of the pages that answer."""
    found = set()
    for address in addresses:
        response = client.get(address)
        if response.status_code == 200:
            text = re.sub(r"\r\n[ \t]", "", response.content.decode())
            found |= {(address, urlsplit(link).path) for link in LINKS.findall(text)}
            found |= {(address, urlsplit(link).path) for link in re.findall(r"(?m)^URL[^:]*:(\S+)", text)}
    return found


def searches(pages):
    return [f"/sv/search/?q={page.title}&lang=all" for page in pages]


def of_every_type(*, leaves):
    pages = []
    for model in page_types():
        rows = model.objects.live().filter(locale__language_code="sv")
        page = rows.filter(numchild=0).order_by("path").first() if leaves else rows.order_by("path").first()
        if page is not None and model is not HomePage and bool(page.numchild) != leaves:
            pages.append(page)
    return pages


def test_a_private_page_of_any_type_is_in_no_list_feed_map_or_search(demo, client):
    pages = of_every_type(leaves=True)
    before = linked(client, MACHINES)
    hidden = restrict(pages)

    assert len(pages) >= 8
    assert {to for _where, to in before} & hidden
    visited = [*page_addresses("sv").values(), *MACHINES, *searches(pages)]
    assert {(where, to) for where, to in linked(client, visited) if to in hidden} == set()


def test_what_is_under_a_private_section_is_nowhere_either(demo, client):
    pages = of_every_type(leaves=False)
    hidden = restrict(pages)

    assert len(hidden) > len(pages) >= 4
    below = list(Page.objects.filter(path__startswith=pages[0].path)[:3])
    visited = [*page_addresses("sv").values(), *MACHINES, *searches([*pages, *below])]
    assert {(where, to) for where, to in linked(client, visited) if to in hidden} == set()
