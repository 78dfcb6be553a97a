"""What follows when pages are published, taken down, moved or restricted."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from events.models.pages import EventIndexPage, EventPage
from events.models.records import Event, Removal
from events.services import projection


@receiver(page_published, sender=EventPage, dispatch_uid="events.published")
def on_published(instance: EventPage, **_signal: Any) -> None:
    """Write the facts to the record."""
    projection.project(instance)


@receiver(page_unpublished, sender=EventPage, dispatch_uid="events.unpublished")
def on_unpublished(instance: EventPage, **_signal: Any) -> None:
    """Take the record out of lists and feeds when no language is left."""
    projection.withdraw(instance)


@receiver(post_delete, sender=EventPage, dispatch_uid="events.deleted")
def on_deleted(instance: EventPage, **_signal: Any) -> None:
    """Keep the record: registrations and calendars hang on it."""
    projection.withdraw(instance)


@receiver(post_delete, sender=Event, dispatch_uid="events.removed")
def on_removed(instance: Event, **_signal: Any) -> None:
    """Write down that a record is gone, for those who keep all in memory (`events.index`)."""
    Removal.objects.create(key=instance.translation_key)


@receiver(post_page_move, dispatch_uid="events.moved")
def on_moved(instance: Any, **_signal: Any) -> None:
    """Look again at who may read a seminar that was moved, by itself or with its index."""
    if isinstance(instance, (EventPage, EventIndexPage)):
        projection.refresh_visibility(EventPage.objects.descendant_of(instance, inclusive=True))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="events.restricted")
def on_restricted(instance: PageViewRestriction, **_signal: Any) -> None:
    """Look again at the seminars under a page that was closed or opened to the public."""
    projection.refresh_visibility(EventPage.objects.descendant_of(instance.page, inclusive=True))
