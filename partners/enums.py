"""Named sets: English codes are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemberRole(models.TextChoices):
    """What an organisation is in a partnership."""

    LEAD = "lead", pgettext_lazy("partnership", "Lead partner")
    FOUNDING = "founding", pgettext_lazy("partnership", "Founding partner")
    MEMBER = "member", pgettext_lazy("partnership", "Partner")
    ASSOCIATED = "associated", pgettext_lazy("partnership", "Associated partner")


class Commitment(models.TextChoices):
    """What a model workplace commits itself to."""

    PLACEMENTS = "placements", _("Placements")
    APPRENTICES = "apprentices", _("Apprentices")
    VISITS = "visits", _("Study visits")
    MENTORS = "mentors", _("Mentors")
    RECRUITMENT = "recruitment", _("Open recruitment")
    OTHER = "other", pgettext_lazy("commitment", "Other")


class RequestState(models.TextChoices):
    """How far a request to join has come."""

    NEW = "new", pgettext_lazy("request", "New")
    TALKING = "talking", pgettext_lazy("request", "In conversation")
    ACCEPTED = "accepted", pgettext_lazy("request", "Accepted")
    DECLINED = "declined", pgettext_lazy("request", "Declined")
