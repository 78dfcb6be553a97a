"""What one answer needs to read from the database, gathered first and fetched once.

Menus, banner, breadcrumbs, the language switch and the blocks of a body all ask for pages and pictures. Asked one by
one they would cost a query each; here they say what they need, and all of it comes in one query for pages and one for
pictures, however many there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from core.reading.querysets import line_paths, restricted, with_card_facts
from core.registry import Card


@dataclass
class Needs:
    """Keys of pages and pictures that an answer needs."""

    pages: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    # Pages whose pictures will be shown; which those are is known once the pages are read.
    pictured: set[int] = field(default_factory=set)


# Where Wagtail itself keeps, on a request or a page, at which addresses the sites begin.
HOMES = "_wagtail_cached_site_root_paths"
Source = Callable[["Reading"], Needs]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Enter something that is on every page and says what it needs, e.g. the menus."""
    if source not in _sources:
        _sources.append(source)


def active_language() -> str:
    """Return the two letters of the language of the answer."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


class Reading:
    """All that one request reads of pages and pictures. Made by `reading_of(request)`."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self.language = active_language()
        self.page: Page | None = None
        self._by_pk: dict[int, Page] = {}
        self._localized: dict[Any, Page] = {}
        self._family: dict[tuple[Any, str], Page] = {}
        self._images: dict[int, Any] = {}
        self._asked_pages: set[int] = set()
        self._asked_images: set[int] = set()
        self._asked_family = False
        self._asked_sources = False
        self.needs = Needs()

    @property
    def site(self) -> Site | None:
        """The site of the request; None when there is none yet."""
        return Site.find_for_request(self.request)

    def follow(self, page: Page) -> None:
        """Say which page is shown, so that its parents and translations are read with the rest."""
        self.page = page

    def need(
        self, *, pages: Iterable[int] = (), images: Iterable[int | None] = (), pictured: Iterable[int] = ()
    ) -> None:
        """Say what will be asked for: pages, pictures, or pages with their pictures. Nothing is fetched yet."""
        with_pictures = set(pictured)
        self.needs.pictured |= with_pictures
        self.needs.pages.update(with_pictures, pages)
        self.needs.images.update(pk for pk in images if pk)

    # --- pages ------------------------------------------------------------------------------

    def page_for(self, pk: int) -> Page | None:
        """Return the public page chosen as `pk`, in the reader's language if translated, else as chosen; else None."""
        self._load_pages({pk})
        chosen = self._by_pk.get(pk)
        if chosen is None:
            return None
        return self._localized.get(chosen.translation_key) or (chosen if chosen.is_readable else None)

    def page_here(self, pk: int) -> Page | None:
        """Return the public page chosen as `pk` in the reader's own language; None when it is not translated."""
        page = self.page_for(pk)
        return page if page is not None and page.card_language == self.language else None

    def translation(self, key: Any, language: str) -> Page | None:
        """Return a readable page of the shown page's own line (itself and its parents) in a language."""
        self._load_pages(set())
        return self._family.get((key, language))

    def at_hand(self, pk: int | None) -> Page | None:
        """Return a readable page that has been read already; None when it has not, or may not be seen."""
        self._load_pages(set())
        page = self._by_pk.get(pk or 0)
        return page if page is not None and page.is_readable else None

    def line(self) -> list[Page]:
        """Return the readable pages from the home page down to the shown page, in its language."""
        self._load_pages(set())
        paths = set(self._line_paths())
        own = [page for page in self._family.values() if page.path in paths]
        return sorted(own, key=lambda page: page.path)

    def line_keys(self) -> list[Any]:
        """Return the translation keys of the shown page and its parents, the nearest first."""
        return [page.translation_key for page in reversed(self.line())]

    def _line_paths(self) -> list[str]:
        return line_paths(self.page) if self.page is not None else []

    def _family_paths(self) -> list[str]:
        site = self.site
        home = [site.root_page.path] if site is not None else []
        return [*home, *self._line_paths()]

    def _load_pages(self, wanted: set[int]) -> None:
        if self._asked_family and wanted <= self._asked_pages:
            return
        self._ask_sources()
        missing = (self.needs.pages | wanted) - self._asked_pages
        self._asked_pages |= missing
        condition = self._chosen(missing) if missing else Q()
        if not self._asked_family:
            self._asked_family = True
            condition |= self._tied()
            paths = self._family_paths()
            if paths:
                condition |= Q(translation_key__in=Page.objects.filter(path__in=paths).values("translation_key"))
        if condition:
            self._keep(condition)

    def _chosen(self, keys: set[int]) -> Q:
        same = Q(translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"))
        return (same & Q(locale__language_code=self.language)) | Q(pk__in=keys)

    def _tied(self) -> Q:
        """Return a condition: the page says the same as the shown one in easier words, or in full."""
        if self.page is None or self.page.pk is None:
            return Q()
        # Known by name: what the table is for stands above this package.
        versions = apps.get_model("translating", "EasyVersion").objects
        easy, in_full = versions.filter(page=self.page.pk), versions.filter(easy=self.page.pk)
        return Q(pk__in=easy.values("easy_id")) | Q(pk__in=in_full.values("page_id"))

    def _keep(self, condition: Q) -> None:
        rows = with_card_facts(Page.objects.filter(condition)).annotate(
            is_restricted=restricted(),
            alias_locale=F("alias_of__locale_id"),
            # How the words of a translation relate to those of its original, and what says the same in easier words.
            original_id=F("standing__original_id"),
            behind=F("standing__behind"),
            machine_words=F("standing__machine"),
            words_changed_at=F("standing__changed_at"),
            easy_id=F("easy_to_read__easy_id"),
            in_full_id=F("easy_version_of__page_id"),
        )
        now = timezone.now()
        family = set(self._family_paths())
        keys = set()
        rows = list(rows)
        self._remember_homes(rows)
        for page in rows:
            expired = page.expire_at is not None and page.expire_at <= now
            stands_in = page.alias_locale is not None and page.alias_locale != page.locale_id
            page.reader_url = self.address(page)
            page.is_readable = page.live and not expired and not stands_in and not page.is_restricted
            self._by_pk[page.pk] = page
            if page.is_readable and page.card_language == self.language:
                self._localized.setdefault(page.translation_key, page)
            if page.path in family:
                keys.add(page.translation_key)
        for page in self._by_pk.values():
            if page.translation_key in keys and page.is_readable:
                self._family[(page.translation_key, page.card_language)] = page

    def _remember_homes(self, rows: list[Page]) -> None:
        """Keep where the homes of the site are, as Wagtail would ask two queries to find out, to make addresses."""
        site, request = self.site, self.request
        if site is None or request is None:
            return
        if not hasattr(request, HOMES):
            key = site.root_page.translation_key
            homes = [
                SiteRootPath(site.pk, page.url_path, site.root_url, page.card_language)
                for page in rows
                if page.translation_key == key
            ]
            setattr(request, HOMES, homes)
        if self.page is not None:
            setattr(self.page, HOMES, getattr(request, HOMES))

    def address(self, page: Page) -> str:
        """Return the address of a page; absolute when it belongs to another site, empty when to none."""
        return page.get_url(self.request) or page.url or ""

    # --- pictures ---------------------------------------------------------------------------

    def image(self, pk: int | None) -> Any:
        """Return a picture with its sizes at hand; None when it is gone."""
        if not pk:
            return None
        if pk not in self._asked_images:
            self._load_images({pk})
        return self._images.get(pk)

    def _load_images(self, wanted: set[int]) -> None:
        self._ask_sources()
        pages = [self.page_for(key) for key in self.needs.pictured]
        chosen = {page.card_image_id for page in pages if page is not None and page.card_image_id}
        missing = (self.needs.images | chosen | wanted) - self._asked_images
        self._asked_images |= missing
        self._images.update(images_with_renditions(missing))

    def _ask_sources(self) -> None:
        if self._asked_sources:
            return
        self._asked_sources = True
        for source in _sources:
            needs = source(self)
            self.need(pages=needs.pages, images=needs.images)

    # --- cards ------------------------------------------------------------------------------

    def card(self, page: Page, **extra: Any) -> Card:
        """Return the card of a page fetched with `with_card_facts`."""
        model = page.specific_class
        return Card(
            title=page.title,
            url=self.address(page),
            text=page.card_introduction or page.search_description,
            kind=getattr(model, "type_label", ""),
            image_id=page.card_image_id,
            seed=str(page.translation_key),
            lang=page.card_language if page.card_language != self.language else "",
            **extra,
        )

    def illustrate(self, cards: Iterable[Card]) -> None:
        """Give the cards their pictures: all in one query, made when the first picture of the answer is looked at."""
        cards = list(cards)
        self.need(images=[card.image_id for card in cards])
        for card in cards:
            card.image = SimpleLazyObject(partial(self.image, card.image_id)) if card.image_id else None


def images_with_renditions(keys: Iterable[int]) -> dict[int, Any]:
    """Return pictures by key with their renditions prefetched: one query, one more for pictures that have none yet."""
    wanted = set(keys)
    if not wanted:
        return {}
    model = get_image_model()
    renditions = model.get_rendition_model().objects.filter(image_id__in=wanted).select_related("image")
    images: dict[int, Any] = {}
    for rendition in renditions:
        image = images.setdefault(rendition.image_id, rendition.image)
        rendition.image = image
        image.prefetched_renditions = [*getattr(image, "prefetched_renditions", []), rendition]
    missing = wanted - images.keys()
    if missing:
        for image in model.objects.filter(pk__in=missing):
            image.prefetched_renditions = []
            images[image.pk] = image
    return images


def reading_of(request: HttpRequest) -> Reading:
    """Return the reading of a request, made on first use. A request that changes language starts afresh."""
    reading = getattr(request, "portal_reading", None)
    if reading is None or reading.language != active_language():
        reading = Reading(request)
        request.portal_reading = reading  # type: ignore[attr-defined]  # a place of our own on the request
    return reading
