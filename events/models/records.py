"""The one record of a seminar for all its languages, with its hours and its places."""

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.enums import EventStatus, PoolKind
from events.models.facts import EventFacts
from events.querysets import EventQuerySet


class Event(EventFacts):
    """A seminar, counted once whatever the languages it is told in.

    Its facts are written when the page in the source language is published (`events.projection`); nobody edits them
    here. Registrations, places, the calendar's UID, feeds and counts hang on this row, never on a page.
    """

    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", verbose_name=_("source language")
    )
    title = models.CharField(_("title in the source language"), max_length=255)
    # RFC 7986: an identifier that says nothing about the host, stable whatever happens to the page.
    uid = models.UUIDField(_("calendar UID"), unique=True, default=uuid.uuid4, editable=False)
    # RFC 5545, 3.8.7.4: rises only when a published time, place or status changes.
    sequence = models.PositiveIntegerField(_("calendar sequence"), default=0, editable=False)
    is_public = models.BooleanField(_("public"), default=False, db_index=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    # When it was to begin before it was moved last; schema.org's previousStartDate.
    previous_starts_at = models.DateTimeField(_("was to start"), null=True, blank=True, editable=False)
    # Where it was to be before that was changed last, as `place_facts` gives it; empty when it never was.
    previous_place = models.JSONField(_("was to be held at"), default=dict, blank=True, editable=False)
    # When subscribers were told of it; they are told once.
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    # Null: registration closes when the seminar begins.
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    series_key = models.UUIDField(_("series"), null=True, blank=True, db_index=True, editable=False)
    has_recording = models.BooleanField(_("has a recording"), default=False)
    has_documentation = models.BooleanField(_("has documentation"), default=False)
    # The questions of the form by the block ids of the page, with their words by language; see `events.questions`.
    questions = models.JSONField(_("questions"), default=dict, blank=True, editable=False)
    themes = models.ManyToManyField("taxonomies.Theme", blank=True, related_name="events")
    grounds = models.ManyToManyField("taxonomies.Ground", blank=True, related_name="events")
    target_groups = models.ManyToManyField("taxonomies.TargetGroup", blank=True, related_name="events")
    organisers = models.ManyToManyField("accounts.Organisation", blank=True, related_name="events")
    hosts = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="hosted_events")
    # Raised to make all links of an invited seminar's form useless and issue new ones.
    invitation_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, db_index=True)

    # Labels of themes, target groups and organisers, put there by whoever shows the seminar.
    words: dict[str, list[str]]

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("seminar")
        verbose_name_plural = _("seminars")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["is_public", "starts_at"], name="events_public_start")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")), name="events_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.local_start:%Y-%m-%d}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that its clock is read in."""
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> dt.datetime:
        """When it starts, by its own clock."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> dt.datetime:
        """When it ends, by its own clock."""
        return self.ends_at.astimezone(self.zone)

    @property
    def closing_moment(self) -> dt.datetime:
        """When registration closes."""
        return self.closes_at or self.starts_at

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()

    @property
    def is_on(self) -> bool:
        """Whether it takes place at the hours given."""
        return self.status in {EventStatus.SCHEDULED, EventStatus.MOVED}

    def hours(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """Return its stretches of hours in order, read from the database."""
        return list(self.occasions.order_by("starts_at", "ends_at").values_list("starts_at", "ends_at"))

    def place_facts(self) -> dict[str, str]:
        """Return where it is held: `venue`, `address` and `format`."""
        return {"venue": self.venue, "address": self.address, "format": self.format}

    def calendar_facts(self) -> tuple[Any, ...]:
        """Return what a calendar entry hangs on; SEQUENCE rises when it changes."""
        return (self.starts_at, self.ends_at, self.time_zone, self.status, self.venue, self.address, self.format)


class Occasion(models.Model):
    """One stretch of hours of a seminar; one that lasts two half days has two."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occasions", verbose_name=_("seminar"))
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Pool(models.Model):
    """Places that are counted together. Its row is the lock: whoever takes or frees a place writes it first."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pools", verbose_name=_("seminar"))
    kind = models.CharField(_("places"), max_length=10, choices=PoolKind)
    # Null: as many as come.
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    # Written in the locked transaction that changes them, so that lists need not count.
    taken = models.PositiveIntegerField(_("taken"), default=0)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    # False when the format no longer has these places but somebody holds one.
    is_open = models.BooleanField(_("open"), default=True)
    turns = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("pool of places")
        verbose_name_plural = _("pools of places")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="events_one_pool_per_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.taken}"

    @property
    def free(self) -> int | None:
        """How many places are free for a newcomer; None when there is no limit. Those who wait come first."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(self.capacity - self.taken, 0)


class RelatedKey(models.Model):
    """A page that a seminar belongs with (a pilot, a method, an article), by the key that its translations share."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="related_keys", verbose_name=_("seminar"))
    translation_key = models.UUIDField(_("key"), db_index=True)

    class Meta:
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        constraints = [models.UniqueConstraint(fields=["event", "translation_key"], name="events_related_once")]

    def __str__(self) -> str:
        return str(self.translation_key)


class Removal(models.Model):
    """A record that was deleted, written down so that every process learns of it without counting those left."""

    key = models.UUIDField(_("key"))
    removed_at = models.DateTimeField(_("removed"), auto_now_add=True)

    class Meta:
        verbose_name = _("removed seminar")
        verbose_name_plural = _("removed seminars")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.key)
