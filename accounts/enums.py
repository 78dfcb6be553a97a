"""Roles and sectors: English codes are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """Roles by stable code. A group with this very name is made by migration; labels may change, codes never."""

    EDITOR = "editor", _("Editor")
    CORRESPONDENT = "correspondent", _("Correspondent")
    TRANSLATOR = "translator", _("Translator")
    EVENT_HOST = "event_host", _("Seminar host")
    CASE_OFFICER = "case_officer", _("Case officer")
    ASSESSOR = "assessor", _("Assessor")
    DECIDER = "decider", _("Decision-maker")
    AUDITOR = "auditor", _("Auditor")
    APPLICANT = "applicant", _("Applicant")
    MEMBER = "member", pgettext_lazy("role", "Member")
    SUPERVISOR = "supervisor", _("Supervisor")
    COORDINATOR = "coordinator", _("Coordinator")
    MODERATOR = "moderator", _("Moderator")
    SURVEY_LEAD = "survey_lead", _("Survey lead")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset(
    {
        Role.EDITOR,
        Role.CORRESPONDENT,
        Role.TRANSLATOR,
        Role.EVENT_HOST,
        Role.CASE_OFFICER,
        Role.ASSESSOR,
        Role.DECIDER,
        Role.AUDITOR,
        Role.SURVEY_LEAD,
        Role.ADMINISTRATOR,
    }
)


class Sector(models.TextChoices):
    """What kind of actor an organisation is."""

    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", pgettext_lazy("organisation", "Region")
    STATE = "state", _("State authority")
    COMPANY = "company", _("Company")
    BUSINESS_NETWORK = "business_network", _("Business network")
    ASSOCIATION = "association", pgettext_lazy("organisation", "Association")
    UNION = "union", _("Trade union")
    EDUCATION = "education", _("School or university")
    OTHER = "other", pgettext_lazy("organisation", "Other")


class MembershipRole(models.TextChoices):
    """What a user is to an organisation."""

    OWNER = "owner", pgettext_lazy("membership", "Owner")
    WRITER = "writer", pgettext_lazy("membership", "Writer")
    READER = "reader", pgettext_lazy("membership", "Reader")
