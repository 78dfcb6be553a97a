"""Which menus and which banner."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MenuQuerySet(models.QuerySet):
    """Menus of a site."""

    def in_languages(self, languages: list[str]) -> Self:
        """Return the menus in any of these languages."""
        return self.filter(locale__language_code__in=languages).select_related("locale")


class BannerQuerySet(models.QuerySet):
    """Banners of a site."""

    def current(self, at: datetime | None = None) -> Self:
        """Return those to be shown at a moment (now), the latest first."""
        at = at or timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at).order_by("-starts_at", "-pk")
