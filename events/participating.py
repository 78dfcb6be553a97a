"""The seminars that a partner takes part in arranging."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventPage
from partners.participation import Participation, register, rows


def event_rows(organisation: int) -> list[Any]:
    """Return the public seminars that an organisation arranges."""
    arranged = Event.objects.public().filter(organisers=organisation)
    # A page is one of its kind in its language.
    own = EventPage.objects.filter(translation_key=OuterRef("translation_key"), locale_id=OuterRef("locale_id"))
    return [rows(arranged, "events", Subquery(own.values("pk")), starts=TruncDate("starts_at"))]


def enter() -> None:
    """Enter the seminars."""
    register(Participation("events", _("Seminars"), event_rows, order=40))
