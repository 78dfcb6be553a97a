"""What is stored of seminars."""

from events.models.evaluations import EvaluationCount, EvaluationText
from events.models.pages import EventIndexPage, EventPage, PageOccasion, RelatedLink
from events.models.records import Event, Occasion, Pool, RelatedKey, Removal
from events.models.registrations import Needs, Registration
from events.models.series import Series, SeriesDate

__all__ = [
    "EvaluationCount",
    "EvaluationText",
    "Event",
    "EventIndexPage",
    "EventPage",
    "Needs",
    "Occasion",
    "PageOccasion",
    "Pool",
    "Registration",
    "RelatedKey",
    "RelatedLink",
    "Removal",
    "Series",
    "SeriesDate",
]
