"""What happens when a page is published."""

from typing import Any

from wagtail.models import Page

from core.translating import groups, services

HOME_DEPTH = 2


def remember_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Remember which words the page stands for. A language that gets its start page can have translators."""
    services.remember(instance)
    if instance.depth == HOME_DEPTH:
        groups.sync_groups([instance.locale])
