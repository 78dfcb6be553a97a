"""Which seminars?"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from events.enums import EventStatus, RegistrationMode, State


class EventQuerySet(models.QuerySet):
    """Seminars, once whatever their languages."""

    def public(self) -> "EventQuerySet":
        """Return those with a published page in some language."""
        return self.filter(is_public=True)

    def for_page(self, page: Any) -> "EventQuerySet":
        """Return the record of a page, whatever the language of the page."""
        return self.filter(translation_key=page.translation_key)

    def coming(self, now: dt.datetime | None = None) -> "EventQuerySet":
        """Return those not yet ended, the nearest first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: dt.datetime | None = None) -> "EventQuerySet":
        """Return those that have ended, the latest first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def within(self, start: dt.datetime, end: dt.datetime) -> "EventQuerySet":
        """Return those that touch the stretch from start up to but not including end."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def with_free_places(self, now: dt.datetime | None = None) -> "EventQuerySet":
        """Return those where a newcomer can have a place at once."""
        moment = now or timezone.now()
        pool_model: Any = apps.get_model("events", "Pool")
        pools = pool_model.objects.filter(
            Q(capacity__isnull=True) | Q(taken__lt=F("capacity"), waiting=0), event=OuterRef("pk"), is_open=True
        )
        closed = Q(closes_at__lte=moment) | Q(closes_at__isnull=True, starts_at__lte=moment)
        return self.filter(
            Exists(pools) | Q(registration=RegistrationMode.NONE), status__in=[EventStatus.SCHEDULED, EventStatus.MOVED]
        ).exclude(closed)


class RegistrationQuerySet(models.QuerySet):
    """Registrations."""

    def live(self) -> "RegistrationQuerySet":
        """Return those that count: one address has at most one of them for a seminar."""
        return self.filter(state__in=LIVE_STATES)

    def taking_a_place(self) -> "RegistrationQuerySet":
        """Return those that take a place."""
        return self.filter(state__in=TAKING_STATES)

    def waiting_in_order(self) -> "RegistrationQuerySet":
        """Return the waiting list, the first in line first."""
        return self.filter(state=State.WAITING).order_by("queue_number", "pk")


LIVE_STATES = (State.HELD, State.CONFIRMED, State.WAITING, State.OFFERED)
TAKING_STATES = (State.HELD, State.CONFIRMED, State.OFFERED)
