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


class FeedKind(models.TextChoices):
    """What an item of a feed tells of."""

    NEWS = "news", pgettext_lazy("feed", "News")
    EVENT = "event", pgettext_lazy("feed", "Calendar entry")


class FeedState(models.TextChoices):
    """What an editor did with an item of a feed."""

    NEW = "new", pgettext_lazy("feed item", "New")
    TAKEN = "taken", pgettext_lazy("feed item", "Taken over")
    DISMISSED = "dismissed", pgettext_lazy("feed item", "Dismissed")


class FeedProblem(models.TextChoices):
    """Why a feed could not be read, as an editor is told."""

    REFUSED = "refused", _("The address is not one on the open web, or leads to one that is not.")
    UNREACHABLE = "unreachable", _("The server could not be found, or does not answer.")
    SLOW = "slow", _("The server took too long.")
    LARGE = "large", _("The feed is too large.")
    STATUS = "status", _("The server said no, or that the feed is gone.")
    UNREADABLE = "unreadable", _("What the server sent is not a feed that can be read.")
