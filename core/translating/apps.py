"""What is translated, outdated or missing, and the words and rights that translators need."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslatingConfig(AppConfig):
    """What is translated, outdated or missing, and the words and rights that translators need."""

    name = "core.translating"
    label = "translating"
    verbose_name = _("Translating")

    def ready(self) -> None:
        """Remember what a page said when it was published."""
        from django.core import checks
        from django.db.models.signals import post_save
        from wagtail.signals import page_published

        from core.audit import actions
        from core.translating.checks import machine_translator_is_there
        from core.translating.signals import address_from_title, remember_published

        page_published.connect(remember_published, dispatch_uid="core.translating.remember_published")
        post_save.connect(
            address_from_title,
            sender="wagtail_localize.StringTranslation",
            dispatch_uid="core.translating.address_from_title",
        )
        checks.register(machine_translator_is_there)
        actions.register(
            {
                "translating.started": _("Translation started"),
                "translating.refreshed": _("Changes of the original fetched"),
                "translating.imported": _("Translation imported from a PO file"),
                "translating.approved": _("Machine translation approved"),
            }
        )
