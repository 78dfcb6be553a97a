"""Who may read a page, and when."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.reading import line_paths


class GuardedPageMixin:
    """Restrictions in one query, the end of a page to the minute, and no page in the wrong language."""

    # Page's own, which stands after this among the bases.
    alias_of: Any
    expire_at: Any
    locale_id: int
    path: str

    def get_view_restrictions(self) -> models.QuerySet:
        """Return what restricts this page or one above it, in one query instead of Wagtail's two.

        A page that is an alias, or stands under one, is also restricted by what restricts the original.
        """
        paths = line_paths(self)
        return PageViewRestriction.objects.filter(
            models.Q(page__path__in=paths)
            | models.Q(page__aliases__path__in=paths)
            | models.Q(page__aliases__aliases__path__in=paths)
        ).distinct()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page. One whose time is out is gone at once, not only when the scheduler has come by.

        A copy that stands in for a translation that is not made yet leads to the original.
        """
        if self.expire_at is not None and self.expire_at <= timezone.now():
            raise Http404
        original = self.alias_of
        if original is not None and original.locale_id != self.locale_id:
            # Made by wagtail-localize to stand above a translated page; it would say Swedish words in another language.
            return HttpResponseRedirect(original.get_url(request) or "/")
        return super().serve(request, *args, **kwargs)
