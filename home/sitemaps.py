"""The map of the site for search engines, with each page's other languages (sitemaps.org, and Google's alternates)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.reading import public

# What one file may hold, by the protocol.
MOST = 50_000


def pages_of(site: Site) -> list[Page]:
    """Return the public pages of a site in all languages."""
    homes = list(site.root_page.get_translations(inclusive=True).values_list("path", flat=True))
    rows = public(Page.objects.filter(depth__gt=1)).annotate(language=F("locale__language_code")).order_by("path")
    return [page for page in rows[:MOST] if any(page.path.startswith(home) for home in homes)]


def entries(site: Site, request: HttpRequest) -> Iterator[dict[str, Any]]:
    """Yield address, day of change and other languages of every public page."""
    pages = pages_of(site)
    family: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        family[page.translation_key].append((page.language, site.root_url + (page.get_url(request) or "")))
    for page in pages:
        relatives = family[page.translation_key]
        default = [url for language, url in relatives if language == settings.LANGUAGE_CODE]
        yield {
            "url": site.root_url + (page.get_url(request) or ""),
            "changed": page.last_published_at,
            "alternates": relatives if len(relatives) > 1 else [],
            "default": default[0] if default and len(relatives) > 1 else "",
        }


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the map. Raises Http404 when there is no site yet."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return render(
        request, "home/sitemap.xml", {"entries": entries(site, request)}, content_type="application/xml; charset=utf-8"
    )
