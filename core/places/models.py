"""Countries, counties and municipalities, by their official codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages.labels import Labelled


class Country(Labelled):
    """A country or part of one (Scotland), by ISO 3166 code."""

    code = models.CharField(_("code"), max_length=6, unique=True, help_text=_("ISO 3166, e.g. SE or GB-SCT"))

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["label_sv"]


class County(models.Model):
    """A county (län, fylke), by its official code."""

    code = models.CharField(_("code"), max_length=8, unique=True, help_text=_("Two digits, e.g. 05"))
    name = models.CharField(_("name"), max_length=80)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="counties", verbose_name=_("country"))

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality, by its official code; its first two digits are the county's."""

    code = models.CharField(_("code"), max_length=8, unique=True, help_text=_("Four digits, e.g. 0581"))
    name = models.CharField(_("name"), max_length=80, db_index=True)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("county")
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
