"""The facts of a call: the same columns on the page, where they are drafted, and on the record, where they count."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.money.fields import MoneyPair, amount_field, currency_field
from grants.enums import AppealRoute, CallKind, SupportKind
from projects.enums import LegalRegime

# Copied from the page in the source language to the record, and followed by its translations.
SCALAR_FACTS = (
    "programme",
    "kind",
    "round_name",
    "opens_on",
    "opens_at_time",
    "closes_on",
    "closes_at_time",
    "support",
    "highest_amount",
    "highest_currency",
    "total_amount",
    "total_currency",
    "cofinancing_percent",
    "decision_on",
    "legal_regime",
    "appeal_route",
    "retention_years",
)


def percent(label: Any, help_text: Any) -> models.PositiveSmallIntegerField:
    """Return a column for a share in per cent, 0–100; null means that nothing is said."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(100)], help_text=help_text
    )


class GrantRules(models.Model):
    """What law and archive ask: set on the programme, narrowed on the call. Blank: as the programme says."""

    legal_regime = models.CharField(
        _("legal regime"),
        max_length=20,
        choices=LegalRegime,
        blank=True,
        help_text=_("Whose law binds the decisions. Blank: as the programme says."),
    )
    appeal_route = models.CharField(
        _("appeal"),
        max_length=20,
        choices=AppealRoute,
        blank=True,
        help_text=_("How a decision may be appealed. Blank: as the programme says."),
    )
    retention_years = models.PositiveSmallIntegerField(
        _("years that cases are kept"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("e.g. 10, which de minimis aid asks for. Blank: as the programme says."),
    )

    class Meta:
        abstract = True


class CallFacts(GrantRules):
    """What is known of a call apart from its words."""

    programme = models.ForeignKey(
        "projects.Programme", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CallKind, default=CallKind.ROUND)
    round_name = models.CharField(_("round"), max_length=60, blank=True, help_text=_("e.g. Spring 2027"))
    opens_on = models.DateField(
        _("opens on"), null=True, help_text=_("The call opens by itself, by the clock in Sweden.")
    )
    opens_at_time = models.TimeField(_("at"), null=True, blank=True, help_text=_("Blank: at the start of that day."))
    closes_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Blank only for a rolling call: until further notice.")
    )
    closes_at_time = models.TimeField(_("until"), null=True, blank=True, help_text=_("Blank: the whole last day."))
    support = models.CharField(_("support"), max_length=10, choices=SupportKind, default=SupportKind.MONEY)
    highest_amount = amount_field(_("at most per project"), _("e.g. 250 000"))
    highest_currency = currency_field(_("currency"))
    total_amount = amount_field(_("to share in all"), _("e.g. 1 500 000"))
    total_currency = currency_field(_("currency"))
    cofinancing_percent = percent(
        _("co-financing, at least, per cent"), _("e.g. 20: at least a fifth is paid by the applicant or others.")
    )
    decision_on = models.DateField(_("decision by"), null=True, blank=True)

    highest = MoneyPair("highest")
    total = MoneyPair("total")

    class Meta:
        abstract = True
