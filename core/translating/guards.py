"""wagtail-localize's own addresses, each asked first whether the user translates to that language."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert as convert_views
from wagtail_localize.views import edit_translation as theirs

from core.translating import po, policies
from core.translating.querysets import original_of
from core.translating.views import import_answer

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def allowed(request: HttpRequest, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its page or snippet. Raises Http404 or PermissionDenied."""
    rows = Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale")
    translation = get_object_or_404(rows, pk=translation_id)
    try:
        instance = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not policies.may_edit(request.user, instance):
        raise PermissionDenied
    return translation, instance


def guarded(view: View) -> View:
    """Return a view of wagtail-localize that refuses who does not translate to the language."""

    @wraps(view)
    def answer(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        allowed(request, translation_id)
        return view(request, translation_id, **kwargs)

    return answer


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take over a PO file that was sent from the translation editor."""
    translation, instance = allowed(request, translation_id)
    original = original_of(instance) if isinstance(instance, Page) else None
    if original is None:
        return _upload_for_snippet(request, translation)
    return import_answer(request, original, translation.target_locale, translation)


def _upload_for_snippet(request: HttpRequest, translation: Translation) -> HttpResponse:
    sent = request.FILES.get("file")
    try:
        read = po.read(sent.read(po.LARGEST + 1) if sent is not None else b"", translation)
        outcome = po.bring_in(read, translation, actor=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return _back(request)
    told = {"changed": len(outcome.changed), "left": len(outcome.left_out)}
    messages.success(request, _("Changed: %(changed)d. Left out: %(left)d.") % told)
    return _back(request)


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let the machine translate what nobody has. A service that does not answer harms nothing."""
    allowed(request, translation_id)
    try:
        return theirs.machine_translate(request, translation_id)
    except (Http404, PermissionDenied):
        raise
    except Exception:  # a provider of any kind may fail in any way; the editor is told and the log knows
        logger.exception("The machine translation failed.")
        messages.error(request, _("The machine translation does not answer. Nothing has been changed."))
        return _back(request)


def convert(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let a translation be thrown away by those alone who may also unpublish it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_unpublish():
        raise PermissionDenied
    return convert_views.convert_to_alias(request, page_id)


def _back(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def urlpatterns() -> list[URLPattern]:
    """Return the addresses that are answered here before wagtail-localize answers them."""
    one = "localize/translate/<int:translation_id>/"
    return [
        path(f"{one}strings/<int:string_segment_id>/edit/", guarded(theirs.edit_string_translation)),
        path(f"{one}overrides/<int:overridable_segment_id>/edit/", guarded(theirs.edit_override)),
        path(f"{one}pofile/download/", guarded(theirs.download_pofile)),
        path(f"{one}pofile/upload/", upload),
        path(f"{one}machine_translate/", machine_translate),
        path("localize/page/<int:page_id>/convert_to_alias/", convert),
        path(f"{one}disable/", guarded(theirs.stop_translation)),
    ]
