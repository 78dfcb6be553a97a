"""The faces of the list of seminars: what comes, a month, a map, what has been, a series."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from events import seams


class IndexRoutes(RoutablePageMixin):
    """Addresses under the list: itself, `calendar/`, `map/`, `past/`, `series/…/`. Feeds are in `events.urls`."""

    @path("")
    def coming_route(self, request: HttpRequest) -> HttpResponse:
        """Show what comes."""
        return self._listed(request, past=False)

    @path("past/")
    def past_route(self, request: HttpRequest) -> HttpResponse:
        """Show what has been, with recordings."""
        return self._listed(request, past=True)

    @path("calendar/")
    def calendar_route(self, request: HttpRequest) -> HttpResponse:
        """Show a month: `?month=2026-12`. Raises Http404 when it is no month."""
        month = seams.shown().month_page(request)
        if month is None:
            raise Http404
        context = self._faces(request, "calendar") | month
        return self.render(request, template="events/calendar_page.html", context_overrides=context)

    @path("map/")
    def map_route(self, request: HttpRequest) -> HttpResponse:
        """Show where the coming seminars are."""
        context = self._faces(request, "map") | seams.shown().map_context(self, request)
        return self.render(request, template="events/map_page.html", context_overrides=context)

    @path("series/<uuid:key>/")
    def series_route(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Show the dates of a series. Raises Http404 when there is none of that key."""
        series = seams.shown().series_context(key, request)
        if series is None:
            raise Http404
        return self.render(
            request, template="events/series_page.html", context_overrides=self._faces(request, "series") | series
        )

    def _listed(self, request: HttpRequest, *, past: bool) -> HttpResponse:
        context = self._faces(request, "past" if past else "coming") | seams.shown().list_context(request, past=past)
        return self.render(request, context_overrides=context)

    def _faces(self, request: HttpRequest, current: str) -> dict[str, Any]:
        base = self.get_url(request) or ""
        rest = {f"{name}_url": f"{base}{name}/" for name in ("calendar", "map", "past")}
        return {"face": current, "list_url": base, **rest}
