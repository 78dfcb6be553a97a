"""Seminars in the admin: their registrations, and no deleting of what people hold places in."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from events import admin_views as views
from events import policies, series_views
from events.models.pages import EventPage
from events.models.registrations import Registration


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the registrations."""
    return [
        path("seminars/", views.index, name="events_admin_index"),
        path("seminars/repeat/<int:pk>/", series_views.repeat, name="events_admin_repeat"),
        path("seminars/<int:pk>/", views.overview, name="events_admin_overview"),
        path("seminars/<int:pk>/add/", views.add, name="events_admin_add"),
        path("seminars/<int:pk>/cancel/", views.cancel, name="events_admin_cancel"),
        path("seminars/<int:pk>/message/", views.message, name="events_admin_message"),
        path("seminars/<int:pk>/thanks/", views.thanks, name="events_admin_thanks"),
        path("seminars/<int:pk>/door/", views.door, name="events_admin_door"),
        path("seminars/<int:pk>/no-shows/", views.no_shows, name="events_admin_no_shows"),
        path("seminars/<int:pk>/evaluation/", views.evaluation, name="events_admin_evaluation"),
        path("seminars/<int:pk>/retry/", views.retry, name="events_admin_retry"),
        path("seminars/<int:pk>/needs/", views.needs, name="events_admin_needs"),
        path("seminars/<int:pk>/export.csv", views.export, {"kind": "csv"}, name="events_admin_csv"),
        path("seminars/<int:pk>/export.xlsx", views.export, {"kind": "xlsx"}, name="events_admin_xlsx"),
    ]


class SeminarsMenuItem(MenuItem):
    """Shown to those who run seminars."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may see registrations."""
        return bool(policies.may_see_registrations(request.user, None))


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return SeminarsMenuItem(
        gettext_lazy("Registrations"), reverse("events_admin_index"), name="seminars", icon_name="group", order=350
    )


@hooks.register("register_page_header_buttons")
def offer_to_repeat(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer to make a seminar a series, where it is edited."""
    seminar = page if isinstance(page, EventPage) else None
    if seminar is not None and policies.may_repeat(user, seminar):
        address = reverse("events_admin_repeat", args=[seminar.pk])
        yield Button(gettext_lazy("Repeat, as a series"), url=address, icon_name="date", priority=60)


def somebody_is_registered(pages: list[Page], *, coming: bool = False) -> bool:
    """Tell whether somebody has a place, or waits for one, at a seminar on one of these pages or under it."""
    keys: set[Any] = set()
    for page in pages:
        found = EventPage.objects.descendant_of(page, inclusive=True)
        keys.update(found.values_list("translation_key", flat=True))
    live: Any = Registration.objects.live().filter(event__translation_key__in=keys)
    return bool((live.filter(event__ends_at__gt=timezone.now()) if coming else live).exists())


def refused(request: HttpRequest, page: Page) -> HttpResponse:
    """Say why, where the seminar is edited."""
    messages.error(
        request,
        _("Somebody is registered. Set the status to cancelled instead: the page then says so, and they are told."),
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_delete_page")
def keep_what_people_hold(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete seminars that somebody is registered for: cancel them, so that those registered are told."""
    if request.method != "POST" or not somebody_is_registered([page]):
        return None
    return refused(request, page)


@hooks.register("before_unpublish_page")
def keep_what_people_come_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take down a coming seminar that somebody is registered for, unless another language still tells."""
    if request.method != "POST" or not somebody_is_registered([page], coming=True):
        return None
    seminar = isinstance(page.specific_deferred, EventPage)
    others = EventPage.objects.filter(translation_key=page.translation_key, live=True).exclude(pk=page.pk)
    return None if seminar and others.exists() else refused(request, page)


@hooks.register("before_bulk_action")
def keep_them_in_bulk_too(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Refuse the same of many pages at once, before the first of them is touched."""
    pages = [one for one in objects if isinstance(one, Page)]
    if request.method != "POST" or action_type not in {"delete", "unpublish"} or not pages:
        return None
    held = [page for page in pages if somebody_is_registered([page], coming=action_type == "unpublish")]
    return refused(request, held[0]) if held else None
