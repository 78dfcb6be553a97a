"""The editor's desk: what feeds brought, taken over as a draft or dismissed. Nothing is published here."""

import html
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from core.audit.services import record
from partners.enums import FeedKind, FeedState
from partners.inflow.recurring import in_words
from partners.models import FeedItem, PartnerNewsPage, PartnerPage

Taker = Callable[[FeedItem, Any], Page]
_takers: dict[str, Taker] = {}


class NoPlaceError(Exception):
    """There is no page under which the draft could be put."""


def register_taker(kind: str, taker: Taker) -> None:
    """Say what makes a draft of items of a kind: a function of the item and the actor that returns the draft.

    It raises NoPlaceError when there is nowhere to put it.
    """
    _takers[kind] = taker


def can_take(item: FeedItem) -> bool:
    """Tell whether anything makes drafts of such items."""
    return item.kind in _takers


@transaction.atomic
def take_over(item: FeedItem, *, actor: Any) -> Page:
    """Make a draft of an item and return it; the draft there is, if it has been taken over before.

    Raises PermissionDenied when `actor` may not, and NoPlaceError when there is no page to put the draft under.
    """
    _require(actor)
    item = FeedItem.objects.select_for_update().get(pk=item.pk)
    if item.state == FeedState.TAKEN and item.page is not None:
        return item.page
    page = _takers[item.kind](item, actor)
    item.page, item.state = page, FeedState.TAKEN
    item.save(update_fields=["page", "state"])
    record(actor, "partners.feed_item_taken", item, page=page.pk)
    return page


@transaction.atomic
def dismiss(item: FeedItem, *, actor: Any) -> None:
    """Put an item away. Raises PermissionDenied when `actor` may not."""
    _require(actor)
    FeedItem.objects.filter(pk=item.pk).update(state=FeedState.DISMISSED)
    record(actor, "partners.feed_item_dismissed", item)


def _require(actor: Any) -> None:
    if actor is not None and not actor.has_perm("partners.change_feeditem"):
        raise PermissionDenied


def words_with_credit(item: FeedItem) -> str:
    """Return the words of an item as rich text, with whose they are and where they were first."""
    paragraphs = [f"<p>{html.escape(part)}</p>" for part in item.words.split("\n") if part.strip()]
    with override(item.source.language):
        notes = notes_on(item)
        credit = html.escape(_("Source: %(partner)s") % {"partner": item.source.organisation.name})
        more = html.escape(_("Read the original"))
    paragraphs += [f"<p>{html.escape(note)}</p>" for note in notes]
    if item.link:
        credit += f'. <a href="{html.escape(item.link)}">{more}</a>'
    return "".join([*paragraphs, f"<p>{credit}</p>"])


def notes_on(item: FeedItem) -> list[str]:
    """Return what the hours of a draft do not say: that only the day is known, and that it recurs."""
    notes = []
    if item.all_day:
        notes.append(_("The partner's calendar has no hours for this: it lasts all day. Change or keep the hours."))
    rule = in_words(item.rule)
    if rule:
        notes.append(_("According to the partner's calendar it recurs: %(rule)s.") % {"rule": rule})
    return notes


def draft_news(item: FeedItem, actor: Any) -> Page:
    """Return a draft in the partner's section. Raises NoPlaceError when the partner has no page in the language."""
    source = item.source
    pages = PartnerPage.objects.filter(organisation=source.organisation)
    section = pages.filter(locale__language_code=source.language).first()
    if section is None:
        raise NoPlaceError(_("The partner has no page in the language of the feed. Make one first."))
    page = PartnerNewsPage(
        locale=section.locale,
        live=False,
        owner=actor,
        title=item.title,
        introduction=Truncator(" ".join(item.words.split())).chars(250),
        date=localdate(item.published_at) if item.published_at else localdate(),
        body=[("rich_text", words_with_credit(item))],
    )
    section.add_child(instance=page)
    page.save_revision(user=actor)
    return page


register_taker(FeedKind.NEWS, draft_news)
