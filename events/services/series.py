"""Series: from a rule to seminars, and what a changed rule may touch."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import actions
from core.audit.services import record
from core.reading import public
from events.enums import EventStatus
from events.models.pages import EventPage, PageOccasion
from events.models.records import Event
from events.models.registrations import Registration
from events.models.series import Series, SeriesDate
from events.recurrence import Rule
from events.times import moment

actions.register({"events.series_shaped": _("Series of seminars shaped")})


class NotPublishedError(Exception):
    """Only a published seminar is repeated: nobody would find the first of the dates."""


class OffTheClockError(ValueError):
    """On one of the dates the hours are not on the clock, or come twice without it being said which."""

    def __init__(self, date: dt.date, fault: ValueError) -> None:
        super().__init__(str(fault))
        self.date = date
        self.fault = fault


@dataclass
class Outcome:
    """What a rule does, or has done, by the dates that it gives."""

    made: list[dt.date] = field(default_factory=list)
    # Untouched ones whose hours follow the seminar they were made after.
    followed: list[dt.date] = field(default_factory=list)
    removed: list[dt.date] = field(default_factory=list)
    # No longer in the rule, but changed by hand or registered for: they stay as they are.
    left: list[dt.date] = field(default_factory=list)


def series_of(page: EventPage) -> Series | None:
    """Return the series that a seminar belongs to, in whatever language the page is."""
    return Series.objects.filter(dates__translation_key=page.translation_key).first()


def pattern_of(page: EventPage) -> EventPage:
    """Return the page that the dates of a series are made after: of the series, else of the seminar itself."""
    series = series_of(page)
    key = series.pattern_key if series is not None else page.translation_key
    event = Event.objects.filter(translation_key=key).first()
    rows = EventPage.objects.filter(translation_key=key)
    if event is not None:
        rows = rows.filter(locale_id=event.locale_id)
    return rows.first() or page


def hours_on(pattern: EventPage, date: dt.date, fold: str = "") -> list[PageOccasion]:
    """Return the hours of the pattern as they are when its first day is `date`, by the clock on the wall.

    Raises OffTheClockError when a clock does not show them that day.
    """
    rows = list(pattern.occasions.all())
    base = min(row.date for row in rows)
    made = []
    for row in rows:
        shifted = PageOccasion(
            date=date + (row.date - base),
            start_time=row.start_time,
            end_date=date + (row.end_date - base) if row.end_date else None,
            end_time=row.end_time,
        )
        _say_which(shifted, pattern.time_zone, fold)
        made.append(shifted)
    return made


def _say_which(row: PageOccasion, zone_name: str, fold: str) -> None:
    """Set the folds of hours that come twice. Raises OffTheClockError."""
    for day, time, name in ((row.date, row.start_time, "start"), (row.end_date or row.date, row.end_time, "end")):
        try:
            moment(day, time, zone_name)
        except ValueError as fault:
            if not fold:
                raise OffTheClockError(day, fault) from fault
            try:
                moment(day, time, zone_name, fold)
            except ValueError as gap:
                raise OffTheClockError(day, gap) from gap
            setattr(row, f"{name}_fold", fold)


def foresee(pattern: EventPage, rule: Rule, fold: str = "") -> Outcome:
    """Return what `shape` would do. Raises what `shape` raises, and writes nothing."""
    wanted = rule.dates()
    for date in wanted:
        hours_on(pattern, date, fold)
    series = series_of(pattern)
    rows = list(series.dates.all()) if series is not None else []
    others = [row for row in rows if row.translation_key != pattern.translation_key]
    own = [row.date for row in rows if row.translation_key == pattern.translation_key]
    there = {row.date for row in others}
    # The seminar itself is the first date, whichever that is.
    there.update([rule.first] if rule.first not in there else own)
    outcome = Outcome(made=[date for date in wanted if date not in there])
    _foresee_there(others, set(wanted), pattern, fold, outcome)
    return outcome


def _foresee_there(
    rows: list[SeriesDate], wanted: set[dt.date], pattern: EventPage, fold: str, outcome: Outcome
) -> None:
    pages = pages_by_key(row.translation_key for row in rows)
    live: Any = Registration.objects.live()
    held = set(
        live.filter(event__translation_key__in=[row.translation_key for row in rows]).values_list(
            "event__translation_key", flat=True
        )
    )
    for row in rows:
        page = pages.get(row.translation_key)
        # What somebody deleted stays deleted; what has been stays as it was.
        if page is None or row.date < timezone.localdate():
            continue
        free = is_untouched(row, page)
        if row.date in wanted:
            if free and _wall(page.occasions.all()) != _wall(hours_on(pattern, row.date, fold)):
                outcome.followed.append(row.date)
        elif free and row.translation_key not in held:
            outcome.removed.append(row.date)
        else:
            outcome.left.append(row.date)


def pages_by_key(keys: Iterable[UUID]) -> dict[UUID, EventPage]:
    """Return the pages that seminars were first written on, by key."""
    wanted = list(keys)
    own = dict(Event.objects.filter(translation_key__in=wanted).values_list("translation_key", "locale_id"))
    found: dict[UUID, EventPage] = {}
    for page in EventPage.objects.filter(translation_key__in=wanted).prefetch_related("occasions"):
        if page.translation_key not in found or page.locale_id == own.get(page.translation_key):
            found[page.translation_key] = page
    return found


def is_untouched(row: SeriesDate, page: EventPage) -> bool:
    """Tell whether a seminar stands as the rule made it: nobody has changed, moved, cancelled or taken it down."""
    return page.live and page.latest_revision_id == row.made_revision


def _wall(rows: Iterable[PageOccasion]) -> list[tuple[Any, ...]]:
    return sorted((row.date, row.start_time, row.end_date or row.date, row.end_time) for row in rows)


def shape(pattern: EventPage, rule: Rule, *, fold: str = "", actor: Any) -> Outcome:
    """Make the seminars that a rule gives after a seminar, and take back those it no longer gives.

    Seminars changed by hand, registered for, or already held are never touched. Raises NotPublishedError,
    TooManyDatesError and OffTheClockError, and then nothing has happened. Each date is a transaction of its own, so
    that nobody who registers meanwhile waits for sixty of them; after a break the same rule makes the rest.
    """
    if not pattern.live:
        raise NotPublishedError
    outcome = foresee(pattern, rule, fold)
    series = _write_rule(pattern, rule)
    _remove(series, outcome.removed)
    rows = {row.date: row for row in series.dates.all()}
    pages = pages_by_key(rows[date].translation_key for date in outcome.followed)
    for date in outcome.followed:
        row = rows[date]
        with transaction.atomic():
            _publish(row, pages[row.translation_key], hours_on(pattern, date, fold), actor)
    for date in outcome.made:
        # Made meanwhile by a second click: there is one seminar a date.
        with suppress(IntegrityError):
            _make(series, pattern, date, fold, actor)
    record(actor, "events.series_shaped", series, made=len(outcome.made), removed=len(outcome.removed))
    return outcome


@transaction.atomic
def _write_rule(pattern: EventPage, rule: Rule) -> Series:
    # Who writes the rule of the same seminar at the same time waits here, and then finds the series.
    Event.objects.select_for_update(no_key=True).filter(translation_key=pattern.translation_key).first()
    series = series_of(pattern)
    if series is None:
        series = Series(key=pattern.series_key or uuid4(), pattern_key=pattern.translation_key)
    series.frequency, series.interval, series.first = rule.frequency, rule.interval, rule.first
    series.until, series.count = rule.until, rule.count
    series.save()
    first, _new = SeriesDate.objects.get_or_create(
        translation_key=pattern.translation_key, defaults={"series": series, "date": rule.first}
    )
    if first.date != rule.first and not series.dates.filter(date=rule.first).exists():
        first.date = rule.first
        first.save(update_fields=["date"])
    Event.objects.filter(translation_key=pattern.translation_key).update(series_key=series.key)
    return series


@transaction.atomic
def _remove(series: Series, dates: list[dt.date]) -> None:
    keys = list(series.dates.filter(date__in=dates).values_list("translation_key", flat=True))
    for page in EventPage.objects.filter(translation_key__in=keys):
        page.delete()
    series.dates.filter(date__in=dates).delete()


@transaction.atomic
def _make(series: Series, pattern: EventPage, date: dt.date, fold: str, actor: Any) -> None:
    key = uuid4()
    row = SeriesDate.objects.create(series=series, date=date, translation_key=key)
    _publish(row, _copied(pattern, key, date, actor), hours_on(pattern, date, fold), actor)
    others = EventPage.objects.filter(translation_key=pattern.translation_key).exclude(pk=pattern.pk)
    # Words in other languages come along; where they cannot be read by all, neither can the copy.
    for translated in public(others):
        _finish(_copied(translated, key, date, actor), hours_on(pattern, date, fold), actor)


def _copied(page: EventPage, key: UUID, date: dt.date, actor: Any) -> EventPage:
    slug = f"{page.slug[:200]}-{date:%Y-%m-%d}"
    taken = set(page.get_siblings().filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 1
    while slug in taken:
        number += 1
        slug = f"{page.slug[:200]}-{date:%Y-%m-%d}-{number}"
    first = min(row.date for row in page.occasions.all())
    closes_on = date + (page.closes_on - first) if page.closes_on else None
    facts = {"slug": slug, "translation_key": key, "closes_on": closes_on, "series_key": None}
    fresh = {"status": EventStatus.SCHEDULED, "status_note": "", "documentation": []}
    copy = page.copy(
        update_attrs=facts | fresh,
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        user=actor,
        log_action=None,
    )
    return EventPage.objects.get(pk=copy.pk)


def _publish(row: SeriesDate, page: EventPage, hours: list[PageOccasion], actor: Any) -> None:
    _finish(page, hours, actor)
    row.made_revision = EventPage.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk)
    row.save(update_fields=["made_revision"])


def _finish(page: EventPage, hours: list[PageOccasion], actor: Any) -> None:
    page.occasions = hours
    page.save_revision(user=actor, log_action=False).publish(user=actor)
