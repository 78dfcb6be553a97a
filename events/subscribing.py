"""Mail about new seminars, to those who asked for it."""

from django.utils.translation import gettext_lazy as _

from core.mail import subscriptions
from core.mail.links import absolute
from core.mail.models import Subscription
from core.mail.subscriptions import News, SubscriptionKind
from events.models.records import Event
from events.pages_of import page_of
from events.services.projection import SUBSCRIPTION
from events.showing import meta_of


def register() -> None:
    """Enter the kind."""
    subscriptions.register(
        SubscriptionKind(SUBSCRIPTION, _("Seminars"), _("A letter when a new seminar is announced."), tell)
    )


def tell(ref: str, subscription: Subscription) -> News | None:
    """Return what to tell of a seminar; None when it is over, withdrawn, or left out by what the subscriber chose.

    The choice is `{"themes": [slugs], "municipalities": [codes]}`; an empty list leaves nothing out.
    """
    event = Event.objects.public().select_related("municipality").filter(pk=ref.rpartition(":")[2]).first()
    page = page_of(event, subscription.language) if event is not None and not event.is_over else None
    if event is None or page is None or not is_wanted(event, subscription.filters or {}):
        return None
    language = page.locale.language_code
    return News(
        title=page.title,
        text="\n".join(part for part in (" · ".join(meta_of(event)), page.introduction) if part),
        url=absolute(page.get_url() or "/"),
        language="" if language == subscription.language else language,
    )


def is_wanted(event: Event, filters: dict[str, list[str]]) -> bool:
    """Tell whether a seminar is among what somebody chose."""
    themes, places = filters.get("themes") or [], filters.get("municipalities") or []
    by_theme = not themes or event.themes.filter(slug__in=themes).exists()
    return by_theme and (not places or (event.municipality is not None and event.municipality.code in places))
