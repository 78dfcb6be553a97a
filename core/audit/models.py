"""The audit log: what was done, by whom, to what, in ids and codes alone."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what was written in the audit log."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries can be read and added; the shortcuts that change rows are closed."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: an entry is never changed."""
        raise AppendOnlyError("The audit log is append-only: an entry cannot be changed.")

    def delete(self) -> NoReturn:
        """Refuse: an entry is only removed by the retention job."""
        raise AppendOnlyError("The audit log is append-only: an entry cannot be deleted.")


class AuditEntry(models.Model):
    """One thing that was done.

    Holds ids and codes, never a name, an address or free text, so that erasing a person does not touch it. The
    actor is a key without a constraint in the database: the entry outlives the account.
    """

    created_at = models.DateTimeField(_("time"), default=timezone.now, editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("who"),
    )
    action = models.CharField(_("action"), max_length=60, db_index=True)
    object_type = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("id of the object"), max_length=64, blank=True)
    data = models.JSONField(_("codes"), default=dict, blank=True)

    objects: ClassVar[Any] = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M:%S} {self.action} {self.object_type}:{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once.

        Raises AppendOnlyError when it has been written before.
        """
        if not self._state.adding:
            raise AppendOnlyError("The audit log is append-only: an entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: an entry is only removed by the retention job."""
        raise AppendOnlyError("The audit log is append-only: an entry cannot be deleted.")
