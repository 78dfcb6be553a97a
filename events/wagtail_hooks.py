"""Seminars in the admin: their registrations, and no deleting of what people hold places in."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
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


@hooks.register("before_delete_page")
def keep_what_people_hold(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete seminars that somebody is registered for: cancel them, so that those registered are told."""
    keys = EventPage.objects.descendant_of(page, inclusive=True).values("translation_key")
    live: Any = Registration.objects.live().filter(event__translation_key__in=keys)
    if request.method != "POST" or not live.exists():
        return None
    messages.error(
        request,
        _("Somebody is registered. Set the status to cancelled instead: the page then says so, and they are told."),
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
