"""What happens when a page is published, and when its title gets a translation."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.translating import groups, services

HOME_DEPTH = 2


def remember_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Remember which words the page stands for. A language that gets its start page can have translators."""
    services.remember(instance)
    if instance.depth == HOME_DEPTH:
        groups.sync_groups([instance.locale])


def address_from_title(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """Let the address follow the title of a translation, however the title was translated."""
    if instance.context is not None and instance.context.path == services.TITLE and not instance.has_error:
        services.name_address(instance)
