"""Counting database queries the way the budgets mean it.

The budget of a route is what it costs *beyond Wagtail's own routing*, that is beyond finding the site and the page.
Measured so: the address is fetched once, so that what a process keeps for life (content types, compiled templates) is
in place, then Django's cache is emptied and the address is fetched again with every query recorded. Then, with the
cache emptied again, Wagtail's `Page.find_for_request` and `.specific` are recorded alone for the same address; their
number is subtracted. An address that leads to no page has no routing to subtract.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation
from wagtail.models import Page


@dataclass(frozen=True)
class QueryReport:
    """How many queries a fetch took, and which."""

    path: str
    status: int
    total: int
    routing: int
    statements: tuple[str, ...]

    @property
    def beyond_routing(self) -> int:
        """What the budget counts."""
        return max(self.total - self.routing, 0)

    def __str__(self) -> str:
        head = f"{self.path} → {self.status}: {self.total} queries, {self.routing} of them Wagtail's routing"
        return "\n".join([head, *(f"  {number:2}. {sql[:400]}" for number, sql in enumerate(self.statements, 1))])


def report_queries(client: Client, path: str) -> QueryReport:
    """Fetch `path` and return what it cost."""
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        # A streamed answer asks its questions while it is read.
        b"".join(response)
    return QueryReport(
        path=path,
        status=response.status_code,
        total=len(captured),
        routing=_routing_queries(path),
        statements=tuple(query["sql"] for query in captured.captured_queries),
    )


def _routing_queries(path: str) -> int:
    """Return how many queries Wagtail needs to find the site and the page of an address; 0 for other views."""
    address = urlsplit(path).path
    language = translation.get_language_from_path(address)
    with translation.override(language or "sv"):
        try:
            match = resolve(address)
        except Http404:
            return 0
        if match.url_name != "wagtail_serve":
            return 0
        request = RequestFactory().get(path)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            try:
                page = Page.find_for_request(request, match.args[0] if match.args else match.kwargs.get("path", ""))
                if page is not None:
                    _ = page.specific
            except Http404:
                pass
        return len(captured)
