"""Who is registered, what they answered, and, apart from all else, what they need."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.enums import Attendance, Origin, State
from events.models.records import Event, Pool
from events.querysets import LIVE_STATES, RegistrationQuerySet


class Registration(models.Model):
    """A person's place at a seminar, or in line for one. Hangs on the record, never on a page."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("seminar"))
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("places"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    name = models.CharField(_("name"), max_length=120, blank=True)
    # Empty once anonymised.
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=5)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    # Of the form that was sent: a second sending of the same form finds the first.
    form_key = models.UUIDField(_("form"), unique=True, default=uuid.uuid4, editable=False)
    # The same for all who were registered together.
    party = models.UUIDField(_("group"), default=uuid.uuid4, editable=False, db_index=True)
    origin = models.CharField(_("how"), max_length=10, choices=Origin, default=Origin.FORM)
    # Raised to make every link that was sent useless.
    link_version = models.PositiveIntegerField(default=1, editable=False)
    # How many times something of the same kind has been told, so that each is one message in the outbox.
    told = models.PositiveIntegerField(default=0, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    # Place in the line; taken under the lock of the pool, so that it is the order of arrival.
    queue_number = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.UNKNOWN)
    # That an evaluation was sent, not which: see `events.models.evaluations`.
    evaluated = models.BooleanField(_("evaluated"), default=False, editable=False)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["event", "state"], name="events_reg_event_state"),
            models.Index(fields=["pool", "state", "queue_number"], name="events_reg_queue"),
            models.Index(Lower("email"), name="events_reg_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(state__in=LIVE_STATES) & ~Q(email=""),
                name="events_one_live_registration_per_address",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(queue_number__isnull=False), name="events_waiting_has_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OFFERED) | Q(offered_until__isnull=False), name="events_offer_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HELD) | Q(held_until__isnull=False), name="events_hold_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether it counts."""
        return self.state in LIVE_STATES

    @property
    def has_place(self) -> bool:
        """Whether the place is theirs for good."""
        return self.state == State.CONFIRMED

    def state_label(self) -> Any:
        """The state in words."""
        return State(self.state).label


class Needs(models.Model):
    """Diet and access needs: apart, seen by those who arrange them, erased on the date the form states.

    Data concerning health (GDPR article 9): never in mail, calendars, logs or general exports.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="needs", verbose_name=_("registration")
    )
    diet = models.CharField(_("diet"), max_length=300, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=500, blank=True)
    purge_on = models.DateField(_("erased on"), db_index=True)

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return f"{self.registration_id}"
