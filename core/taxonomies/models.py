"""Controlled lists that pages and records are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.languages.labels import Labelled


class Term(Labelled):
    """An entry of a controlled list: identified by its slug in every language."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True, help_text=_("Used in addresses, e.g. disability"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("slug"), *Labelled.label_panels, FieldPanel("sort_order")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "label_sv"]


class Ground(Term):
    """A ground of discrimination: the seven of the Swedish Discrimination Act (2008:567), 1 kap. 5 §."""

    class Meta(Term.Meta):
        verbose_name = _("ground of discrimination")
        verbose_name_plural = _("grounds of discrimination")


class Level(Term):
    """Where an initiative works: society, organisation or individual."""

    class Meta(Term.Meta):
        verbose_name = _("level")
        verbose_name_plural = _("levels")


class TargetGroup(Term):
    """For whom something is meant: managers, HR, unions, teams, diversity officers, …"""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Theme(Term):
    """What something is about."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
