"""The frame around every page: menus, banner, logos, breadcrumbs."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from core.navigation.frame import BareFrame, frame_of
from core.navigation.models import Banner, Menu, SiteSettings
from core.reading import reading_of
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def frame(page=None, path="/sv/", language="sv"):
    """The frame as a template would get it."""
    request = RequestFactory().get(path)
    with translation.override(language):
        if page is not None:
            reading_of(request).follow(page)
        chrome = frame_of(request)
        # Everything is lazy: it must be read while the language is active.
        for name in (
            "menu",
            "footer_columns",
            "footer_links",
            "banner",
            "logos",
            "breadcrumbs",
            "languages",
            "settings",
        ):
            getattr(chrome, name)
        return chrome


def item(page=None, *, url="", label="", children=()):
    return ("item", {"page": page.pk if page else None, "url": url, "label": label, "children": make.listed(*children)})


def main_menu(site, *items, locale=None):
    return Menu.objects.create(
        site=site.site, slot="main", locale=locale or site.home.locale, items=make.stream(*items)
    )


def test_the_menu_marks_where_one_is(site):
    section = make.make_section(site.home, "Om oss")
    child = make.make_standard(section, "Historia")
    other = make.make_standard(site.home, "Annat")
    main_menu(site, item(section, children=[{"page": child.pk, "url": "", "label": "Då"}]), item(other))

    menu = frame(child).menu

    assert [(entry["title"], entry["current"], entry["exact"]) for entry in menu] == [
        ("Om oss", True, False),
        ("Annat", False, False),
    ]
    assert menu[0]["children"] == [{"title": "Då", "url": "/sv/om-oss/historia/", "current": True, "exact": True}]


def test_the_menu_follows_translations_and_leaves_out_the_rest(site):
    about = make.make_standard(site.home, "Om oss")
    hidden = make.make_standard(site.home, "Bara på svenska")
    english = translate_page(about, site.locale("en"), title="About us", slug="about-us")
    main_menu(site, item(about), item(hidden), item(url="https://example.org/", label="Annan plats"))

    menu = frame(english, "/en/about-us/", "en").menu

    assert [(entry["title"], entry["url"]) for entry in menu] == [
        ("About us", "/en/about-us/"),
        ("Annan plats", "https://example.org/"),
    ]


def test_a_language_with_a_menu_of_its_own_uses_it(site):
    about = make.make_standard(site.home, "Om oss")
    translate_page(about, site.locale("en"), title="About us", slug="about-us")
    menu = main_menu(site, item(about))
    copy = menu.copy_for_translation(site.locale("en"))
    copy.items = make.stream(item(about, label="Who we are"))
    copy.save()

    assert [entry["title"] for entry in frame(path="/en/", language="en").menu] == ["Who we are"]


def test_one_menu_in_each_place_but_many_columns(site):
    main_menu(site)
    with pytest.raises(IntegrityError), transaction.atomic():
        main_menu(site)
    for number in range(3):
        Menu.objects.create(
            site=site.site,
            slot="footer_column",
            locale=site.home.locale,
            title=f"Spalt {number}",
            sort_order=number,
            items=make.stream(item(url="https://example.org/", label="Länk")),
        )

    assert [column["title"] for column in frame().footer_columns] == ["Spalt 0", "Spalt 1", "Spalt 2"]


def test_a_banner_that_ends_before_it_starts_is_told_beside_the_field(site):
    now = timezone.now()
    banner = Banner(site=site.site, text="Hej", locale=site.home.locale, starts_at=now, ends_at=now)
    with pytest.raises(ValidationError) as told:
        banner.full_clean()
    assert list(told.value.message_dict) == ["ends_at"]


def test_the_banner_keeps_its_dates_and_language(site):
    now = timezone.now()
    make_banner = lambda **values: Banner.objects.create(  # noqa: E731 — four of them, one line each
        **{"site": site.site, "locale": site.home.locale, "text": "x", **values}
    )
    make_banner(text="Förbi", starts_at=now - dt.timedelta(days=2), ends_at=now - dt.timedelta(days=1))
    make_banner(text="Sedan", starts_at=now + dt.timedelta(days=1))
    assert frame().banner is None
    make_banner(text="Nu", starts_at=now - dt.timedelta(minutes=1))
    make_banner(text="Now", locale=site.locale("en"), starts_at=now - dt.timedelta(minutes=1))

    assert frame().banner["text"] == "Nu"
    assert frame(path="/en/", language="en").banner["text"] == "Now"
    assert frame(path="/it/", language="it").banner is None


def test_a_closed_banner_is_shown_again_when_its_words_change(site):
    banner = Banner.objects.create(site=site.site, locale=site.home.locale, text="Ett")
    first = frame().banner["id"]
    banner.ends_at = timezone.now() + dt.timedelta(days=1)
    banner.save()
    assert frame().banner["id"] == first == banner.key
    banner.text = "Två"
    banner.save()

    assert frame().banner["id"] != first


def test_a_banner_leads_to_one_place_with_words(site):
    page = make.make_standard(site.home, "Mer")
    for values in ({"link_page": page, "link_url": "https://example.org/", "link_text": "Mer"}, {"link_page": page}):
        with pytest.raises(ValidationError):
            Banner(site=site.site, locale=site.home.locale, text="x", **values).full_clean(exclude=["translation_key"])


def test_logos_have_words_and_a_language(site):
    logo = make.make_image()
    entry = {
        "name": "EU",
        "image": logo.pk,
        "alt_text": "Medfinansieras av Europeiska unionen",
        "url": "",
        "role": "funder",
    }
    SiteSettings.objects.create(
        site=site.site,
        logos=make.stream(
            ("logo", {**entry, "language": "sv"}),
            ("logo", {**entry, "alt_text": "", "role": "partner", "language": ""}),
            ("logo", {**entry, "image": 999999, "language": ""}),
        ),
    )

    assert [(row["alt"], row["funder"]) for row in frame().logos] == [
        ("Medfinansieras av Europeiska unionen", True),
        ("EU", False),
    ]
    assert [row["alt"] for row in frame(path="/en/", language="en").logos] == ["EU"]


def test_breadcrumbs_lead_from_the_start_page(site):
    section = make.make_section(site.home, "Om oss")
    page = make.make_standard(section, "Historia")

    assert frame(page).breadcrumbs == [{"title": "Startsida", "url": "/sv/"}, {"title": "Om oss", "url": "/sv/om-oss/"}]
    assert frame(site.home).breadcrumbs == []


def test_nothing_set_up_is_no_reason_to_fail(db):
    chrome = frame()

    assert chrome.menu == chrome.logos == chrome.footer_columns == []
    assert chrome.banner is None


def test_a_database_that_does_not_answer_leaves_a_bare_frame(monkeypatch, site):
    def fail(*args):
        from django.db import OperationalError

        raise OperationalError

    monkeypatch.setattr("core.reading.reading.Reading.line", fail)

    assert isinstance(frame_of(RequestFactory().get("/sv/")), BareFrame)


def test_a_template_without_a_frame_asks_for_none(site, django_assert_num_queries):
    from core.navigation.context_processors import chrome

    context = Context(chrome(RequestFactory().get("/sv/")))
    with django_assert_num_queries(0):
        Template("{{ request }}").render(context)


def test_the_frame_costs_at_most_four_queries(site, django_assert_max_num_queries):
    section = make.make_section(site.home, "Om oss")
    pages = [make.make_standard(section, f"Sida {number}") for number in range(12)]
    logos = [make.make_image() for _ in range(6)]
    SiteSettings.objects.create(
        site=site.site,
        contact_page=pages[0],
        logo=logos[0],
        logos=make.stream(
            *[
                ("logo", {"name": "x", "image": logo.pk, "alt_text": "", "url": "", "role": "partner", "language": ""})
                for logo in logos
            ]
        ),
    )
    main_menu(site, *[item(page) for page in pages])
    Banner.objects.create(site=site.site, locale=site.home.locale, text="Nu", link_text="Mer", link_page=pages[1])
    for logo in logos:
        logo.get_rendition("max-320x112")
    # One more than the frame's four: the site, which Wagtail's routing has found for a page.
    with django_assert_max_num_queries(5):
        chrome = frame(pages[3])

    assert len(chrome.menu) == 12
    assert len(chrome.logos) == 6
    assert chrome.contact_url == pages[0].url


def test_breadcrumbs_in_another_language_than_the_readers_say_so(site):
    page = make.make_standard(make.make_section(site.home, "Om oss"), "Historia")
    trail = frame(page, language="it").breadcrumbs
    assert [crumb["lang"] for crumb in trail] == ["sv", "sv"]
