"""Makes draft seminars of calendar entries that partners' feeds brought."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events.enums import Fold, RegistrationMode
from events.models import EventIndexPage, EventPage, PageOccasion
from partners.enums import FeedKind
from partners.inflow import desk
from partners.models import FeedItem

ZONE = "Europe/Stockholm"


def register() -> None:
    """Offer to make drafts of calendar entries."""
    desk.register_taker(FeedKind.EVENT, draft_event)


def draft_event(item: FeedItem, actor: Any) -> EventPage:
    """Return a draft in the list of seminars of the feed's language. Raises NoPlaceError when there is no such list."""
    index = EventIndexPage.objects.filter(locale__language_code=item.source.language).first()
    if index is None:
        raise desk.NoPlaceError(_("There is no list of seminars in the language of the feed."))
    page = EventPage(
        locale=index.locale,
        live=False,
        owner=actor,
        title=item.title,
        introduction=Truncator(" ".join(item.words.split())).chars(250),
        venue=item.place[:160],
        time_zone=ZONE,
        registration=RegistrationMode.ELSEWHERE if 0 < len(item.link) <= 200 else RegistrationMode.NONE,
        registration_url=item.link if len(item.link) <= 200 else "",
        body=[("rich_text", desk.words_with_credit(item))],
    )
    page.organisers = [item.source.organisation]
    if item.starts_at is not None:
        page.occasions = [occasion_of(item.starts_at, item.ends_at or item.starts_at)]
    index.add_child(instance=page)
    page.save_revision(user=actor)
    return page


def occasion_of(starts_at: dt.datetime, ends_at: dt.datetime) -> PageOccasion:
    """Return the hours of an entry by our clock."""
    start, end = starts_at.astimezone(ZoneInfo(ZONE)), ends_at.astimezone(ZoneInfo(ZONE))
    return PageOccasion(
        date=start.date(),
        start_time=start.time(),
        start_fold=Fold.SECOND if start.fold else "",
        end_date=end.date() if end.date() != start.date() else None,
        end_time=end.time(),
        end_fold=Fold.SECOND if end.fold else "",
    )
