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
        from accounts import roles
        from accounts.enums import Role
        from events import letters, listings, month, seams, showing, signals, subscribing

        listings.register()
        letters.register()
        seams.enter(
            seams.Seams(showing.page_context, showing.structured_event, listings.list_context, month.month_page)
        )
        subscribing.register()
        roles.grant([Role.EVENT_HOST], roles.ADMIN)
        self.receivers = signals
