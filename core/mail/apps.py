"""Outbox with retries, subscriptions, and the local mailbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Outbox with retries, subscriptions, and the local mailbox."""

    name = "core.mail"
    label = "mail"
    verbose_name = _("Mail")
