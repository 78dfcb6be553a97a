"""The portal's own steps around every request, outermost first."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import TypeGuard

import brotli
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import has_vary_header, patch_vary_headers
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from portal.health import PROBES
from portal.views import bad_request

# Bytes of path and query. A question of 5,000 characters is about 30,000 bytes once encoded.
LONGEST_ADDRESS = 64 * 1024
HIGHEST_PORT = 65_535
ADMIN_PREFIXES = ("/admin/", "/django-admin/")
# What a visitor's browser sends. The admin's own scripts send more.
PUBLIC_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
PRIVATE = "private, no-store"
PUBLIC = "public, max-age=0, must-revalidate"

Handler = Callable[[HttpRequest], HttpResponse]


class ProbeMiddleware:
    """Answers the machine's own questions before anything else: they come without host name, TLS or cookies."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe, or pass the request on."""
        probe = PROBES.get(request.path_info)
        return probe() if probe else self.get_response(request)


class HostGuardMiddleware:
    """Refuses, in words, what no browser sends: a forged host, NUL bytes, an address without end, a strange method."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse with 400, 405 or 414, or pass the request on; a view's refusal of a method gets words too."""
        length = len(request.path_info) + len(request.META.get("QUERY_STRING", ""))
        if length > LONGEST_ADDRESS:
            return bad_request(request, status=414)
        if is_forged(request):
            return bad_request(request)
        if request.method not in PUBLIC_METHODS and not request.path_info.startswith(ADMIN_PREFIXES):
            return wrong_method(request, ", ".join(PUBLIC_METHODS))
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return wrong_method(request, response.get("Allow", ""))
        return response


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """Say that nothing is done here with such a request, and what may be sent (RFC 9110, 15.5.6)."""
    answer = bad_request(request, status=HTTPStatus.METHOD_NOT_ALLOWED)
    answer.headers["Allow"] = allowed
    return answer


def is_forged(request: HttpRequest) -> bool:
    """Tell whether the request has a host that is not ours, a NUL byte, or more parameters than any page of ours."""
    try:
        _host, port = split_domain_port(request.get_host())
        texts = [request.path_info, *(text for name, values in request.GET.lists() for text in (name, *values))]
    except SuspiciousOperation:
        return True
    return any("\x00" in text for text in texts) or (port.isdigit() and int(port) > HIGHEST_PORT)


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is the one in the address, and nothing else: not a cookie, not the browser's wish.

    So every stranger gets the same bytes at the same address, and no answer varies by Accept-Language.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the address, Swedish outside the language prefixes."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the language of the answer. Unlike Django's, guess no other address on a 404."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class CachePolicyMiddleware:
    """Says who may keep an answer: anybody for public pages, nobody for what belongs to somebody.

    Sits outside the session, which has then told by `Vary: Cookie` or `Set-Cookie` that the answer is personal.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add Cache-Control where the view has not."""
        response = self.get_response(request)
        if is_personal(request, response):
            response.headers["Cache-Control"] = PRIVATE
        elif request.method in {"GET", "HEAD"} and response.status_code < 500:
            response.headers.setdefault("Cache-Control", PUBLIC)
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer may differ between visitors."""
    return (
        bool(response.cookies)
        or has_vary_header(response, "Cookie")
        or request.path_info.startswith(ADMIN_PREFIXES)
        or "private" in response.get("Cache-Control", "")
    )


class CompressionMiddleware(GZipMiddleware):
    """Brotli or gzip without noise for public pages; for personal ones gzip with a length that varies.

    A page that is the same for everybody holds no secret that its compressed length could betray (BREACH), so that
    its bytes can be the same each time; the others keep Django's protection.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress the answer when the visitor's browser can read it."""
        if is_personal(request, response):
            return super().process_response(request, response)
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if _can_shrink(response) and "br" in {name.split(";")[0].strip() for name in accepted.split(",")}:
            return _with_brotli(response)
        return PlainGZip(self.get_response).process_response(request, response)


class PlainGZip(GZipMiddleware):
    """Django's gzip without random bytes."""

    max_random_bytes = 0


def _can_shrink(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Tell whether the answer is whole, worth the trouble, and not compressed already."""
    return isinstance(response, HttpResponse) and len(response.content) >= 200 and "Content-Encoding" not in response


def _with_brotli(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ("Accept-Encoding",))
    # Level 5 takes about a millisecond for a page and is within a few per cent of the slow levels.
    response.content = brotli.compress(response.content, quality=5)
    response.headers["Content-Encoding"] = "br"
    response.headers["Content-Length"] = str(len(response.content))
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
    return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy for the public, a looser one for the admin, whose pages have inline scripts."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the policy for the address, unless a view has set its own."""
        parts = super().get_policy_parts(request, response, report_only)
        # A preview is made with a request for the public address, and shown in a frame of the admin.
        in_admin = request.path_info.startswith(ADMIN_PREFIXES) or getattr(request, "is_preview", False)
        if not report_only and parts.config is None and in_admin:
            return replace(parts, config=settings.ADMIN_CONTENT_SECURITY_POLICY)
        return parts


class MovedPagesMiddleware(RedirectMiddleware):
    """Wagtail's redirects, also for a page that has been taken down and not only for one that never was."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Answer with the redirect that an editor, or the move of a page, has made for this address."""
        taken_down = response.status_code == HTTPStatus.GONE
        if taken_down:
            response.status_code = HTTPStatus.NOT_FOUND
        answer = super().process_response(request, response)
        if taken_down and answer is response:
            response.status_code = HTTPStatus.GONE
        return answer
