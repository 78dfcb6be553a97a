"""The filtered list as an Atom feed (RFC 4287), what was published last first."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.pages.atom import AtomFeed
from core.reading import active_language
from projects.bank.filters import LABELS
from projects.bank.listing import asked_for
from projects.presentation.cards import card_of, pages_of

NEWEST = 30


def bank_feed(page: Any, request: HttpRequest, projects: Any) -> HttpResponse:
    """Return the feed. Raises Http404 when a filter is malformed."""
    choice = asked_for(request, projects)
    language = active_language()
    site = page.get_site()
    base = site.root_url if site is not None else ""
    narrowed = [f"{LABELS[name]}: {choice.label(name, value)}" for name, value in choice.chosen.items()]
    feed = AtomFeed(
        title=" – ".join([page.title, *([choice.query] if choice.query else []), *narrowed]),
        link=base + (page.get_url(request) or ""),
        description="",
        subtitle=page.introduction or None,
        language=language,
        feed_url=base + request.get_full_path(),
        feed_guid=f"urn:uuid:{page.translation_key}#{language}?{choice.querystring()}",
    )
    newest = projects.filter(pk__in=choice.keys) if choice.chosen or choice.query else projects
    rows = list(newest.with_row_facts().order_by("-created_at", "-pk")[:NEWEST])
    pages = pages_of(rows, language)
    for row in rows:
        own = pages.get(row.translation_key)
        if own is not None:
            card = card_of(row, own, language, request)
            feed.add_item(
                title=card.title,
                link=base + card.url,
                description=card.text or card.meta,
                # The project's own identity: not an address, and the same wherever its page moves.
                unique_id=f"urn:uuid:{row.translation_key}",
                pubdate=row.created_at,
                updateddate=row.updated_at,
            )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
