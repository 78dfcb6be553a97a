"""What follows when pages of calls are published, taken down, moved or restricted."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from grants.models.pages import CallIndexPage, CallPage
from grants.services import projection


@receiver(page_published, sender=CallPage, dispatch_uid="grants.published")
def on_published(instance: CallPage, **_signal: Any) -> None:
    """Write the facts and the form to the record."""
    projection.project(instance)


@receiver(page_unpublished, sender=CallPage, dispatch_uid="grants.unpublished")
def on_unpublished(instance: CallPage, **_signal: Any) -> None:
    """Take the record out of lists and feeds when no language is left."""
    projection.withdraw(instance)


@receiver(post_delete, sender=CallPage, dispatch_uid="grants.deleted")
def on_deleted(instance: CallPage, **_signal: Any) -> None:
    """Keep the record: applications hang on it."""
    projection.withdraw(instance)


@receiver(post_page_move, dispatch_uid="grants.moved")
def on_moved(instance: Any, **_signal: Any) -> None:
    """Look again at who may read a call that was moved, by itself or with its list."""
    if isinstance(instance, (CallPage, CallIndexPage)):
        projection.refresh_visibility(CallPage.objects.descendant_of(instance, inclusive=True))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="grants.restricted")
def on_restricted(instance: PageViewRestriction, **_signal: Any) -> None:
    """Look again at the calls under a page that was closed or opened to the public."""
    projection.refresh_visibility(CallPage.objects.descendant_of(instance.page, inclusive=True))
