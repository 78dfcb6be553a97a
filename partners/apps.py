"""Partners: who they are, the networks they form, and the news they send."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Partners: who they are, the networks they form, and the news they send."""

    name = "partners"
    label = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        """Connect the signals, and enter listings, mail, search and rights."""
        from accounts import roles
        from accounts.enums import Role
        from core.audit import actions
        from partners import choosing, letters, listings, search, showing, signals
        from partners.newsletter import contents as newsletter
        from partners.newsletter import letters as newsletter_letters

        signals.connect()
        choosing.close_to_guests()
        listings.offer()
        letters.register()
        search.register()
        newsletter.tell_of("partnernewspage", search.themes_of_news)
        newsletter_letters.register()
        showing.enter()
        actions.register(
            {
                "partners.correspondent_added": _("Correspondent of a partner added"),
                "partners.correspondent_removed": _("Correspondent of a partner removed"),
                "partners.feed_item_taken": _("Item of a partner's feed taken over as a draft"),
                "partners.feed_item_dismissed": _("Item of a partner's feed dismissed"),
                "partners.newsletter_sent": _("Newsletter sent"),
            }
        )
        roles.grant([Role.EDITOR], *(f"partners.{verb}_joinrequest" for verb in ("view", "change", "delete")))
        roles.grant([Role.ADMINISTRATOR], *(f"partners.{verb}_correspondent" for verb in ("add", "delete", "view")))
        roles.grant([Role.EDITOR], *(f"partners.{verb}_feeditem" for verb in ("view", "change")))
        roles.grant([Role.EDITOR], *(f"partners.{verb}_feedsource" for verb in ("add", "view", "change", "delete")))
        roles.grant([Role.EDITOR], "partners.add_newsletter", "partners.view_newsletter")
