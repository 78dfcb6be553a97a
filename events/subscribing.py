"""Mail about new seminars, to those who asked for it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.mail import subscriptions
from core.mail.links import absolute
from core.mail.models import Subscription
from core.mail.subscriptions import News, SubscriptionKind
from core.places.names import municipality_names
from events.enums import EventFormat
from events.index import look
from events.models.records import Event
from events.pages_of import page_of
from events.services.projection import SUBSCRIPTION
from events.showing import meta_of
from projects.presentation.places import swedish_key


def register() -> None:
    """Enter the kind."""
    subscriptions.register(
        SubscriptionKind(SUBSCRIPTION, _("Seminars"), _("A letter when a new seminar is announced."), tell, choices)
    )


def choices() -> dict[str, forms.Field]:
    """Return what a subscriber can choose: themes and a municipality."""
    _index, themes = look((get_language() or "sv")[:2])
    places = sorted(municipality_names().items(), key=lambda item: swedish_key(item[1]))
    return {
        "themes": forms.MultipleChoiceField(
            label=_("Seminars: themes"),
            required=False,
            choices=sorted(themes.items(), key=lambda item: swedish_key(str(item[1]))),
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None ticked: all themes."),
        ),
        "municipalities": forms.ChoiceField(
            label=_("Seminars: municipality"),
            required=False,
            choices=[("", _("All")), *places],
            help_text=_("You are told of seminars there, and of those online."),
        ),
    }


def tell(ref: str, subscription: Subscription) -> News | None:
    """Return what to tell of a seminar; None when it is over, withdrawn, or left out by what the subscriber chose.

    The choice is `{"themes": [slugs], "municipalities": [codes]}`; an empty list leaves nothing out.
    """
    event = Event.objects.public().select_related("municipality").filter(pk=ref.rpartition(":")[2]).first()
    page = page_of(event, subscription.language) if event is not None and not event.is_over else None
    if event is None or page is None or not event.is_on or not is_wanted(event, subscription.filters or {}):
        return None
    language = page.locale.language_code
    return News(
        title=page.title,
        text="\n".join(part for part in (" · ".join(meta_of(event)), page.introduction) if part),
        url=absolute(page.get_url() or "/"),
        language="" if language == subscription.language else language,
    )


def is_wanted(event: Event, filters: dict[str, Any]) -> bool:
    """Tell whether a seminar is among what somebody chose. What is held online is held everywhere."""
    themes, places = filters.get("themes") or [], filters.get("municipalities") or []
    by_theme = not themes or event.themes.filter(slug__in=themes).exists()
    online = event.format == EventFormat.ONLINE
    by_place = not places or online or (event.municipality is not None and event.municipality.code in places)
    return by_theme and by_place
