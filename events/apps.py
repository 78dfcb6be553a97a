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
        from events import (
            letters,
            listings,
            mapping,
            month,
            participating,
            previewing,
            scale,
            seams,
            showing,
            signals,
            subscribing,
            taking,
        )

        listings.register()
        letters.register()
        seams.enter(
            seams.Seams(
                page_context=showing.page_context,
                structured_event=showing.structured_event,
                list_context=listings.list_context,
                month_page=month.month_page,
                map_context=mapping.map_context,
                mail_modes=previewing.modes,
                mail_preview=previewing.answer,
                series_context=listings.series_context,
            )
        )
        subscribing.register()
        participating.enter()
        scale.register()
        taking.register()
        roles.grant([Role.EVENT_HOST], roles.ADMIN)
        self.receivers = signals
