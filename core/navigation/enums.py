"""Where a menu stands, and which logos are given more room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MenuSlot(models.TextChoices):
    """Where a menu is shown."""

    MAIN = "main", _("Main menu, at the top")
    FOOTER_COLUMN = "footer_column", _("Column in the footer")
    FOOTER = "footer", _("Row at the very bottom")


class LogoRole(models.TextChoices):
    """Why a logo is shown. A funder's emblem is never smaller than the others (Regulation (EU) 2021/1060, annex IX)."""

    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")
