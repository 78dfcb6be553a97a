"""The facts of a project: the same columns on the page, where they are drafted, and on the record, where they count."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.money.fields import MoneyPair, amount_field, currency_field
from core.periods import Period
from core.periods.fields import PartialDateField
from projects.enums import Phase, Status

# Columns that are copied from the page to the record, and from the page in the source language to its translations.
SCALAR_FACTS = (
    "number",
    "programme_area",
    "programme",
    "phase",
    "status",
    "owner_organisation",
    "granted_amount",
    "granted_currency",
    "budget_amount",
    "budget_currency",
    "in_kind_hours",
    "in_kind_adviser",
    "starts",
    "ends",
    "region",
    "no_transnational",
    "eu_publicity",
    "record_url",
)
# Sets that page and record both have. The counties of a page become municipalities of the record.
SET_FACTS = ("municipalities", "grounds", "levels", "target_groups", "themes", "partners", "funders")


class ProjectFacts(models.Model):
    """What is known of a project apart from its words, in the order of the project record."""

    number = models.CharField(
        _("number"),
        max_length=40,
        blank=True,
        db_index=True,
        help_text=_("The funder's reference, e.g. 2008-3010012. An import knows the project by it."),
    )
    programme_area = models.ForeignKey(
        "projects.ProgrammeArea",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("programme area"),
    )
    programme = models.ForeignKey(
        "projects.Programme",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("programme"),
    )
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ONGOING)
    # A page already has an `owner`: the user who made it.
    owner_organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_%(class)ss",
        verbose_name=pgettext_lazy("project", "owner"),
        help_text=_("The organisation that runs the project, e.g. Norrköpings kommun."),
    )
    granted_amount = amount_field(
        _("granted support"), _("e.g. 1 234 567. Write 0 if no money was granted; leave blank if it is not known.")
    )
    granted_currency = currency_field(_("currency"))
    budget_amount = amount_field(_("total budget"), _("All funding together, e.g. 2 500 000."))
    budget_currency = currency_field(_("currency"))
    in_kind_hours = models.DecimalField(
        _("hours of advice"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("If the award is advice in kind, wholly or in part, e.g. 40."),
    )
    in_kind_adviser = models.CharField(
        _("adviser"), max_length=160, blank=True, help_text=_("Who gives the advice, e.g. Region Östergötland.")
    )
    starts: Any = PartialDateField(
        _("start"), help_text=_("As exactly as it is known: 2008-05-01, 2008-05 or 2008."), db_index=True
    )
    ends: Any = PartialDateField(_("end"), help_text=_("As exactly as it is known, e.g. 2008-09-30 or September 2008."))
    region = models.CharField(
        _("programme region"),
        max_length=80,
        blank=True,
        db_index=True,
        help_text=_("The region of the programme, e.g. Sydsverige. It is not a county."),
    )
    no_transnational = models.BooleanField(
        _("no transnational cooperation"),
        default=False,
        help_text=_("Tick if it is known that there is none; it is then said on the page."),
    )
    eu_publicity = models.BooleanField(
        _("co-funded by the European Union"),
        default=False,
        help_text=_("Shows the emblem with the words that the rules ask for, unchanged, on the page."),
    )
    record_url = models.URLField(
        _("original record"), blank=True, help_text=_("The funder's own page about the project, if there is one.")
    )

    granted = MoneyPair("granted")
    budget = MoneyPair("budget")

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The period; an end before the start is left out rather than shown."""
        try:
            return Period(self.starts, self.ends)
        except ValueError:
            return Period(self.starts, None)


def validate_facts(facts: ProjectFacts) -> dict[str, ValidationError]:
    """Return what is wrong with the facts together, by field."""
    faults: dict[str, Any] = {}
    if facts.starts and facts.ends and facts.ends.last_day < facts.starts.first_day:
        faults["ends"] = ValidationError(_("The end is before the start."), code="end_before_start")
    granted, budget = facts.granted, facts.budget
    if granted and budget and granted.currency == budget.currency and budget < granted:
        faults["budget_amount"] = ValidationError(
            _("The total budget is less than the granted support."), code="budget_too_small"
        )
    return faults
