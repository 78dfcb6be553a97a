"""Seminars and webinars: found, registered for, attended, and gone back to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Seminars and webinars: found, registered for, attended, and gone back to."""

    name = "events"
    label = "events"
    verbose_name = _("Seminars")

    def ready(self) -> None:
        """Listen for publishing, and enter listings, panels and rights."""
        from events import listings, notifications, signals

        listings.register()
        notifications.register_kinds()
        self.receivers = signals
