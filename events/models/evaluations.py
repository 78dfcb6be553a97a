"""What those who came thought, with nothing that leads back to anybody.

There is no row for what one person answered: choices are only counted, and a text stands by itself, without a time.
That somebody has answered is a mark on the registration. What has been counted is shown in groups, so that two looks
at the result cannot be subtracted from each other to give what one person answered.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import Comment, Rating
from events.models.records import Event


class EvaluationCount(models.Model):
    """How many gave one answer to one question."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ratings", verbose_name=_("seminar"))
    question = models.CharField(_("question"), max_length=12, choices=Rating)
    # From 1, not at all, to 5, completely.
    value = models.PositiveSmallIntegerField(_("answer"))
    number = models.PositiveIntegerField(_("how many"), default=0)
    # How many of them are in the result that is shown.
    shown = models.PositiveIntegerField(_("how many are shown"), default=0)

    class Meta:
        verbose_name = _("count of an evaluation")
        verbose_name_plural = _("counts of evaluations")
        ordering = ["question", "value"]
        constraints = [
            models.UniqueConstraint(fields=["event", "question", "value"], name="events_one_count_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.value}"


class EvaluationText(models.Model):
    """What somebody wrote. Its key is drawn by lot, so that it gives no order away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="comments", verbose_name=_("seminar"))
    question = models.CharField(_("question"), max_length=12, choices=Comment)
    text = models.TextField(_("text"))
    is_shown = models.BooleanField(_("shown"), default=False)

    class Meta:
        verbose_name = _("text of an evaluation")
        verbose_name_plural = _("texts of evaluations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"
