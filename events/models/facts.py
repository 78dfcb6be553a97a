"""The facts of a seminar: the same columns on the page, where they are drafted, and on the record, where they count."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.money.fields import MoneyPair, amount_field, currency_field
from events.enums import AccessOffer, Audience, EventFormat, EventStatus, HeldIn, RegistrationMode
from events.fields import CodesField, labels_of
from events.times import validate_zone

# Copied from the page in the source language to the record, and followed by its translations.
SCALAR_FACTS = (
    "status",
    "format",
    "audience",
    "time_zone",
    "venue",
    "address",
    "municipality",
    "online_link",
    "link_hours_before",
    "held_in",
    "access_offers",
    "price_amount",
    "price_currency",
    "registration",
    "registration_url",
    "closes_on",
    "closes_at_time",
    "hold_minutes",
    "waiting_list",
    "offer_hours",
    "offer_cutoff_hours",
    "group_size",
    "ask_needs",
    "needs_purge_days",
    "keep_days",
    "reminder_days",
)
# Sets that page and record both have.
SET_FACTS = ("themes", "grounds", "target_groups", "organisers", "hosts")


def whole(label: Any, default: int, highest: int, help_text: Any, lowest: int = 0) -> models.PositiveIntegerField:
    """Return a column for a whole number within bounds."""
    return models.PositiveIntegerField(
        label,
        default=default,
        help_text=help_text,
        validators=[MinValueValidator(lowest), MaxValueValidator(highest)],
    )


class EventFacts(models.Model):
    """What is known of a seminar apart from its words and its hours."""

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=EventStatus,
        default=EventStatus.SCHEDULED,
        help_text=_("A cancelled, postponed or moved seminar keeps its page, which says so."),
    )
    format = models.CharField(_("format"), max_length=10, choices=EventFormat, default=EventFormat.ON_SITE)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience, default=Audience.OPEN)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Europe/Stockholm",
        validators=[validate_zone],
        help_text=_("Where the clock is read, e.g. Europe/Stockholm or Europe/Lisbon."),
    )
    venue = models.CharField(_("place"), max_length=160, blank=True, help_text=_("e.g. Arbetets museum, Norrköping"))
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("e.g. Laxholmen, Norrköping"))
    municipality = models.ForeignKey(
        "places.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
    )
    online_link = models.URLField(
        _("link to the online meeting"),
        blank=True,
        max_length=500,
        help_text=_("Never on the public page: shown only to those registered, from the time below."),
    )
    link_hours_before = whole(
        _("hours before the start that the link is shown"), 24, 8760, _("e.g. 24: from the day before.")
    )
    held_in = CodesField(_("held in"), offered=HeldIn, default=",sv,", help_text=_("The languages spoken."))
    access_offers = CodesField(_("access offered"), offered=AccessOffer)
    price_amount = amount_field(_("price"), _("e.g. 350. Write 0 or leave blank if it is free."))
    price_currency = currency_field(_("currency"))

    registration = models.CharField(
        _("registration"), max_length=10, choices=RegistrationMode, default=RegistrationMode.HERE
    )
    registration_url = models.URLField(_("address of the registration"), blank=True, help_text=_("If it is elsewhere."))
    closes_on = models.DateField(
        _("registration closes on"), null=True, blank=True, help_text=_("Blank: when the seminar begins.")
    )
    closes_at_time = models.TimeField(
        _("at"),
        null=True,
        blank=True,
        help_text=_("Blank: at the end of that day. By the clock of the time zone above."),
    )
    hold_minutes = whole(
        _("minutes to confirm"), 60, 10080, _("How long a place is held until it is confirmed by the link."), lowest=5
    )
    waiting_list = models.BooleanField(_("waiting list"), default=True)
    offer_hours = whole(
        _("hours to answer an offer"), 24, 336, _("When a place is offered to the next on the waiting list."), lowest=1
    )
    offer_cutoff_hours = whole(
        _("no offers in the last hours"), 12, 336, _("Places are no longer offered this close to the start.")
    )
    group_size = whole(
        _("largest group"),
        1,
        20,
        _("How many may be registered at once; each is named, with an own address."),
        lowest=1,
    )
    ask_needs = models.BooleanField(_("ask about diet and access needs"), default=False)
    needs_purge_days = whole(
        _("days until needs are erased"), 14, 90, _("Counted from the end. The form states the date.")
    )
    keep_days = whole(
        _("days until registrations are anonymised"), 180, 1095, _("Counted from the end. The form states the date.")
    )
    reminder_days = models.CharField(
        _("reminders, days before"),
        max_length=40,
        blank=True,
        default="7,1",
        validators=[
            RegexValidator(r"^\d{1,3}(\s*,\s*\d{1,3}){0,4}$", _("Write whole numbers with commas, e.g. 7, 1."))
        ],
        help_text=_("e.g. 7, 1: a week before and the day before. Blank: none."),
    )

    price = MoneyPair("price")

    class Meta:
        abstract = True

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return not self.price_amount

    @property
    def held_in_labels(self) -> list[str]:
        """The languages it is held in, in the active language."""
        return labels_of(HeldIn, self.held_in)

    @property
    def access_labels(self) -> list[str]:
        """What is offered for access, in the active language."""
        return labels_of(AccessOffer, self.access_offers)
