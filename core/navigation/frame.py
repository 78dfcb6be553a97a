"""The frame around every page, read lazily: a template that shows no menu asks for none.

Three queries at most: menus with site details and banner, pages (of menus, pointers, breadcrumbs, language switch and
body alike), pictures (of logos and body alike).
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Site

from core.languages.names import language_codes, own_name
from core.navigation.enums import LogoRole, MenuSlot
from core.navigation.models import Banner, Menu, SiteSettings
from core.reading import Needs, Reading, reading_of

logger = logging.getLogger(__name__)
PAGE_VIEW = "wagtail_serve"

Item = dict[str, Any]


def home_address(language: str) -> str:
    """Return the address of the start page in a language."""
    with override(language):
        return reverse(PAGE_VIEW, args=("",))


class FrameRows:
    """The rows behind the frame of one request. None of it fails when there is no site yet."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def _menu_rows(self) -> list[Menu]:
        """The menus in the reader's language and the default one; each brings the site's details and the banner."""
        site = self.reading.site
        if site is None:
            return []
        menus = Menu.objects.filter(site=site).in_languages([self.reading.language, settings.LANGUAGE_CODE])
        banner = self._banner_words(OuterRef("site_id"))
        return list(menus.select_related("locale", "site__sitesettings").annotate(banner_row=banner))

    def _banner_words(self, site: Any) -> Subquery:
        """Return what is kept of the banner of the moment, as one column."""
        banner = Banner.objects.current().filter(site=site, locale__language_code=self.reading.language)
        words = JSONObject(
            translation_key="translation_key",
            text="text",
            link_text="link_text",
            link_url="link_url",
            link_page_id="link_page_id",
            dismissible="dismissible",
        )
        return Subquery(banner.values(row=words)[:1])

    @cached_property
    def settings(self) -> SiteSettings:
        """The organisation, with the banner of the moment in `banner_row`; an empty one when nothing is set."""
        own_site = self.reading.site
        site, banner_row = None, None
        if self._menu_rows:
            site, banner_row = self._menu_rows[0].site, self._menu_rows[0].banner_row
        elif own_site is not None:
            rows = Site.objects.select_related("sitesettings").annotate(banner_row=self._banner_words(OuterRef("pk")))
            site = rows.filter(pk=own_site.pk).first()
            banner_row = site.banner_row if site is not None else None
        details = getattr(site, "sitesettings", None) or SiteSettings(site=own_site)
        details.banner_row = banner_row
        return details

    @cached_property
    def menus(self) -> list[Menu]:
        """The menus in the reader's language; a place that has none there takes the one in the default language."""
        menus = []
        for slot in MenuSlot:
            in_slot = [menu for menu in self._menu_rows if menu.slot == slot]
            own = [menu for menu in in_slot if menu.locale.language_code == self.reading.language]
            menus += own or in_slot
        return menus

    def raw_items(self, menu: Menu) -> Iterator[dict[str, Any]]:
        """Yield the stored items of a menu."""
        for item in menu.items.raw_data:
            yield item["value"]

    def raw_logos(self) -> list[dict[str, Any]]:
        """Return the stored logos that are shown in the reader's language."""
        logos = [item["value"] for item in self.settings.logos.raw_data]
        return [logo for logo in logos if logo.get("language") in ("", None, self.reading.language)]


def children_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the stored items under an item."""
    return [child["value"] for child in item.get("children") or []]


def needs_of_frame(reading: Reading) -> Needs:
    """Say which pages and pictures the frame needs, so that they are read with those of the page."""
    needs = Needs()
    if reading.request is None:
        return needs
    rows = rows_of(reading.request)
    details = rows.settings
    pointers = [getattr(details, f"{name}_id") for name in SiteSettings.POINTERS]
    for menu in rows.menus:
        for item in rows.raw_items(menu):
            pointers += [item.get("page"), *(child.get("page") for child in children_of(item))]
    if details.banner_row:
        pointers.append(details.banner_row["link_page_id"])
    needs.pages.update(pk for pk in pointers if pk)
    logos = [logo.get("image") for logo in rows.raw_logos()]
    needs.images.update(pk for pk in [details.logo_id, details.default_image_id, *logos] if pk)
    return needs


def rows_of(request: HttpRequest) -> FrameRows:
    """Return the rows behind the frame of a request, made on first use."""
    rows = getattr(request, "portal_frame_rows", None)
    reading = reading_of(request)
    if rows is None or rows.reading is not reading:
        rows = FrameRows(reading)
        request.portal_frame_rows = rows  # type: ignore[attr-defined]  # a place of our own on the request
    return rows


class Frame:
    """What templates know as `chrome`."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.reading = reading_of(request)
        self.rows = rows_of(request)

    @cached_property
    def settings(self) -> SiteSettings:
        """The organisation, with its logo at hand."""
        details = self.rows.settings
        details.logo = self.reading.image(details.logo_id)
        details.default_image = self.reading.image(details.default_image_id)
        details.address = details.street_address
        return details

    @property
    def base_url(self) -> str:
        """Scheme and host of the site, without a slash at the end; empty when there is no site."""
        site = self.reading.site
        return site.root_url if site is not None else ""

    @property
    def home_url(self) -> str:
        """The start page in the reader's language."""
        return home_address(self.reading.language)

    @property
    def is_home(self) -> bool:
        """Whether this is the start page."""
        return self.request.path == self.home_url

    # --- menus ------------------------------------------------------------------------------

    @cached_property
    def menu(self) -> list[Item]:
        """The main menu."""
        return [item for menu in self._in_slot(MenuSlot.MAIN) for item in self._items(menu)]

    @cached_property
    def footer_columns(self) -> list[Item]:
        """The columns of the footer, each with a title and items."""
        columns = [{"title": menu.title, "items": self._items(menu)} for menu in self._in_slot(MenuSlot.FOOTER_COLUMN)]
        return [column for column in columns if column["items"]]

    @cached_property
    def footer_links(self) -> list[Item]:
        """The row at the very bottom."""
        return [item for menu in self._in_slot(MenuSlot.FOOTER) for item in self._items(menu)]

    def _in_slot(self, slot: MenuSlot) -> list[Menu]:
        return [menu for menu in self.rows.menus if menu.slot == slot]

    def _items(self, menu: Menu) -> list[Item]:
        items = []
        for raw in self.rows.raw_items(menu):
            children = [self._item(child) for child in children_of(raw)]
            item = self._item(raw)
            if item is not None:
                items.append({**item, "children": [child for child in children if child is not None]})
        return items

    def _item(self, raw: dict[str, Any]) -> Item | None:
        label = raw.get("label") or ""
        if not raw.get("page"):
            return {"title": label, "url": raw["url"], "current": False, "exact": False} if raw.get("url") else None
        page = self.reading.page_here(raw["page"])
        if page is None:
            return None
        return {"title": label or page.title, "url": self._url(page), **self._place(page)}

    def _place(self, page: Page) -> dict[str, bool]:
        shown = self.reading.page
        exact = shown is not None and shown.translation_key == page.translation_key
        # Everything is under the home page, so that alone is never marked as being above.
        above = page.depth > 2 and page.translation_key in self.reading.line_keys()
        return {"exact": exact, "current": exact or above}

    def _url(self, page: Page) -> str:
        return page.get_url(self.request) or ""

    # --- who and where ----------------------------------------------------------------------

    @cached_property
    def banner(self) -> Item | None:
        """The banner of the moment; `id` changes with its words, so that new words are shown to all."""
        row = self.rows.settings.banner_row
        if not row:
            return None
        page = self.reading.page_for(row["link_page_id"]) if row["link_page_id"] else None
        return {
            "id": Banner(**row).key,
            "text": row["text"],
            "url": self._url(page) if page is not None else row["link_url"],
            "link_text": row["link_text"],
            "dismissible": bool(row["dismissible"]),
        }

    @cached_property
    def logos(self) -> list[Item]:
        """Logos in order, with those of funders marked."""
        logos = [
            {
                "name": raw["name"],
                "alt": raw.get("alt_text") or raw["name"],
                "url": raw.get("url") or "",
                "image": self.reading.image(raw.get("image")),
                "funder": raw.get("role") == LogoRole.FUNDER,
            }
            for raw in self.rows.raw_logos()
        ]
        return [logo for logo in logos if logo["image"] is not None]

    @cached_property
    def breadcrumbs(self) -> list[Item]:
        """The pages above this one, from the start page down; empty on the start page."""
        shown = self.reading.page
        crumbs = [
            {"title": page.title, "url": self._url(page), **self._foreign(page)}
            for page in self.reading.line()
            if shown is None or page.pk != shown.pk
        ]
        return [*crumbs, *getattr(self.request, "portal_crumbs", [])]

    def _foreign(self, page: Page) -> Item:
        """Return the language of a title that is not in the reader's."""
        return {"lang": page.card_language} if page.card_language != self.reading.language else {}

    def _pointer(self, name: str) -> str:
        key = getattr(self.rows.settings, f"{name}_id")
        page = self.reading.page_for(key) if key else None
        return self._url(page) if page is not None else ""

    @cached_property
    def contact_url(self) -> str:
        """The contact page."""
        return self._pointer("contact_page")

    @cached_property
    def accessibility_url(self) -> str:
        """The accessibility statement, which every page links to."""
        return self._pointer("accessibility_page")

    @cached_property
    def feedback_url(self) -> str:
        """Where a lack of accessibility is reported."""
        return self._pointer("feedback_page")

    @cached_property
    def privacy_url(self) -> str:
        """The page on personal data."""
        return self._pointer("privacy_page")

    @cached_property
    def search_url(self) -> str:
        """The search of the site; empty where there is none."""
        try:
            return reverse("search")
        except NoReverseMatch:
            return ""

    @cached_property
    def news_url(self) -> str:
        """The archive of news in the reader's language; empty when there is none."""
        key = self.rows.settings.news_page_id
        page = self.reading.page_here(key) if key else None
        return self._url(page) if page is not None else ""

    @property
    def feed_url(self) -> str:
        """The feed of news."""
        return f"{self.news_url}feed/" if self.news_url else ""

    @cached_property
    def feeds(self) -> list[Item]:
        """The feeds announced on every page."""
        return [{"title": _("News as a feed"), "url": self.feed_url}] if self.feed_url else []

    # --- languages --------------------------------------------------------------------------

    @cached_property
    def languages(self) -> list[Item]:
        """The page in every language; where there is none, the nearest translated page above it, marked by `exact`."""
        return [self._language(code) for code in language_codes()]

    def _language(self, code: str) -> Item:
        current = code == self.reading.language
        if self.is_error:
            url, exact = home_address(code), False
        else:
            url, exact = (self.request.path, True) if current else self._nearest(code)
        return {
            "code": code,
            "lang": code,
            "name": own_name(code),
            "url": url,
            "current": current,
            "exact": exact and self._is_translatable,
            "absolute_url": self.base_url + url,
        }

    @property
    def is_error(self) -> bool:
        """Whether the answer says that there is no such page, or that it may not be seen."""
        return getattr(self.request, "portal_error", False) or not self._is_translatable

    @property
    def _is_translatable(self) -> bool:
        """Whether the answer is a page or a view; not an error."""
        return self.reading.page is not None or self._plain_view is not None

    @cached_property
    def _plain_view(self) -> Any:
        match = getattr(self.request, "resolver_match", None)
        return match if match is not None and match.url_name not in (None, PAGE_VIEW) else None

    def _nearest(self, code: str) -> tuple[str, bool]:
        if self._plain_view is not None and self._view_speaks(code):
            return self._same_view(code)
        for distance, key in enumerate(self.reading.line_keys()):
            page = self.reading.translation(key, code)
            if page is not None:
                exact = distance == 0 and self._plain_view is None
                return self._url(page) + (self._rest(key) if exact else ""), exact
        return home_address(code), False

    def _view_speaks(self, code: str) -> bool:
        """Whether a view beside the pages answers in a language: where the page that it belongs to is translated.

        A view that answers in every language all the same says so with `portal_every_language` on the request.
        """
        page = self.reading.page
        if page is None or getattr(self.request, "portal_every_language", False):
            return True
        return self.reading.translation(page.translation_key, code) is not None

    def _rest(self, key: Any) -> str:
        """Return what follows the page's own address in that of the request, e.g. "map/"; it is the same in all."""
        own = self.reading.translation(key, self.reading.language)
        address = self._url(own) if own is not None else ""
        return self.request.path.removeprefix(address) if address and self.request.path.startswith(address) else ""

    def _same_view(self, code: str) -> tuple[str, bool]:
        match = self._plain_view
        with override(code):
            try:
                path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
                resolve(path)
            except (NoReverseMatch, Resolver404):
                return home_address(code), False
        return path, True

    @property
    def canonical_url(self) -> str:
        """The address of the page, or of the part of it that is shown, without what was chosen in a filter."""
        return self.base_url + self.request.path if self.base_url and self.reading.page is not None else ""

    @property
    def default_url(self) -> str:
        """The address for readers of other languages: that in the default language, else this one."""
        for language in self.languages:
            if language["code"] == settings.LANGUAGE_CODE and language["exact"]:
                return language["absolute_url"]
        return self.base_url + self.request.path


class BareFrame:
    """The frame when the database does not answer: error pages must still be shown."""

    settings = None
    menu: list[Item] = []
    footer_columns: list[Item] = []
    footer_links: list[Item] = []
    logos: list[Item] = []
    banner = None
    breadcrumbs: list[Item] = []
    languages: list[Item] = []
    feeds: list[Item] = []
    base_url = home_url = contact_url = accessibility_url = feedback_url = privacy_url = ""
    search_url = news_url = feed_url = default_url = canonical_url = ""
    is_home = is_error = False


def frame_of(request: HttpRequest) -> Frame | BareFrame:
    """Return the frame of a request; a bare one when its rows cannot be read."""
    try:
        frame = Frame(request)
        frame.reading.line()
    except DatabaseError:
        logger.exception("the frame of the page could not be read")
        return BareFrame()
    return frame
