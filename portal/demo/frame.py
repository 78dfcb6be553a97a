"""What stands around every page: site, details, menus and banner."""

import json
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.navigation.models import LANGUAGE_CODES, Banner, Menu, SiteSettings
from portal.demo.bodies import Lookups
from portal.demo.catalogue import catalogue
from portal.demo.content import Content, Record
from portal.demo.keys import block_id, key_of

WELCOME = "Welcome to your new Wagtail site!"


class NotEmptyError(Exception):
    """The portal has content of its own, which the demo would get in the way of."""


def empty_site() -> Site | None:
    """Return the default site if nothing but Wagtail's welcome page is on it; None when there is no site.

    Raises NotEmptyError when there is content that the demo did not make.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    root = site.root_page
    if root.is_root() or (root.title == WELCOME and root.get_descendant_count() == 0):
        return site
    raise NotEmptyError("The portal has content of its own already; demo content is only loaded into an empty one.")


def make_locales() -> dict[str, Locale]:
    """Make sure that every language has its locale."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}


def put_on_site(site: Site | None, home: Page) -> Site:
    """Let the site begin at a home page; Wagtail's welcome page goes."""
    if site is None:
        return Site.objects.create(
            hostname="localhost", is_default_site=True, root_page=home, site_name=settings.WAGTAIL_SITE_NAME
        )
    welcome = site.root_page
    site.root_page, site.site_name, site.hostname = home, settings.WAGTAIL_SITE_NAME, "localhost"
    site.save()
    if not welcome.is_root():
        Page.objects.get(pk=welcome.pk).delete()
    return site


def make_details(site: Site, content: Content, lookups: Lookups, logos: str) -> SiteSettings:
    """Write who is behind the site, unless somebody has done so already."""
    details = SiteSettings.for_site(site)
    if details.organisation_name:
        return details
    given = content.settings
    for name in ("organisation_name", "street_address", "email", "phone"):
        setattr(details, name, given[name])
    for code in LANGUAGE_CODES:
        words = given["tagline"] if code == "sv" else catalogue(code).find(given["tagline"])
        setattr(details, f"tagline_{code}", words or "")
    for name in SiteSettings.POINTERS:
        setattr(details, f"{name}_id", lookups.pages[given[name]])
    details.default_image_id = lookups.images[given["default_image"]]
    details.logos = logos
    details.save()
    return details


def make_menu(site: Site, record: Record, number: int, lookups: Lookups) -> Menu:
    """Make a menu in Swedish."""

    def link(item: Record) -> dict[str, Any]:
        return {"page": lookups.pages[item["page"]], "url": "", "label": item.get("label", "")}

    items = []
    for place, item in enumerate(record["items"]):
        children = [
            {"type": "item", "value": link({"page": child}), "id": block_id("menu", number, place, below)}
            for below, child in enumerate(item.get("children", []))
        ]
        value = {**link(item), "children": children}
        items.append({"type": "item", "value": value, "id": block_id("menu", number, place)})
    return Menu.objects.create(
        translation_key=key_of("menu", str(number)), locale=Locale.objects.get(language_code="sv"), site=site,
        slot=record["slot"], title=record["title"], sort_order=number, items=json.dumps(items),
    )  # fmt: skip


def make_banner(site: Site, record: Record, lookups: Lookups, today: date) -> Banner:
    """Make the banner in Swedish, shown until its day is over; once that has passed, until the day next year."""
    month, day = (int(part) for part in record["ends_on"].split("-"))
    ends = date(today.year, month, day)
    if ends < today:
        ends = date(today.year + 1, month, day)
    return Banner.objects.create(
        translation_key=key_of("banner", "webinar"), locale=Locale.objects.get(language_code="sv"), site=site,
        text=record["text"], link_text=record["link_text"], link_page_id=lookups.pages[record["link_page"]],
        starts_at=timezone.make_aware(datetime.combine(today, time.min)),
        ends_at=timezone.make_aware(datetime.combine(ends, time(23, 59))),
    )  # fmt: skip
