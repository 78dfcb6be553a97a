"""The outbox, the subscriptions, and the counters that keep both from being abused."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mail.enums import State
from core.mail.querysets import OutboxQuerySet, SubscriptionQuerySet


def new_message_id() -> str:
    """Return the local part of a Message-ID; the same mail keeps it however often it is sent."""
    return uuid.uuid4().hex


class OutboxMessage(models.Model):
    """A mail to be sent, written in the transaction of what it tells of.

    `subject_ref` names what it is about (`app.model:id`); address and text are found when it is sent. Only what
    cannot be found again (a sign-in code) lies in `payload`, encrypted, and is emptied once the mail has gone.
    """

    kind = models.CharField(_("kind"), max_length=60)
    subject_ref = models.CharField(_("about"), max_length=160)
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    language = models.CharField(_("language"), max_length=5, default=settings.LANGUAGE_CODE)
    payload = models.TextField(_("encrypted content"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    in_flight_since = models.DateTimeField(_("being sent since"), null=True, blank=True)
    expires_at = models.DateTimeField(
        _("useless after"), null=True, blank=True, help_text=_("e.g. a sign-in code that no longer works")
    )
    last_error = models.CharField(_("last error"), max_length=60, blank=True, help_text=_("A class, never the text."))
    message_id = models.CharField(_("Message-ID"), max_length=40, default=new_message_id, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects: ClassVar[Any] = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject_ref", "kind", "sequence"], name="mail_told_once"),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="mail_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_ref} #{self.sequence}"


class Subscription(models.Model):
    """Somebody wants mail of one kind. It counts once confirmed through a link sent to the address."""

    email = models.EmailField(_("e-mail"))
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    token_version = models.PositiveIntegerField(
        _("version of its links"), default=1, help_text=_("Raising it makes every link sent so far invalid.")
    )
    letters = models.PositiveIntegerField(_("letters about itself"), default=0, editable=False)

    objects: ClassVar[Any] = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(Lower("email"), "kind", name="mail_one_subscription_per_kind")]
        indexes = [models.Index(fields=["kind", "confirmed_at"], name="mail_subscribers")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attempt(models.Model):
    """One attempt that is counted, by a keyed digest of an address; kept for a day."""

    scope = models.CharField(_("what"), max_length=40)
    key = models.CharField(_("digest"), max_length=64)
    created_at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("counted attempt")
        verbose_name_plural = _("counted attempts")
        indexes = [models.Index(fields=["scope", "key", "created_at"], name="mail_attempts")]

    def __str__(self) -> str:
        return f"{self.scope} {self.created_at:%Y-%m-%d %H:%M}"
