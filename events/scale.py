"""Thousands of made-up seminars, for measuring: a year back and a year ahead, written in bulk."""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry
from wagtail.search.backends import get_search_backend

from core.places.models import Municipality
from core.taxonomies.models import Theme
from events.enums import EventFormat, PoolKind
from events.models import Event, EventIndexPage, EventPage, Occasion, Pool
from events.models.facts import SCALAR_FACTS
from projects import scale
from projects.scale import PREFIX, WORDS, batches, chunks, erase, forget, refresh_statistics, step_of

DAYS = 365


def register() -> None:
    """Enter seminars among what is made up."""
    scale.register(scale.Kind("events", write, clear))


@transaction.atomic
def write(number: int, progress: Callable[[int], Any]) -> None:
    """Write so many seminars with pages, records, hours, places and words for search. Raises CommandError."""
    index = EventIndexPage.objects.filter(alias_of=None).order_by("pk").first()
    if index is None:
        raise CommandError(_("There is no list of seminars to fill: make its page first."))
    last = index.get_children().order_by("path").last()
    start = int(last.path[-Page.steplen :], 36) if last else 0
    maker = Maker(index, start)
    for size in batches(number):
        maker.batch(size)
        progress(size)
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + number)
    refresh_statistics()


class Maker:
    """Writes seminars under a list; the same position gives the same seminar, but for the day it is counted from."""

    def __init__(self, index: EventIndexPage, position: int) -> None:
        self.index = index
        self.position = position
        self.dice = random.Random(f"events-{position}")  # noqa: S311 — made-up content, nothing secret
        self.municipalities = list(Municipality.objects.all())
        self.themes = list(Theme.objects.values_list("pk", flat=True))
        self.words = WORDS.split()
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.kind = ContentType.objects.get_for_model(EventPage)

    def batch(self, size: int) -> None:
        """Write some more."""
        drafts = [self._page() for _number in range(size)]
        made = Page.objects.bulk_create(drafts)
        keys = dict(
            Page.objects.filter(translation_key__in=[page.translation_key for page in made]).values_list(
                "translation_key", "pk"
            )
        )
        events = []
        for page in made:
            page.pk = page.id = keys[page.translation_key]
            events.append(self._event(page))
        Event.objects.bulk_create(events)
        stored = {row.translation_key: row for row in Event.objects.filter(translation_key__in=list(keys))}
        for page in made:
            self._child(page, stored[page.translation_key])
        self._rows(list(stored.values()))
        pages = list(EventPage.objects.filter(pk__in=list(keys.values())))
        get_search_backend().add_bulk(EventPage, pages)

    def _page(self) -> Page:
        self.position += 1
        title = f"{' '.join(self.dice.sample(self.words, 3)).capitalize()} {self.position}"
        slug = f"{PREFIX}-{self.position}"
        return Page(
            title=title, draft_title=title, slug=slug, url_path=f"{self.index.url_path}{slug}/", live=True,
            path=self.index.path + step_of(self.position), depth=self.index.depth + 1, locale=self.index.locale,
            translation_key=uuid.UUID(int=self.dice.getrandbits(128), version=4), content_type=self.kind,
            first_published_at=self.now, last_published_at=self.now,
        )  # fmt: skip

    def _event(self, page: Page) -> Event:
        starts = self.now + dt.timedelta(hours=self.dice.randint(-DAYS * 24, DAYS * 24))
        form = self.dice.choice(EventFormat.values)
        return Event(
            translation_key=page.translation_key, locale=self.index.locale, title=page.title, is_public=True,
            starts_at=starts, ends_at=starts + dt.timedelta(hours=3), format=form, announced_at=self.now,
            venue="" if form == EventFormat.ONLINE else "Arbetets museum", reminder_days="",
            municipality=None if form == EventFormat.ONLINE else self.dice.choice(self.municipalities),
        )  # fmt: skip

    def _child(self, page: Page, event: Event) -> None:
        facts = {name: getattr(event, name) for name in SCALAR_FACTS}
        introduction = f"{' '.join(self.dice.choices(self.words, k=20)).capitalize()}."
        child = EventPage(page_ptr_id=page.pk, introduction=introduction, **facts)
        child.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
        # Raw: the row of the page is there already, and signals would do one by one what is done in bulk here.
        child.save_base(raw=True)

    def _rows(self, events: list[Event]) -> None:
        Occasion.objects.bulk_create(
            [Occasion(event=event, starts_at=event.starts_at, ends_at=event.ends_at) for event in events]
        )
        Pool.objects.bulk_create(
            [Pool(event=event, kind=kind, capacity=50) for event in events for kind in kinds(event)]
        )
        through = Event.themes.through
        through.objects.bulk_create(
            [through(event_id=event.pk, theme_id=key) for event in events for key in self.dice.sample(self.themes, 2)]
        )


def kinds(event: Event) -> list[PoolKind]:
    """Return the kinds of places of a format."""
    offered = {
        EventFormat.ON_SITE: [PoolKind.ON_SITE],
        EventFormat.ONLINE: [PoolKind.ONLINE],
        EventFormat.HYBRID: [PoolKind.ON_SITE, PoolKind.ONLINE],
    }
    return offered[EventFormat(event.format)]


@transaction.atomic
def clear() -> int:
    """Remove what `write` wrote; return how many seminars that was."""
    pages = list(EventPage.objects.filter(slug__startswith=f"{PREFIX}-").values_list("pk", "translation_key", "path"))
    keys = [key for _pk, key, _path in pages]
    events: list[int] = []
    for part in chunks(keys):
        events.extend(Event.objects.filter(translation_key__in=part).values_list("pk", flat=True))
    for chunk in chunks(events):
        erase(Event.themes.through.objects.filter(event__in=chunk))
        erase(Occasion.objects.filter(event__in=chunk))
        erase(Pool.objects.filter(event__in=chunk))
        erase(Event.objects.filter(pk__in=chunk))
    for chunk in chunks([pk for pk, _key, _path in pages]):
        forget(EventPage, chunk)
        erase(PageLogEntry.objects.filter(page__in=chunk))
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(chunk))
            table = connection.ops.quote_name(EventPage._meta.db_table)
            cursor.execute(f"DELETE FROM {table} WHERE page_ptr_id IN ({marks})", chunk)  # noqa: S608 — names are ours
        erase(Page.objects.filter(pk__in=chunk))
    for path in {path[: -Page.steplen] for _pk, _key, path in pages}:
        depth = len(path) // Page.steplen + 1
        Page.objects.filter(path=path).update(numchild=Page.objects.filter(path__startswith=path, depth=depth).count())
    refresh_statistics()
    return len(pages)
