"""Which mails are due, which subscribers are to be told."""

import datetime as dt

from django.db import models

from core.mail.enums import WAITING, State


class OutboxQuerySet(models.QuerySet):
    """Mails by where they are on their way."""

    def due(self, now: dt.datetime) -> "OutboxQuerySet":
        """Return what waits and whose time has come, oldest first."""
        return self.filter(state__in=WAITING, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def stuck(self, before: dt.datetime) -> "OutboxQuerySet":
        """Return what has been in flight since before a moment: its worker died on the way."""
        return self.filter(state=State.IN_FLIGHT, in_flight_since__lt=before)

    def expired(self, now: dt.datetime) -> "OutboxQuerySet":
        """Return what waits and has become useless."""
        return self.filter(state__in=WAITING, expires_at__lte=now)


class SubscriptionQuerySet(models.QuerySet):
    """Subscriptions by whether they count."""

    def confirmed(self) -> "SubscriptionQuerySet":
        """Return those confirmed through the link."""
        return self.filter(confirmed_at__isnull=False)

    def pending(self) -> "SubscriptionQuerySet":
        """Return those asked for and not confirmed."""
        return self.filter(confirmed_at__isnull=True)

    def of(self, email: str) -> "SubscriptionQuerySet":
        """Return those of an address, whatever its case."""
        return self.filter(email__iexact=email.strip())
