"""The root address, the media files, and the pages that say that something went wrong."""

import mimetypes
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousFileOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page, Site

from portal.styleguide import sample_context

# Types that a browser would run as a page of ours: they are saved, never shown.
SAVED_ONLY = {"text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript"}
# Below the media folder, but with a permission check of their own.
CHECKED_ELSEWHERE = ("documents/",)
# What Django raises while it reads a form that is larger than the settings allow.
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LAST_RESORT = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{status}</title>
<h1>{status}</h1><p>{text}</p><p><a href="/">mangfaldensansikten</a></p></html>"""


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send everybody to the portal's own language: the same answer for all, whatever their browser wishes."""
    return HttpResponseRedirect(f"/{settings.LANGUAGE_CODE}/")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a public media file, from disk or from the object store, in a form that cannot act as a page of ours.

    Raises Http404 for what is not there and for documents, which Wagtail serves after asking who wants them.
    """
    if path.startswith(CHECKED_ELSEWHERE):
        raise Http404
    try:
        response = _from_disk(request, path) if _on_disk() else _from_store(path)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        # A name too long for the disk, or one that leads out of the folder.
        raise Http404 from error
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=86400"
    if (mimetypes.guess_type(path)[0] or "application/octet-stream") in SAVED_ONLY:
        response.headers["Content-Disposition"] = "attachment"
    return response


def _on_disk() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def _from_disk(request: HttpRequest, path: str) -> HttpResponseBase:
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def _from_store(path: str) -> HttpResponseBase:
    """Return a file of the store. Raises OSError for what is not there, SuspiciousFileOperation for `..`."""
    name = default_storage.generate_filename(path)
    file = default_storage.open(name)
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response.headers["Content-Length"] = str(file.size)
    return response


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component in its states: to everybody in the demo, elsewhere to those who work in the admin.

    Raises Http404 for all others.
    """
    if not settings.DEMO and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return render(request, "styleguide/index.html", sample_context())


def bad_request(request: HttpRequest, exception: Exception | None = None, status: int = 400) -> HttpResponse:
    """Say that the request cannot be understood, or is more than we read (RFC 9110, 15.5.14).

    Asks nothing of the request but its path, and no database.
    """
    if isinstance(exception, TOO_LARGE):
        return _bare(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _bare(request, "400.html", status)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Say that somebody tries too often (RFC 6585, 4). django-allauth asks for it by the name `handler429`."""
    return _bare(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, without a database, and without the template if need be."""
    try:
        return _bare(request, "500.html", 500)
    except Exception:  # noqa: BLE001 — whatever broke the page may break its template too
        return HttpResponse(
            LAST_RESORT.format(language="sv", status=500, text="Något gick fel hos oss. Försök igen om en stund."),
            status=500,
        )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this visitor may not see the page."""
    return _full(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form could not be trusted, which most often means that it was open for too long."""
    return _full(request, "403.html", 403, {"form_expired": True})


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or that there was one and it has been taken down."""
    if was_taken_down(request):
        return _full(request, "410.html", HTTPStatus.GONE)
    return _full(request, "404.html", 404)


def was_taken_down(request: HttpRequest) -> bool:
    """Tell whether a page that was once public, and is not now, has this address."""
    language = translation.get_language_from_path(request.path_info)
    site = Site.find_for_request(request) if language else None
    if language is None or site is None:
        return False
    homes = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=language
    ).values_list("url_path", flat=True)
    rest = request.path_info.removeprefix(f"/{language}/").rstrip("/")
    paths = [f"{home}{rest}/" if rest else home for home in homes]
    return Page.objects.filter(url_path__in=paths, live=False, first_published_at__isnull=False).exists()


def _facts(language: str) -> dict[str, Any]:
    return {"search_url": reverse("search"), "home_url": f"/{language}/"}


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Render without a request, and so without the context processors, which ask the database."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        return HttpResponse(render_to_string(template, {**_facts(language), "status": status}), status=status)


def _full(request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    language = translation.get_language() or settings.LANGUAGE_CODE
    request.portal_error = True  # type: ignore[attr-defined]  # the frame then leads to start pages, not to this address
    body = render_to_string(template, {**_facts(language), "status": status, **(context or {})}, request=request)
    return HttpResponse(body, status=status)
