"""Grants: calls for applications, their forms, and the applications that come."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    """Grants: calls for applications, their forms, and the applications that come."""

    name = "grants"
    label = "grants"
    verbose_name = _("Grants")

    def ready(self) -> None:
        """Listen for publishing, and enter listings, panels, mail and rights."""
        from accounts import roles
        from accounts.enums import Role
        from grants import call_views, letters, listings, seams, showing, signals, subscribing

        listings.register()
        letters.register()
        seams.enter(
            seams.Seams(
                page_context=showing.page_context,
                list_context=listings.list_context,
                structured_call=showing.structured_call,
                form_modes=call_views.form_modes,
                form_preview=call_views.form_preview,
            )
        )
        subscribing.register()
        roles.grant([Role.EDITOR], *roles.crud("grants", "programmerules"))
        roles.grant([Role.CASE_OFFICER], roles.ADMIN)
        rules = ("add_programmerules", "change_programmerules", "view_programmerules", "assign_officers")
        roles.grant([Role.ADMINISTRATOR], *(f"grants.{name}" for name in rules))
        self.receivers = signals
