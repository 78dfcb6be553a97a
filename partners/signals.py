"""Pages tell, records follow."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_delete
from wagtail.signals import page_published, post_page_move

from partners import sections, services
from partners.models import Correspondent, Partner, PartnerNewsPage, PartnerPage, Partnership, PartnershipPage


def on_partner_published(sender: Any, instance: PartnerPage, **kwargs: Any) -> None:
    """Write the record."""
    services.partner_published(instance)


def on_page_moved(sender: Any, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """Let news that was moved be its new section's."""
    section = PartnerPage.objects.filter(pk=parent_page_after.pk).first()
    if section is not None and isinstance(instance.specific, PartnerNewsPage):
        services.news_follows(section)


def on_partner_deleted(sender: Any, instance: PartnerPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.page_deleted(Partner, instance)


def on_partnership_published(sender: Any, instance: PartnershipPage, **kwargs: Any) -> None:
    """Write the record."""
    services.partnership_published(instance)


def on_partnership_deleted(sender: Any, instance: PartnershipPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.page_deleted(Partnership, instance)


def on_place_gone(sender: Any, instance: Correspondent, **kwargs: Any) -> None:
    """Take the rights away."""
    sections.place_gone(instance)


def on_groups_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Let the place in a section follow the group."""
    if reverse or action not in {"post_remove", "pre_clear"}:
        return
    groups = instance.groups.values_list("pk", flat=True) if action == "pre_clear" else pk_set or set()
    sections.left_groups(instance, groups)


def connect() -> None:
    """Listen. Repeating it changes nothing."""
    for signal, sender, handler in (
        (page_published, PartnerPage, on_partner_published),
        (post_delete, PartnerPage, on_partner_deleted),
        (page_published, PartnershipPage, on_partnership_published),
        (post_delete, PartnershipPage, on_partnership_deleted),
        (post_delete, Correspondent, on_place_gone),
    ):
        signal.connect(handler, sender=sender, dispatch_uid=f"partners.{handler.__name__}")
    post_page_move.connect(on_page_moved, dispatch_uid="partners.on_page_moved")
    m2m_changed.connect(
        on_groups_changed, sender=get_user_model().groups.through, dispatch_uid="partners.on_groups_changed"
    )
