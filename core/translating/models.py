"""What a page said when it was published, its easy-to-read version, and the glossary."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from core.languages.labels import Labelled
from core.translating.enums import Stage

# The language that an easy-to-read version is written in; it is no language of its own.
EASY_LANGUAGE = "sv"


def is_older(easy: Any, changed_at: datetime | None) -> bool:
    """Tell whether the page in full has got other words since the easy-to-read one was published.

    Whoever publishes the easy page again answers for it, with new words or without.
    """
    published = easy.last_published_at
    return published is not None and changed_at is not None and changed_at > published


class Standing(models.Model):
    """Which words of the original a published page stands for.

    Of an original: the words it has. Of a translation: the words of the original that it was made from, so that the
    two can be compared whatever was published when. Written by `services.remember`, never by hand.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    # None for an original.
    original = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    # Pairs of place and text, in the order of the page.
    words = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    # In how many places the original says something else now.
    behind = models.PositiveIntegerField(default=0)
    # How many of the published words came from a machine and have been read by nobody.
    machine = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return str(self.page_id)


class EasyVersion(models.Model):
    """A page in easy-to-read Swedish, tied to the page that says the same in full."""

    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        related_name="easy_to_read",
        verbose_name=_("page"),
        help_text=_("The page in Swedish that says everything."),
    )
    easy = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        related_name="easy_version_of",
        verbose_name=_("easy-to-read page"),
        help_text=_("The page that says the same in easy-to-read Swedish."),
    )

    panels = [PageChooserPanel("page"), PageChooserPanel("easy")]

    class Meta:
        verbose_name = _("easy-to-read version")
        verbose_name_plural = _("easy-to-read versions")

    def __str__(self) -> str:
        return f"{self.page} – {self.easy}"

    def stage(self) -> str:
        """Say that the page has got other words since the easy one was published; empty when it has not."""
        standing = Standing.objects.filter(page_id=self.page_id).first()
        older = is_older(self.easy, standing.changed_at if standing is not None else None)
        return str(Stage.OUTDATED.label) if older else ""

    stage.short_description = _("Stage")  # type: ignore[attr-defined]  # the list's heading, as Django's admin has it

    def clean(self) -> None:
        """Refuse pages in other languages, a page tied to itself, and chains."""
        errors: dict[str, Any] = {}
        for name in ("page", "easy"):
            page = getattr(self, name, None) if getattr(self, f"{name}_id") else None
            if page is not None and page.locale.language_code != EASY_LANGUAGE:
                errors[name] = _("Choose a page in Swedish.")
        if self.page_id and self.page_id == self.easy_id:
            errors["easy"] = _("Choose another page than the one it explains.")
        others = EasyVersion.objects.exclude(pk=self.pk)
        if self.page_id and others.filter(easy_id=self.page_id).exists():
            errors.setdefault("page", _("This page is itself an easy-to-read version."))
        if self.easy_id and others.filter(page_id=self.easy_id).exists():
            errors.setdefault("easy", _("This page has an easy-to-read version of its own."))
        if errors:
            raise ValidationError(errors)


class GlossaryTerm(Labelled):
    """A word that is translated the same way everywhere."""

    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("For the translator, e.g. “Not ‘company’: associations count too.”"),
    )

    panels = [*Labelled.label_panels, FieldPanel("note")]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["label_sv", "pk"]
