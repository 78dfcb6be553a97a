"""States and kinds: English codes are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """Which phase of the work the money is for."""

    PRE_PROJECT = "pre_project", pgettext_lazy("phase", "Pre-project")
    IMPLEMENTATION = "implementation", pgettext_lazy("phase", "Implementation")


class Status(models.TextChoices):
    """How far a project has come."""

    PLANNED = "planned", pgettext_lazy("project", "Planned")
    ONGOING = "ongoing", pgettext_lazy("project", "Ongoing")
    COMPLETED = "completed", pgettext_lazy("project", "Completed")
    DISCONTINUED = "discontinued", pgettext_lazy("project", "Discontinued")


class LegalRegime(models.TextChoices):
    """Whose law binds the decisions of a programme: the Administrative Procedure Act binds authorities only."""

    MUNICIPALITY = "municipality", _("Municipality or region")
    STATE = "state", _("State authority")
    ASSOCIATION = "association", _("Association under private law")


class AdoptionState(models.TextChoices):
    """How far a story of a method in use has come."""

    WAITING = "waiting", pgettext_lazy("adoption", "To look at")
    PUBLISHED = "published", pgettext_lazy("adoption", "Published")
    TOLD_AGAIN = "told_again", pgettext_lazy("adoption", "Told again")
    DECLINED = "declined", pgettext_lazy("adoption", "Not published")


class Licence(models.TextChoices):
    """On what terms a method may be used."""

    CC_BY = "CC-BY-4.0", _("CC BY 4.0: free to use if the source is named")
    CC_BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0: the same, and what is made of it is shared alike")
    CC0 = "CC0-1.0", _("CC0: free to use")
    ASK = "ask", _("Ask the owner first")


# The eight programme regions of the European Social Fund in Sweden. A region is not a county; other funders have
# other regions, so that these are offered and not demanded.
ESF_REGIONS = (
    "Övre Norrland",
    "Mellersta Norrland",
    "Norra Mellansverige",
    "Stockholm",
    "Östra Mellansverige",
    "Västsverige",
    "Småland och Öarna",
    "Sydsverige",
    "Nationellt",
)
