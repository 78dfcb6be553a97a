"""The form of a call, read before one signs in, and previewed by the editor who composes it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.reading import active_language
from grants import form_structure
from grants.forms import SectionForm
from grants.models.records import Call
from grants.pages_of import page_of
from grants.reading_through import section_condition, sections_in_words
from grants.services.projection import latest_version
from grants.showing import way_in
from grants.wording import phase_of, status_of, when_text

FORM_MODE = "form"


@require_safe
def form_read(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what is asked in the form of a public call. Raises Http404 when there is none, or no form yet."""
    call: Any = Call.objects.public().select_related("programme").filter(translation_key=key).first()
    language = active_language()
    page = page_of(call, language) if call is not None else None
    version = latest_version(call) if call is not None else None
    if page is None or version is None or not version.structure:
        raise Http404
    call.has_form = True
    # In one language all through, and said which, where the form is not in that of the reader.
    spoken = next((code for code in (language, *form_structure.LANGUAGES) if code in version.words), language)
    return render(
        request,
        "grants/call_form.html",
        {
            "call_page": page,
            "call_url": page.get_url(request) or "",
            "page_lang": page.card_language if page.card_language != language else "",
            "sections": sections_in_words(version, spoken),
            "form_lang": spoken if spoken != language else "",
            "status": status_of(call),
            "when": when_text(call),
            "way": way_in(call, phase_of(call), call),
        },
    )


def form_modes() -> list[tuple[str, Any]]:
    """Return the preview of the form, with its label."""
    return [(FORM_MODE, _("Application form, as the applicant sees it"))]


def form_preview(page: Any, request: HttpRequest) -> HttpResponse:
    """Show the form as it is being composed: every section, as the applicant will see it. Nothing is stored."""
    language = page.locale.language_code
    words = {language: form_structure.words_of(page)}
    sections = form_structure.with_words(form_structure.compiled(page), words, language)
    forms = [
        (section | {"when": section_condition(section, sections)}, SectionForm(section, language, {}))
        for section in sections
    ]
    return render(request, "grants/call_preview.html", {"page": page, "sections": forms})
