"""The board in the admin, and what is done with one page in one language."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.languages.names import language_codes, own_name
from core.translating import board, others, po, policies, services
from core.translating.enums import Stage
from core.translating.forms import BoardForm
from core.translating.groups import languages_of
from core.translating.models import Standing
from core.translating.querysets import originals
from core.translating.words import changes

PER_PAGE = 50


def portal_locales() -> list[Locale]:
    """Return the languages of the portal that have been set up, in order."""
    codes = language_codes()
    found = [locale for locale in Locale.objects.all() if locale.language_code in codes]
    return sorted(found, key=lambda locale: codes.index(locale.language_code))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the board; a translator's own languages first."""
    if not policies.may_see_board(request.user):
        raise PermissionDenied
    locales = portal_locales()
    form = BoardForm(request.GET, locales=locales, own=languages_of(request.user))
    asked = form.chosen()
    page = Paginator(board.found(**asked), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page_title": _("Translations"),
        "form": form,
        "pages": page,
        "rows": board.rows(page.object_list, asked["locales"]),
        "columns": [(locale, own_name(locale.language_code)) for locale in asked["locales"]],
        "stages": Stage,
        **others.shown_with(asked, request.user),
    }
    return render(request, "translating/admin/board.html", context)


def one_of(request: HttpRequest, pk: int, language: str) -> tuple[Page, Locale]:
    """Return an original and a language. Raises Http404 or PermissionDenied."""
    if not policies.may_see_board(request.user):
        raise PermissionDenied
    original = get_object_or_404(originals().select_related("locale"), pk=pk)
    locale = get_object_or_404(Locale, language_code=language)
    if locale.pk == original.locale_id:
        raise Http404
    return original, locale


def translator_of(request: HttpRequest, pk: int, language: str) -> tuple[Page, Locale]:
    """Return an original and a language that the user translates to. Raises Http404 or PermissionDenied."""
    original, locale = one_of(request, pk, language)
    if not policies.may_translate_to(request.user, locale):
        raise PermissionDenied
    return original, locale


def translation_of(original: Page, locale: Locale) -> Translation | None:
    """Return what wagtail-localize keeps of a page in a language; None when it is not translated there by it."""
    rows = Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale")
    return rows.filter(source__object_id=original.translation_key, target_locale=locale, enabled=True).first()


def address_of(original: Page, locale: Locale) -> str:
    """Return the address of one page in one language on the board."""
    return reverse("translating_detail", args=[original.pk, locale.language_code])


@require_safe
def detail(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show what has changed since a page was translated, and what can be done about it."""
    original, locale = one_of(request, pk, language)
    return render(request, "translating/admin/detail.html", detail_context(request, original, locale))


def detail_context(request: HttpRequest, original: Page, locale: Locale, **more: Any) -> dict[str, Any]:
    """Return what the page of one translation shows."""
    [row] = board.rows([original], [locale])
    cell = row.cells[0]
    translation = translation_of(original, locale)
    standing = Standing.objects.filter(page_id=cell.page.pk).first() if cell.page is not None else None
    different = changes(standing.words, services.words_at(original)) if standing is not None and cell.behind else []
    progress = translation.get_progress() if translation is not None else None
    newer_source = (
        translation is not None
        and bool(original.last_published_at)
        and original.last_published_at > translation.source.last_updated_at
    )
    complete = progress is not None and progress[0] == progress[1] and not newer_source
    return {
        "page_title": original.title,
        "original": original,
        "language_name": own_name(locale.language_code),
        "locale": locale,
        "cell": cell,
        "changes": different,
        "translation": translation,
        "progress": progress,
        "is_complete": complete and cell.stage in {Stage.DRAFT, Stage.OUTDATED},
        "may_translate": policies.may_translate_to(request.user, locale),
        "newer_source": newer_source,
        **more,
    }


@require_POST
def start(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Send a page to translation, and lead to the translation editor."""
    original, locale = translator_of(request, pk, language)
    page = Page.objects.filter(translation_key=original.translation_key, locale=locale, alias_of__isnull=True).first()
    if page is None:
        page = services.start(original, locale, actor=request.user)
        messages.success(request, _("The page can be translated now. It is shown when it has been published."))
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@require_POST
def refresh(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Bring what the original says now into the translation editor."""
    original, locale = translator_of(request, pk, language)
    translation = translation_of(original, locale)
    if translation is None:
        raise Http404
    services.refresh(translation, actor=request.user)
    messages.success(request, _("What is new in the original can be translated now."))
    return HttpResponseRedirect(address_of(original, locale))


@require_POST
def approve(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Answer for what a machine has translated."""
    original, locale = translator_of(request, pk, language)
    translation = translation_of(original, locale)
    if translation is None:
        raise Http404
    number = services.approve(translation, actor=request.user)
    text = ngettext("%(number)d machine translation approved.", "%(number)d machine translations approved.", number)
    messages.success(request, text % {"number": number})
    return HttpResponseRedirect(address_of(original, locale))


@require_POST
def bring_in(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Take over a PO file, and show what that changed."""
    original, locale = translator_of(request, pk, language)
    translation = translation_of(original, locale)
    if translation is None:
        raise Http404
    return import_answer(request, original, locale, translation)


def import_answer(request: HttpRequest, original: Page, locale: Locale, translation: Translation) -> HttpResponse:
    """Take over the file of a request; answer with what was changed and left out, or with why it is refused."""
    upload = request.FILES.get("file")
    status = 200
    more: dict[str, Any] = {}
    try:
        if upload is None:
            raise ValidationError(_("Choose a file first."))
        # One byte more than allowed is enough to see that it is too large.
        outcome = po.bring_in(po.read(upload.read(po.LARGEST + 1), translation), translation, actor=request.user)
        more = {"outcome": outcome}
    except ValidationError as error:
        status = 422
        more = {"refused": error.messages[0]}
    context = detail_context(request, original, locale, **more)
    return render(request, "translating/admin/detail.html", context, status=status)
