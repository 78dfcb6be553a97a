"""Pages tell, records follow."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from projects import services
from projects.models import MethodPage, ProgrammePage, ProjectPage


def on_project_published(sender: Any, instance: ProjectPage, **kwargs: Any) -> None:
    """Write the record."""
    services.project_published(instance)


def on_project_unpublished(sender: Any, instance: ProjectPage, **kwargs: Any) -> None:
    """Take it out of the bank."""
    services.project_withdrawn(instance)


def on_project_deleted(sender: Any, instance: ProjectPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.project_page_deleted(instance)


def on_programme_published(sender: Any, instance: ProgrammePage, **kwargs: Any) -> None:
    """Write the record."""
    services.programme_published(instance)


def on_programme_gone(sender: Any, instance: ProgrammePage, **kwargs: Any) -> None:
    """Hide the record."""
    services.programme_withdrawn(instance)


def on_method_published(sender: Any, instance: MethodPage, **kwargs: Any) -> None:
    """Write the record."""
    services.method_published(instance)


def on_method_unpublished(sender: Any, instance: MethodPage, **kwargs: Any) -> None:
    """Hide the record."""
    services.method_withdrawn(instance)


def on_method_deleted(sender: Any, instance: MethodPage, **kwargs: Any) -> None:
    """Let the record follow."""
    services.method_withdrawn(instance, deleted=True)


def on_restriction_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Look again at who may see what."""
    services.refresh_visibility(instance.page.path)


def connect() -> None:
    """Listen. Repeating it changes nothing."""
    for signal, sender, handler in (
        (page_published, ProjectPage, on_project_published),
        (page_unpublished, ProjectPage, on_project_unpublished),
        (post_delete, ProjectPage, on_project_deleted),
        (page_published, ProgrammePage, on_programme_published),
        (page_unpublished, ProgrammePage, on_programme_gone),
        (post_delete, ProgrammePage, on_programme_gone),
        (page_published, MethodPage, on_method_published),
        (page_unpublished, MethodPage, on_method_unpublished),
        (post_delete, MethodPage, on_method_deleted),
        (post_save, PageViewRestriction, on_restriction_changed),
        (post_delete, PageViewRestriction, on_restriction_changed),
    ):
        signal.connect(handler, sender=sender, dispatch_uid=f"projects.{handler.__name__}.{sender.__name__}")
