"""On what ground the law lets personal data be handled."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalBasis(models.TextChoices):
    """Article 6.1 of the General Data Protection Regulation, letter by letter."""

    CONSENT = "consent", _("Consent (6.1 a)")
    CONTRACT = "contract", _("Contract (6.1 b)")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (6.1 c)")
    PUBLIC_TASK = "public_task", _("Task in the public interest (6.1 e)")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest (6.1 f)")
