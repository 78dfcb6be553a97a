"""The faces of the list of seminars: what comes, a month, what has been."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from events import seams


class IndexRoutes(RoutablePageMixin):
    """Addresses under the list: itself, `calendar/` and `past/`. Feeds have addresses of their own, `events.urls`."""

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

    def _listed(self, request: HttpRequest, *, past: bool) -> HttpResponse:
        context = self._faces(request, "past" if past else "coming") | seams.shown().list_context(request, past=past)
        return self.render(request, context_overrides=context)

    def _faces(self, request: HttpRequest, current: str) -> dict[str, Any]:
        base = self.get_url(request) or ""
        return {"face": current, "list_url": base, "calendar_url": f"{base}calendar/", "past_url": f"{base}past/"}
