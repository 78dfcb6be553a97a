"""Series: a rule, and the seminar that each of its dates became."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import Frequency
from events.recurrence import MOST_DATES, Rule


class Series(models.Model):
    """A rule by which a seminar is held again. Each date is a seminar of its own, with its own page and places.

    `key` is what its seminars carry as `series_key`; `pattern_key` is the seminar they were made after.
    """

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    pattern_key = models.UUIDField(_("made after"), db_index=True, editable=False)
    frequency = models.CharField(_("repeats"), max_length=20, choices=Frequency, default=Frequency.WEEKLY)
    interval = models.PositiveSmallIntegerField(
        _("every"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("e.g. 1 for every week or month, 2 for every other."),
    )
    first = models.DateField(_("first date"))
    until = models.DateField(_("until"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_DATES)]
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, count__isnull=False)
                | models.Q(until__isnull=False, count__isnull=True),
                name="events_series_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_frequency_display()}, {self.first}"

    @property
    def rule(self) -> Rule:
        """The rule."""
        return Rule(self.frequency, self.interval, self.first, self.until, self.count)


class SeriesDate(models.Model):
    """A date of the rule and the seminar it became, wherever that has been moved since."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="dates", verbose_name=_("series"))
    # As the rule gave it; the seminar itself may stand on another day by now.
    date = models.DateField(_("date"))
    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    # The revision of the page as the rule left it. Another one means that somebody has changed it: hands off.
    made_revision = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("date of a series")
        verbose_name_plural = _("dates of a series")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["series", "date"], name="events_one_seminar_per_date")]

    def __str__(self) -> str:
        return f"{self.date}"
