"""The round of the feeds: what is due is fetched, what came is written down once, and what failed waits longer."""

import datetime as dt
import random
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from partners.enums import FeedKind, FeedProblem
from partners.inflow.fetching import FetchError, fetch
from partners.inflow.reading import Item, read
from partners.models import FeedItem, FeedSource

EVERY = dt.timedelta(hours=1)
LONGEST = dt.timedelta(days=1)
CLAIM = dt.timedelta(minutes=10)
"""How long a fetch holds its source; it takes far less, and one that died is tried again after this."""
AT_MOST = 20
"""Sources in one round; the others come in the next, those that waited longest first."""
UNSEEN_KEPT = dt.timedelta(days=180)
OVER_KEPT = dt.timedelta(days=30)
TOLD = ("kind", "title", "link", "words", "place", "published_at", "starts_at", "ends_at", "all_day", "rule")


@task()
def fetch_one(pk: int) -> bool | None:
    """Fetch one source, as a task of the worker's."""
    return fetch_source(pk)


def ask_for_due() -> int:
    """Ask the worker to fetch what is due, each source by itself; return how many."""
    due = FeedSource.objects.filter(active=True, next_check_at__lte=timezone.now()).order_by("next_check_at")
    keys = list(due.values_list("pk", flat=True)[:AT_MOST])
    for pk in keys:
        fetch_one.enqueue(pk)
    return len(keys)


def fetch_source(pk: int) -> bool | None:
    """Fetch one source; return whether it worked, or None when it is not due or somebody else is at it."""
    now = timezone.now()
    # One UPDATE is the lock: of two that come at once, the second finds nothing due.
    mine = FeedSource.objects.filter(pk=pk, active=True, next_check_at__lte=now)
    if not mine.update(next_check_at=now + CLAIM):
        return None
    source = FeedSource.objects.get(pk=pk)
    try:
        fetched = fetch(source.url, etag=source.etag, last_modified=source.last_modified)
        items = read(fetched.body, fetched.content_type, source.url) if fetched.body is not None else []
        with transaction.atomic():
            keep(source, items)
    except FetchError as error:
        _failed(source, error.problem, asked=dt.timedelta(seconds=min(error.wait, LONGEST.total_seconds())))
        return False
    except Exception:  # noqa: BLE001 — one feed, whatever is wrong with it, must not stop the others
        _failed(source, FeedProblem.UNREADABLE)
        return False
    unchanged = fetched.body is None
    _worked(source, fetched.etag or unchanged * source.etag, fetched.last_modified or unchanged * source.last_modified)
    return True


def keep(source: FeedSource, items: Iterable[Item]) -> None:
    """Write down what a source told: new items as new rows, known items in the rows they have."""
    told = {item.identity: item for item in items}
    known = {row.identity: row for row in FeedItem.objects.filter(source=source, identity__in=list(told))}
    fresh = [
        FeedItem(source=source, identity=key, **{name: getattr(item, name) for name in TOLD})
        for key, item in told.items()
        if key not in known
    ]
    FeedItem.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=100)
    changed = []
    for key, row in known.items():
        values = {name: getattr(told[key], name) for name in TOLD}
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.changed_at = timezone.now()
            changed.append(row)
    FeedItem.objects.bulk_update(changed, [*TOLD, "changed_at"], batch_size=50)
    FeedItem.objects.filter(pk__in=[row.pk for row in known.values()]).update(seen_at=timezone.now())


def purge_items(now: dt.datetime) -> int:
    """Erase what sources stopped telling of half a year ago, and calendar entries over for a month; return how many.

    What a source still tells of is kept whatever was decided: erased, it would come back as new. An entry that is over
    does not come back.
    """
    gone = Q(seen_at__lte=now - UNSEEN_KEPT)
    over = Q(kind=FeedKind.EVENT, rule="", starts_at__lte=now - OVER_KEPT) & (
        Q(ends_at=None) | Q(ends_at__lte=now - OVER_KEPT)
    )
    return FeedItem.objects.filter(gone | over).delete()[0]


def _failed(source: FeedSource, problem: FeedProblem, asked: dt.timedelta = dt.timedelta()) -> None:
    """Say what went wrong, and wait twice as long as the last time: up to a day, and not all at the same moment.

    Never shorter than the server asked for, but no longer than that day.
    """
    failures = min(source.failures + 1, 100)
    wait = min(EVERY * 2 ** min(failures - 1, 6), LONGEST) * random.uniform(0.8, 1.0)  # noqa: S311 — spreads the load
    now = timezone.now()
    FeedSource.objects.filter(pk=source.pk).update(
        problem=problem,
        failures=failures,
        checked_at=now,
        next_check_at=now + max(wait, asked),
    )


def _worked(source: FeedSource, etag: str, last_modified: str) -> None:
    now = timezone.now()
    FeedSource.objects.filter(pk=source.pk).update(
        problem="",
        failures=0,
        checked_at=now,
        worked_at=now,
        next_check_at=now + EVERY,
        etag=_mark(etag, 300),
        last_modified=_mark(last_modified, 100),
    )


def _mark(value: str, length: int) -> str:
    """Return what a source calls its version, if it can be kept and sent back as it is."""
    return value if len(value) <= length and value.isascii() and value.isprintable() else ""
