"""Grants in the admin: rules of programmes, and no deleting of calls that somebody has applied to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from grants import case_views, policies
from grants.models import Application, CallPage
from grants.viewsets import ProgrammeRulesViewSet

register_snippet(ProgrammeRulesViewSet)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the cases."""
    return [
        path("cases/", case_views.index, name="grants_admin_index"),
        path("cases/export.csv", case_views.export, {"kind": "csv"}, name="grants_admin_csv"),
        path("cases/export.xlsx", case_views.export, {"kind": "xlsx"}, name="grants_admin_xlsx"),
        path("cases/<int:pk>/", case_views.case, name="grants_admin_case"),
        path("cases/<int:pk>/completion/", case_views.ask, name="grants_admin_ask"),
        path("cases/<int:pk>/message/", case_views.write, name="grants_admin_write"),
        path("cases/<int:pk>/owner/", case_views.appoint, name="grants_admin_appoint"),
    ]


class CasesMenuItem(MenuItem):
    """Shown to those who read cases, and to those who may everything: they are told that cases are read by role."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user reads cases."""
        return bool(policies.reads_cases(request.user) or request.user.is_superuser)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return CasesMenuItem(
        gettext_lazy("Cases"), reverse("grants_admin_index"), name="cases", icon_name="folder-open-inverse", order=360
    )


def somebody_applies(page: Page) -> bool:
    """Tell whether somebody has applied, or is about to, to a call on this page or under it."""
    keys = CallPage.objects.descendant_of(page, inclusive=True).values("translation_key")
    return Application.objects.filter(call__translation_key__in=keys).exists()


def refused(request: HttpRequest, page: Page) -> HttpResponse:
    """Say why, where the call is edited."""
    text = _("Somebody has begun an application to this call. Let the call close instead; its page stays as it is.")
    messages.error(request, text)
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_delete_page")
def keep_what_is_applied_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a call that somebody applies to: what is asked and promised there belongs to the case."""
    return refused(request, page) if request.method == "POST" and somebody_applies(page) else None


@hooks.register("before_bulk_action")
def keep_them_in_bulk_too(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Refuse the same of many pages at once, before the first of them is touched."""
    if request.method != "POST" or action_type != "delete":
        return None
    held = [one for one in objects if isinstance(one, Page) and somebody_applies(one)]
    return refused(request, held[0]) if held else None
