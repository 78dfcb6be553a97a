"""A name in every language of the portal, for small controlled lists."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class Labelled(models.Model):
    """A row whose name is given per language; Swedish is required, the others fall back to it.

    Used instead of wagtail-localize for controlled lists, where identity must not depend on language:
    there is one row, one slug, and six names.
    """

    label_sv = models.CharField(_("label in Swedish"), max_length=120)
    label_en = models.CharField(_("label in English"), max_length=120, blank=True)
    label_nb = models.CharField(_("label in Norwegian"), max_length=120, blank=True)
    label_nl = models.CharField(_("label in Dutch"), max_length=120, blank=True)
    label_pt = models.CharField(_("label in Portuguese"), max_length=120, blank=True)
    label_it = models.CharField(_("label in Italian"), max_length=120, blank=True)

    label_panels = [
        MultiFieldPanel(
            [FieldPanel(f"label_{code}") for code in ("sv", "en", "nb", "nl", "pt", "it")],
            heading=_("Label per language"),
        )
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language, else in Swedish."""
        return self.label_in(get_language() or settings.LANGUAGE_CODE)

    def label_in(self, language: str) -> str:
        """Return the name in `language` (two letters, a regional suffix is ignored), else in Swedish."""
        return getattr(self, f"label_{language[:2]}", "") or self.label_sv
