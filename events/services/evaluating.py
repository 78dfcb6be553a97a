"""Evaluations: counted, never kept as one person's; shown in groups, so that nobody can be picked out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from events.enums import Attendance, Comment, Rating, State
from events.models.evaluations import EvaluationCount, EvaluationText
from events.models.records import Event
from events.models.registrations import Registration

# Never fewer than this at a time: neither the first result nor what is added to it can be one person's.
GROUP = 5
OPEN_FOR = dt.timedelta(days=60)
VALUES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class RatingResult:
    """How a question was rated: what it asked, and how many gave each of the values 1 to 5."""

    label: str
    numbers: list[int]

    @property
    def mean(self) -> float | None:
        """The mean of what was given, or None when nobody has answered."""
        total = sum(self.numbers)
        return (
            sum(value * number for value, number in zip(VALUES, self.numbers, strict=True)) / total if total else None
        )


@dataclass(frozen=True)
class Result:
    """What is shown of the evaluations of a seminar; nothing while fewer than a group have answered."""

    answers: int = 0
    ratings: list[RatingResult] = field(default_factory=list)
    texts: list[tuple[str, list[str]]] = field(default_factory=list)


def may_evaluate(registration: Registration, now: dt.datetime | None = None) -> bool:
    """Tell whether an evaluation is asked of somebody: had a place, was not noted as absent, and has not answered."""
    moment = now or timezone.now()
    event = registration.event
    return (
        registration.state == State.CONFIRMED
        and registration.attendance != Attendance.ABSENT
        and not registration.evaluated
        and event.is_on
        and event.ends_at <= moment < event.ends_at + OPEN_FOR
    )


@transaction.atomic
def evaluate(registration: Registration, ratings: Mapping[str, int], texts: Mapping[str, str]) -> bool:
    """Count what somebody thought, once; return False when that has been done before.

    The mark on the registration is all that says who has answered.
    """
    event = Event.objects.select_for_update(no_key=True).get(pk=registration.event_id)
    if not Registration.objects.filter(pk=registration.pk, evaluated=False).update(evaluated=True):
        return False
    for question, value in ratings.items():
        row, _made = EvaluationCount.objects.get_or_create(event=event, question=question, value=value)
        EvaluationCount.objects.filter(pk=row.pk).update(number=F("number") + 1)
    written = [(question, text) for question, text in texts.items() if text]
    EvaluationText.objects.bulk_create(
        [EvaluationText(event=event, question=question, text=text) for question, text in written]
    )
    _show_full_groups(event)
    return True


def _show_full_groups(event: Event) -> None:
    """Show what has come in once a whole group is new."""
    overall = EvaluationCount.objects.filter(event=event, question=Rating.OVERALL)
    counted = overall.aggregate(number=Sum("number", default=0), shown=Sum("shown", default=0))
    if counted["number"] - counted["shown"] >= GROUP:
        EvaluationCount.objects.filter(event=event).update(shown=F("number"))
        EvaluationText.objects.filter(event=event).update(is_shown=True)


def result_of(event: Event) -> Result:
    """Return what may be shown of the evaluations of a seminar."""
    rows = EvaluationCount.objects.filter(event=event, shown__gt=0).values_list("question", "value", "shown")
    shown = {(question, value): number for question, value, number in rows}
    answers = sum(shown.get((Rating.OVERALL, value), 0) for value in VALUES)
    if answers < GROUP:
        return Result()
    ratings = [
        RatingResult(str(question.label), [shown.get((question.value, value), 0) for value in VALUES])
        for question in Rating
    ]
    comments = EvaluationText.objects.filter(event=event, is_shown=True).values_list("question", "text")
    texts = [(str(question.label), sorted(text for code, text in comments if code == question)) for question in Comment]
    return Result(answers, ratings, texts)


def purge_texts(now: dt.datetime) -> int:
    """Erase what was written about seminars whose registrations are anonymised; the counts stay."""
    done = 0
    for event in Event.objects.filter(ends_at__lte=now, comments__isnull=False).distinct():
        if event.ends_at + dt.timedelta(days=event.keep_days) <= now:
            done += EvaluationText.objects.filter(event=event).delete()[0]
    return done
