"""Pages tell, records follow."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_published

from partners import services
from partners.models import Partner, PartnerPage, Partnership, PartnershipPage


def on_partner_published(sender: Any, instance: PartnerPage, **kwargs: Any) -> None:
    """Write the record."""
    services.partner_published(instance)


def on_partner_deleted(sender: Any, instance: PartnerPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.page_deleted(Partner, instance)


def on_partnership_published(sender: Any, instance: PartnershipPage, **kwargs: Any) -> None:
    """Write the record."""
    services.partnership_published(instance)


def on_partnership_deleted(sender: Any, instance: PartnershipPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.page_deleted(Partnership, instance)


def connect() -> None:
    """Listen. Repeating it changes nothing."""
    for signal, sender, handler in (
        (page_published, PartnerPage, on_partner_published),
        (post_delete, PartnerPage, on_partner_deleted),
        (page_published, PartnershipPage, on_partnership_published),
        (post_delete, PartnershipPage, on_partnership_deleted),
    ):
        signal.connect(handler, sender=sender, dispatch_uid=f"partners.{handler.__name__}")
