"""Which calls, and whose applications?"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from grants.enums import State


class CallQuerySet(models.QuerySet):
    """Calls, once whatever their languages."""

    def public(self) -> "CallQuerySet":
        """Return those with a published page in some language."""
        return self.filter(is_public=True)

    def for_page(self, page: Any) -> "CallQuerySet":
        """Return the record of a page, whatever the language of the page."""
        return self.filter(translation_key=page.translation_key)

    def upcoming(self, now: dt.datetime | None = None) -> "CallQuerySet":
        """Return those not yet open, the nearest first."""
        return self.filter(opens_at__gt=now or timezone.now()).order_by("opens_at", "pk")

    def open(self, now: dt.datetime | None = None) -> "CallQuerySet":
        """Return those open now, the first to close first, rolling ones last."""
        moment = now or timezone.now()
        lasting = Q(closes_at__isnull=True) | Q(closes_at__gt=moment)
        return self.filter(lasting, opens_at__lte=moment).order_by(models.F("closes_at").asc(nulls_last=True), "pk")

    def closed(self, now: dt.datetime | None = None) -> "CallQuerySet":
        """Return those closed, the latest first."""
        return self.filter(closes_at__lte=now or timezone.now()).order_by("-closes_at", "-pk")


class ApplicationQuerySet(models.QuerySet):
    """Applications."""

    def of_member(self, user: Any) -> "ApplicationQuerySet":
        """Return those that a user has a part in."""
        return self.filter(members__user=user)

    def of_officer(self, user: Any) -> "ApplicationQuerySet":
        """Return those to calls of a programme that a case officer handles: own ones, and those that name nobody."""
        named = apps.get_model("grants", "ProgrammeRules").officers.through.objects
        # Those who are no case officers any more count for nothing: else nobody would have the cases.
        able = {"user__is_active": True, "user__groups__name": Role.CASE_OFFICER.value}
        rows = named.filter(programmerules__programme=OuterRef("call__programme"), **able)
        return self.filter(~Exists(rows) | Exists(rows.filter(user=user)))

    def submitted(self) -> "ApplicationQuerySet":
        """Return those that are cases."""
        return self.exclude(state=State.DRAFT)


class AppendOnlyError(Exception):
    """The log of a case is only added to."""


class CaseEventQuerySet(models.QuerySet):
    """Lines in the log of cases: added, read, and gone only with a draft that never became a case."""

    def update(self, **kwargs: Any) -> int:
        """Refuse: raises AppendOnlyError."""
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refuse: raises AppendOnlyError."""
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: raises AppendOnlyError."""
        raise AppendOnlyError

    def delete_with_draft(self) -> int:
        """Delete the lines of drafts, and their words. Raises AppendOnlyError when one of them is of a case."""
        if self.exclude(application__state=State.DRAFT).exists():
            raise AppendOnlyError
        return models.QuerySet(self.model).filter(pk__in=list(self.values_list("pk", flat=True))).delete()[0]
