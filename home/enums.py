"""Named sets of the editorial pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ComplianceStatus(models.TextChoices):
    """How far a site follows the requirements: the three levels of Commission Implementing Decision (EU) 2018/1523."""

    FULL = "full", _("Fully compliant")
    PARTIAL = "partial", _("Partly compliant")
    NONE = "none", _("Not compliant")


class FailureReason(models.TextChoices):
    """Why content is not accessible, the three headings of the same decision."""

    NON_COMPLIANCE = "non_compliance", _("Does not follow the requirements")
    BURDEN = "burden", _("Disproportionate burden (12 § of the act)")
    OUT_OF_SCOPE = "out_of_scope", _("Not covered by the act")


class AssessmentMethod(models.TextChoices):
    """How a site was assessed."""

    SELF = "self", _("Self-assessment")
    EXTERNAL = "external", _("Assessment by a third party")
    BOTH = "both", _("Self-assessment and assessment by a third party")


class MessageKind(models.TextChoices):
    """Which form a message came through; also the last part of the form's address."""

    CONTACT = "contact", pgettext_lazy("message", "Contact")
    ACCESSIBILITY = "accessibility", pgettext_lazy("message", "Accessibility")
