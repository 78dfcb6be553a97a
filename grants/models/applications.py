"""An application: who writes it, what is written, what has been sent, and what has happened in the case."""

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.enums import Happening, MemberRole, State
from grants.models.records import Call, FormVersion
from grants.querysets import AppendOnlyError, ApplicationQuerySet, CaseEventQuerySet


def private_storage() -> Storage:
    """Return where files lie that are served only through a permission check."""
    return storages["private"]


def attachment_path(attachment: "Attachment", name: str) -> str:
    """Return where a file is kept: by keys, never by what somebody called it."""
    return f"grants/{attachment.application.key.hex}/{attachment.key.hex}"


class Application(models.Model):
    """An application to a call. Becomes a case, with a number that never changes, when it is submitted."""

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications", verbose_name=_("call"))
    # The version the answers are written in; fixed by what is submitted.
    form_version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, related_name="applications", verbose_name=_("version of the form")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grant_applications",
        verbose_name=_("organisation"),
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    # Given in the transaction that submits; never reused (see CaseCounter).
    case_number = models.CharField(_("case number"), max_length=24, null=True, blank=True, unique=True, editable=False)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("copied from")
    )
    completion_until = models.DateTimeField(_("to be completed by"), null=True, blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    # Written first in every transaction that changes the application: that is its lock (grants.services.locking).
    turns = models.PositiveBigIntegerField(_("turns"), default=0, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["call", "state"], name="grants_app_call_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(case_number__isnull=False), name="grants_submitted_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(submitted_at__isnull=False), name="grants_submitted_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.case_number or f"{self.key}"


class SectionAnswers(models.Model):
    """The answers of one section. Each save carries the revision it was based on; a stale one is refused."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="sections", verbose_name=_("application")
    )
    section_id = models.CharField(_("section"), max_length=40)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("saved by"),
    )

    class Meta:
        verbose_name = _("answers of a section")
        verbose_name_plural = _("answers of sections")
        constraints = [
            models.UniqueConstraint(fields=["application", "section_id"], name="grants_section_once_per_application")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.section_id}"


class Member(models.Model):
    """A user's part in an application."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="members", verbose_name=_("application")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grant_memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=8, choices=MemberRole)
    created_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("colleague in an application")
        verbose_name_plural = _("colleagues in applications")
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="grants_member_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.user_id}"


class Invitation(models.Model):
    """A colleague asked by mail, who becomes a member on signing in with that address."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("application")
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=8, choices=MemberRole)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("invitation to an application")
        verbose_name_plural = _("invitations to applications")
        constraints = [models.UniqueConstraint("application", Lower("email"), name="grants_one_invitation_per_address")]

    def __str__(self) -> str:
        return f"{self.application_id}"


class Attachment(models.Model):
    """A file in an application, outside the public media folder; its content was checked when it came."""

    key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("application")
    )
    part_id = models.CharField(_("question"), max_length=40)
    file = models.FileField(_("file"), upload_to=attachment_path, storage=private_storage, max_length=160)
    name = models.CharField(_("name"), max_length=160)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("digest"), max_length=64)
    # Submitted files are kept with the case; those of a draft may be taken away.
    submitted = models.BooleanField(_("submitted"), default=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """What was sent, exactly: the answers as they stood, with the version of the form. Never changed."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("application")
    )
    number = models.PositiveIntegerField(_("number"))
    form_version = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("version of the form")
    )
    answers = models.JSONField(_("answers"), default=dict)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    digest = models.CharField(_("digest"), max_length=64)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("submitted by"),
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="grants_submission_once")]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.number}"


class CaseCounter(models.Model):
    """The last case number of a year. Its row is the lock; a number is taken in the transaction that uses it."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter of cases")
        verbose_name_plural = _("counters of cases")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CaseEvent(models.Model):
    """One line in the log of a case: append-only, chained over ids, codes and salted digests, never over text."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="events", verbose_name=_("application")
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    # The key of the user, not a relation: the line stays when the account goes.
    actor_id = models.PositiveBigIntegerField(_("who"), null=True, blank=True)
    happening = models.CharField(_("what"), max_length=20, choices=Happening)
    from_state = models.CharField(_("from"), max_length=12, blank=True)
    to_state = models.CharField(_("to"), max_length=12, blank=True)
    data = models.JSONField(_("codes"), default=dict, blank=True)
    text_digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    previous_hash = models.CharField(_("hash of the line before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("line in the log of a case")
        verbose_name_plural = _("log of cases")
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="grants_case_event_once")]

    def __str__(self) -> str:
        return f"{self.application_id}:{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line. Raises AppendOnlyError for one that is there."""
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: raises AppendOnlyError."""
        raise AppendOnlyError


class CaseText(models.Model):
    """The words of a line in the log, with the salt of their digest: erased together, and the chain stays whole."""

    event = models.OneToOneField(CaseEvent, on_delete=models.CASCADE, related_name="text", verbose_name=_("line"))
    words = models.TextField(_("text"))
    salt = models.CharField(_("salt"), max_length=64)

    class Meta:
        verbose_name = _("text in the log of a case")
        verbose_name_plural = _("texts in the log of cases")

    def __str__(self) -> str:
        return f"{self.event_id}"
