"""What was imported, so that it is known what has been edited since, and can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One file that was taken in."""

    class State(models.TextChoices):
        """How far it has come."""

        PREVIEWED = "previewed", _("Previewed")
        APPLIED = "applied", _("Imported")
        UNDONE = "undone", _("Undone")

    filename = models.CharField(_("file"), max_length=255)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    created_at = models.DateTimeField(_("imported"), auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    # Kept from the preview to the decision, then emptied.
    content = models.BinaryField(blank=True, default=b"", editable=False)
    published = models.BooleanField(_("published"), default=False)
    # Language, parent page and whether edited pages are replaced, as they were chosen.
    options = models.JSONField(default=dict, blank=True, editable=False)
    # Keys of what the import made beside pages, by kind ("organisation", "area", "contact").
    made = models.JSONField(default=dict, blank=True, editable=False)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class ImportEntry(models.Model):
    """What became of one record of a file."""

    class Action(models.TextChoices):
        """What was done."""

        CREATED = "created", _("Created")
        UPDATED = "updated", _("Updated")
        PUBLISHED = "published", _("Published")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="entries", verbose_name=_("import"))
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    title = models.CharField(_("title"), max_length=255)
    action = models.CharField(_("action"), max_length=10, choices=Action)
    # Revisions are purged by others, so that these are plain numbers to compare with.
    revision_before = models.PositiveBigIntegerField(_("revision before"), null=True)
    revision_after = models.PositiveBigIntegerField(_("revision after"), null=True)
    live_revision_before = models.PositiveBigIntegerField(_("published revision before"), null=True)
    was_live = models.BooleanField(_("was published"), default=False)
    # What the record was known by (its number, else a digest of owner, title and start), so that it is known again
    # after somebody has changed the page; and a digest of the page as it was left.
    identity = models.CharField(max_length=80, blank=True, db_index=True, editable=False)
    digest_after = models.CharField(max_length=64, blank=True, editable=False)
    # Of what the file said, so that a record that has not changed is known without reading its page.
    facts_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
