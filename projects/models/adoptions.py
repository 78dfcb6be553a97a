"""Who uses a method: told by the organisation itself, shown once an editor has looked at it."""

import unicodedata
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.periods.fields import PartialDateField
from projects.enums import AdoptionState


def name_key(name: str) -> str:
    """Return what an organisation is recognised by however its name is typed: letters and figures in lower case."""
    whole = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in whole if letter.isalnum())[:160]


class AdoptionQuerySet(models.QuerySet):
    """Adoptions."""

    def published(self) -> "AdoptionQuerySet":
        """Return those that everybody may read."""
        return self.filter(state=AdoptionState.PUBLISHED)


class Adoption(models.Model):
    """A method in use at an organisation: since when, for what, with what effect.

    One organisation's use of a method is shown once. What it tells again is kept beside the first, for an editor.
    """

    form_id = models.UUIDField(
        _("form"), default=uuid.uuid4, unique=True, editable=False, help_text=_("Lets a form sent twice count once.")
    )
    method = models.ForeignKey(
        "projects.Method", on_delete=models.CASCADE, related_name="adoptions", verbose_name=_("method")
    )
    organisation_name = models.CharField(_("organisation"), max_length=160)
    name_key = models.CharField(max_length=160, editable=False)
    organisation: Any = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adoptions",
        verbose_name=_("known organisation"),
        help_text=_("Choose it if the organisation is in the register; then its own page shows the method."),
    )
    country = models.ForeignKey(
        "places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    municipality = models.ForeignKey(
        "places.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
    )
    since: Any = PartialDateField(_("in use since"), help_text=_("e.g. 2024-09 or 2024"))
    purpose = models.TextField(_("for what"), max_length=600)
    effect = models.TextField(_("with what effect"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    contact_name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=AdoptionState, default=AdoptionState.WAITING)
    same_as: Any = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="told_again",
        verbose_name=_("told before as"),
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("asked again"), null=True, blank=True, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption of a method")
        verbose_name_plural = _("adoptions of methods")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "name_key"],
                condition=models.Q(state__in=[AdoptionState.WAITING, AdoptionState.PUBLISHED]),
                name="projects_one_adoption_of_a_method",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name}: {self.method}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what the organisation is recognised by."""
        self.name_key = name_key(self.organisation_name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Let an organisation's use of a method be shown once."""
        super().clean()
        if self.state not in {AdoptionState.WAITING, AdoptionState.PUBLISHED}:
            return
        others = type(self).objects.filter(method=self.method_id, name_key=name_key(self.organisation_name))
        live = others.filter(state__in=[AdoptionState.WAITING, AdoptionState.PUBLISHED])
        if live.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"state": ValidationError(_("The organisation has told of this method before."), code="told_before")}
            )
