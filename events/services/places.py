"""Taking and freeing places, under the lock of their pool. Nothing is oversold and the line is kept.

Every transaction that touches the places of a pool writes the pool's row as its first statement: that is the lock, on
PostgreSQL by the row, on SQLite by the file. Then it counts, then it decides. Never mail inside.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from events import notifications
from events.enums import State
from events.models.records import Pool
from events.models.registrations import Registration
from events.querysets import TAKING_STATES
from events.workflow import step


def lock(pool_pk: int) -> Pool:
    """Take the lock of a pool until the transaction ends, and return the pool as it now is.

    Call it first in the transaction; for two pools, in the order of their keys.
    """
    Pool.objects.filter(pk=pool_pk).update(turns=F("turns") + 1)
    return Pool.objects.select_related("event").get(pk=pool_pk)


def lock_all(pool_pks: Iterable[int]) -> dict[int, Pool]:
    """Take several locks, always in the same order, so that two who want the same never wait for each other."""
    return {pk: lock(pk) for pk in sorted(set(pool_pks))}


def settle(pool: Pool, now: dt.datetime | None = None) -> Pool:
    """Under the lock: let go what has run out, offer what is free to those who wait, and write down the counts."""
    moment = now or timezone.now()
    _let_go(pool, moment)
    _offer(pool, moment)
    return recount(pool)


def recount(pool: Pool) -> Pool:
    """Under the lock: write how many places are taken and how many wait."""
    counts = pool.registrations.aggregate(
        taken=Count("pk", filter=Q(state__in=TAKING_STATES)), waiting=Count("pk", filter=Q(state=State.WAITING))
    )
    pool.taken, pool.waiting = counts["taken"], counts["waiting"]
    Pool.objects.filter(pk=pool.pk).update(**counts)
    return pool


def _let_go(pool: Pool, now: dt.datetime) -> None:
    ran_out = pool.registrations.filter(
        Q(state=State.HELD, held_until__lte=now) | Q(state=State.OFFERED, offered_until__lte=now)
    )
    for registration in ran_out.select_related("event"):
        step(registration, State.LAPSED, now)
        notifications.tell(registration, notifications.LAPSED)


def offers_are_made(pool: Pool, now: dt.datetime) -> bool:
    """Tell whether a place that is free now is still offered: not in the last hours before the start."""
    event = pool.event
    cutoff = event.starts_at - dt.timedelta(hours=event.offer_cutoff_hours)
    return pool.is_open and event.is_on and now < cutoff


def _offer(pool: Pool, now: dt.datetime) -> None:
    waiting = pool.registrations.waiting_in_order().select_related("event")
    if not offers_are_made(pool, now) or not waiting.exists():
        return
    chosen = waiting
    if pool.capacity is not None:
        taken = pool.registrations.taking_a_place().count()
        chosen = waiting[: max(pool.capacity - taken, 0)]
    for registration in chosen:
        deadline = now + dt.timedelta(hours=pool.event.offer_hours)
        registration.offered_until = min(deadline, pool.event.starts_at)
        step(registration, State.OFFERED, now)
        notifications.tell(registration, notifications.OFFER)


def free_now(pool: Pool) -> bool:
    """Under the lock, once settled: tell whether a newcomer can have a place. Those who wait come first."""
    if not pool.is_open:
        return False
    if pool.registrations.filter(state=State.WAITING).exists():
        return False
    return pool.capacity is None or pool.registrations.taking_a_place().count() < pool.capacity


def next_number(pool: Pool) -> int:
    """Under the lock: return the next number in the line."""
    return (pool.registrations.aggregate(last=Max("queue_number"))["last"] or 0) + 1


def position(registration: Registration) -> int | None:
    """Return the place in the line, 1 for the next; None for those who do not wait."""
    if registration.state != State.WAITING or registration.queue_number is None:
        return None
    ahead = Registration.objects.filter(
        pool_id=registration.pool_id, state=State.WAITING, queue_number__lt=registration.queue_number
    )
    return ahead.count() + 1


def taken_by_kind(translation_key: UUID) -> dict[str, int]:
    """Return how many places are taken, by the kind of place, of the seminar with this key."""
    pools = Pool.objects.filter(event__translation_key=translation_key).annotate(
        now_taken=Count("registrations", filter=Q(registrations__state__in=TAKING_STATES))
    )
    return {pool.kind: pool.now_taken for pool in pools}
