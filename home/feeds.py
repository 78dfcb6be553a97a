"""Atom feeds of news (RFC 4287)."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page, Site

from core.pages.atom import AtomFeed
from core.reading import active_language
from home.archive import Archive, ArchiveForm, articles_under

NEWEST = 30
# RFC 4151: a domain and a year in which it was ours. It outlives moved pages, other hosts and other addresses.
AUTHORITY = getattr(settings, "TAG_AUTHORITY", "mangfaldensansikten.example.org,2026")


def tag_uri(kind: str, key: Any, language: str) -> str:
    """Return an identity that is not an address, so that a moved page is not shown as new by readers of feeds."""
    return f"tag:{AUTHORITY}:{kind}/{key}/{language}"


def archive_feed(index: Page, request: HttpRequest) -> HttpResponse:
    """Return the newest articles of an archive as Atom, narrowed by the filters of the address.

    Raises Http404 when a filter is malformed.
    """
    archive = Archive(articles_under(index))
    form = ArchiveForm(request.GET, archive)
    if not form.is_valid():
        raise Http404
    language = active_language()
    base = base_address(request)
    home = base + (index.get_url(request) or "")
    feed = AtomFeed(
        title=" – ".join([index.title, *form.chosen_labels().values()]),
        link=home,
        description="",
        subtitle=index.introduction or None,
        language=language,
        feed_url=base + request.get_full_path(),
        feed_guid=tag_uri("feed", index.translation_key, language) + feed_part(form),
    )
    entries = form.entries()[:NEWEST]
    tags = {entry.pk: [archive.labels["tag"][slug] for slug in sorted(entry.tags)] for entry in entries}
    for article in archive.rows(entries):
        feed.add_item(
            title=article.title,
            link=base + (article.get_url(request) or ""),
            description=article.card_introduction,
            unique_id=tag_uri("partner-news" if article.partner else "article", article.translation_key, language),
            pubdate=timezone.make_aware(datetime.combine(article.date, time(8))),
            updateddate=article.last_published_at or timezone.now(),
            categories=tags[article.pk],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def feed_part(form: ArchiveForm) -> str:
    """Return what tells a narrowed feed from the whole one."""
    chosen = [f"{name}={value}" for name, value in sorted(form.cleaned_data.items()) if value]
    return "".join(f"/{part}" for part in chosen)


def base_address(request: HttpRequest) -> str:
    """Return scheme and host of the site."""
    site = Site.find_for_request(request)
    return site.root_url if site is not None else ""
