"""Writing in a section, reading everything through, and sending it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.reading import active_language
from grants import policies, section_pages
from grants.access import mine, post_else
from grants.form_structure import in_language, sections_asked
from grants.forms import SectionForm
from grants.models.applications import Application, SectionAnswers
from grants.pages_of import page_of
from grants.services import drafts, submitting
from grants.uploading import limited


def url_of(application: Application) -> Any:
    """Return what gives the address of a section of an application."""
    return lambda section_id: reverse("grants:section", args=[application.key, section_id])


def call_title(application: Application) -> str:
    """Return what the call is called in the language of the page."""
    page = page_of(application.call, active_language())
    return page.title if page is not None else application.call.title


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a browser's script asks."""
    return request.method == "POST" and "application/json" in request.headers.get("Accept", "")


@limited
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, key: UUID, section_id: str) -> HttpResponse:
    """Show a section, and save it; a save of the browser's own accord is answered with JSON."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401) if wants_json(request) else redirect_to_login(request.get_full_path())
    application, role = mine(request, key)
    found = {one["id"]: one for one in in_language(application.form_version, active_language())}
    if section_id not in found:
        raise Http404
    page = SectionView(request, application, role, found[section_id])
    return page.save() if request.method == "POST" else page.show()


class SectionView:
    """One section of one application, asked for by one who takes part in it."""

    def __init__(self, request: HttpRequest, application: Application, role: str, asked: dict[str, Any]) -> None:
        self.request, self.application, self.role, self.asked = request, application, role, asked
        self.row = self.stored()
        self.url_of = url_of(application)

    def stored(self) -> SectionAnswers:
        """Return what is stored of the section; of one that nobody has saved, an empty row that is not stored."""
        rows = self.application.sections.select_related("saved_by").filter(section_id=self.asked["id"])
        return rows.first() or SectionAnswers(application=self.application, section_id=self.asked["id"])

    def form(self, *, posted: bool = False, **values: Any) -> SectionForm:
        """Return the form over what is stored, or over what was posted."""
        if posted:
            too_big = getattr(self.request, "too_big", {})
            values |= {"data": self.request.POST, "files": self.request.FILES, "too_big": too_big}
        files = drafts.files_of(self.application)
        return SectionForm(self.asked, active_language(), self.row.answers, attachments=files, **values)

    def show(self, form: SectionForm | None = None, reason: str = "") -> HttpResponse:
        """Show the section, as a form to those who may write in it."""
        given = self.request.GET
        form = form or self.form(strict="check" in given, more=given.get("more", "")[:120])
        may = policies.may_write(self.role, self.application)
        review_url = reverse("grants:review", args=[self.application.key])
        context = section_pages.section_context(
            self.application,
            self.asked["id"],
            form,
            answers=drafts.answers_of(self.application),
            url_of=self.url_of,
            review_url=review_url,
            can_write=bool(may),
        )
        context |= {
            "revision": self.row.revision,
            "saved_at": self.row.saved_at if self.row.revision else None,
            "call_title": call_title(self.application),
            "read_only_reason": reason or str(may.reason),
        }
        return render(self.request, "grants/section.html", context)

    def save(self) -> HttpResponse:
        """Save what was posted, whatever is still wrong in it; a stale save is answered with both texts."""
        form = self.form(posted=True)
        writing = drafts.Writing(self.asked["id"], form.value, self.based_on(), form.uploads, form.detached)
        try:
            saved = drafts.save_section(self.request.user, self.application, writing)
        except drafts.StaleError as error:
            return self.conflict(form, error)
        except drafts.RefusedError as error:
            return self.refused(form, str(error.reason))
        if wants_json(self.request):
            return JsonResponse({"revision": saved.revision, "saved_at": saved.at.isoformat(), **form.told})
        return self.go_on(form)

    def based_on(self) -> int:
        """Return the revision that a save is based on; one that is no number is based on nothing that is stored."""
        text = self.request.POST.get("revision", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def conflict(self, form: SectionForm, error: drafts.StaleError) -> HttpResponse:
        """Answer a stale save: nothing is written, both texts are shown."""
        if wants_json(self.request):
            return JsonResponse({"revision": error.revision, "by": error.by}, status=409)
        context = section_pages.conflict_context(
            self.application,
            form,
            error.stored,
            by=error.by,
            revision=error.revision,
            section_url=self.url_of(self.asked["id"]),
        )
        return render(self.request, "grants/conflict.html", context, status=409)

    def refused(self, form: SectionForm, reason: str) -> HttpResponse:
        """Say why it cannot be saved any more; what was typed is shown, so that it can be copied."""
        if wants_json(self.request):
            return JsonResponse({"reason": reason}, status=403)
        response = self.show(form, reason)
        response.status_code = 403
        return response

    def go_on(self, form: SectionForm) -> HttpResponse:
        """Lead to where one goes after a save. A file that was refused is told of at once."""
        if form.refused:
            self.row = self.stored()
            return self.show(form)
        if form.stays or not form.is_valid():
            return HttpResponseRedirect(self.url_of(self.asked["id"]) + form.way_back)
        structure = self.application.form_version.structure
        ids = [one["id"] for one in structure]
        asked = {one["id"] for one in sections_asked(structure, drafts.answers_of(self.application))}
        following = [one for one in ids[ids.index(self.asked["id"]) + 1 :] if one in asked]
        if following:
            return HttpResponseRedirect(self.url_of(following[0]))
        return HttpResponseRedirect(reverse("grants:review", args=[self.application.key]))


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everything as it will be sent, and what stands in the way."""
    application, role = mine(request, key)
    return read_through(request, application, role)


def read_through(
    request: HttpRequest, application: Application, role: str, *, refused: str = "", tried: bool = False
) -> HttpResponse:
    """Show the whole application; after an attempt to send it, with why that was refused."""
    may = policies.may_submit(role, application)
    context = section_pages.review_context(
        application,
        answers=drafts.answers_of(application),
        attachments=drafts.files_of(application),
        language=active_language(),
        url_of=url_of(application),
    )
    context |= {
        "call_title": call_title(application),
        "can_submit": bool(may),
        "cannot_submit_reason": str(may.reason),
        "submit_url": reverse("grants:submit", args=[application.key]),
        "refused": refused,
        "tried": tried,
    }
    return render(request, "grants/review.html", context, status=409 if refused else 422 if tried else 200)


@never_cache
@login_required
@post_else("grants:review")
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the application, and lead to the receipt."""
    application, role = mine(request, key)
    try:
        submitting.submit(request.user, application, active_language())
    except drafts.RefusedError as error:
        return read_through(request, application, role, refused=str(error.reason))
    except submitting.NotWholeError:
        return read_through(request, application, role, tried=True)
    return HttpResponseRedirect(reverse("grants:receipt", args=[application.key]))
