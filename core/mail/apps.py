"""Outbox with retries, subscriptions, and the local mailbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Outbox with retries, subscriptions, and the local mailbox."""

    name = "core.mail"
    label = "mail"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Let the worker know of waiting mail."""
        from core.mail import plain
        from core.mail.signals import mail_waiting
        from core.mail.tasks import enqueue_delivery

        plain.register()
        mail_waiting.connect(enqueue_delivery, dispatch_uid="core.mail.enqueue_delivery")
