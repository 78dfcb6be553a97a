"""An own page with all one's applications; beginning one, seeing where it stands, its receipt, and what ends it."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.pdf import UnavailableError
from core.reading import active_language
from grants import checking, clock, policies, receipts, standing
from grants.access import mine, post_else
from grants.enums import MemberRole, State
from grants.models.applications import Application, Attachment, Invitation
from grants.models.records import Call
from grants.pages_of import pages_of
from grants.reading import sections_read
from grants.section_views import call_title, url_of
from grants.services import drafts, submitting


@never_cache
@login_required
@require_safe
def own_page(request: HttpRequest) -> HttpResponse:
    """Show what waits for the visitor, and all applications the visitor takes part in."""
    rows = list(Application.objects.of_member(request.user).select_related("call").order_by("-saved_at", "-pk"))
    titles = pages_of([row.call for row in rows], active_language())
    shown = [
        {
            "application": row,
            "call_title": getattr(titles.get(row.call_id), "title", row.call.title),
            "standing": standing.standing_of(row),
        }
        for row in rows
    ]
    context = {
        "waiting": [one for one in shown if one["standing"].waits],
        "others": [one for one in shown if not one["standing"].waits],
        "invitations": invitations_to(request.user),
    }
    return render(request, "grants/own_page.html", context)


def invitations_to(user: Any) -> list[Invitation]:
    """Return the invitations to the address of a user."""
    rows = Invitation.objects.filter(email__iexact=user.email).select_related("application__call")
    return list(rows.order_by("created_at", "pk"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin an application to a call: a page with a button, so that no link begins anything."""
    call: Any = get_object_or_404(Call.objects.public().select_related("programme"), translation_key=key)
    refused = ""
    if request.method == "POST":
        try:
            made = drafts.start(request.user, call, active_language(), key_in(request))
        except drafts.RefusedError as error:
            refused = str(error.reason)
        else:
            return HttpResponseRedirect(first_section(made))
    else:
        refused = str(policies.may_start(call).reason)
    page = pages_of([call], active_language()).get(call.pk)
    begun = Application.objects.of_member(request.user).filter(call=call, state=State.DRAFT).order_by("-saved_at")
    context = {
        "call": call,
        "call_title": page.title if page is not None else call.title,
        "call_url": page.get_url(request) if page is not None else "",
        "closing": clock.closing_text(call),
        "begun": begun[:10],
        "form_key": uuid.uuid4(),
        "refused": refused,
    }
    return render(request, "grants/start.html", context, status=409 if refused and request.method == "POST" else 200)


def key_in(request: HttpRequest) -> UUID | None:
    """Return the key that a form was shown with, which makes two clicks one."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


def first_section(application: Application) -> str:
    """Return the address of the first section."""
    return str(url_of(application)(application.form_version.structure[0]["id"]))


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show where an application stands, what is left, and what can be done."""
    application, role = mine(request, key)
    language = active_language()
    answers, files = drafts.answers_of(application), drafts.files_of(application)
    found = checking.missing(application.form_version, answers, files, language, application.call)
    context = {
        "application": application,
        "role": MemberRole(role).label,
        "call_title": call_title(application),
        "standing": standing.standing_of(application),
        "steps": checking.steps(application.form_version, answers, found, language, url_of(application)),
        "missing_count": len(found),
        "may_write": bool(policies.may_write(role, application)),
        "may_withdraw": bool(policies.may_withdraw(role, application)),
        "may_discard": bool(policies.may_discard(role, application)),
        "newer_form": drafts.newer_form(application) if policies.may_write(role, application) else None,
        "log": application.events.select_related("text").order_by("-number"),
        "asked": asked_for(application),
        "open_calls": open_calls(language),
        "form_key": uuid.uuid4(),
    }
    return render(request, "grants/overview.html", context)


def asked_for(application: Application) -> str:
    """Return what completion was asked for, in the words of the case officer."""
    if application.state != State.COMPLETION:
        return ""
    line = application.events.filter(to_state=State.COMPLETION).select_related("text").order_by("-number").first()
    return getattr(getattr(line, "text", None), "words", "")


def open_calls(language: str) -> list[tuple[UUID, str]]:
    """Return the calls that an application may be copied to."""
    calls = list(Call.objects.public().open())
    titles = pages_of(calls, language)
    return [(call.translation_key, getattr(titles.get(call.pk), "title", call.title)) for call in calls]


@never_cache
@login_required
@require_safe
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what was sent, when, and under which number. Raises Http404 for what was never sent."""
    application, _role = mine(request, key)
    submission = application.submissions.select_related("form_version").order_by("-number").first()
    if submission is None:
        raise Http404
    files = receipts.files_of(submission)
    context = {
        "application": application,
        "submission": submission,
        "call_title": call_title(application),
        "standing": standing.standing_of(application),
        "readings": sections_read(submission.form_version, submission.answers, files, active_language()),
        "when": standing.moment_text(submission.submitted_at),
    }
    return render(request, "grants/receipt.html", context)


@never_cache
@login_required
@require_safe
def receipt_pdf(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Hand out the receipt as a file. Raises Http404 for what was never sent."""
    application, _role = mine(request, key)
    submission = get_object_or_404(application.submissions.select_related("form_version"), number=number)
    try:
        content = receipts.pdf_of(submission)
    except UnavailableError:
        messages.error(request, _("The file cannot be made just now. The receipt is here on the page."))
        return HttpResponseRedirect(reverse("grants:receipt", args=[application.key]))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{application.case_number}-{number}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


@never_cache
@login_required
@post_else("grants:overview")
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Withdraw an application."""
    application, _role = mine(request, key)
    try:
        submitting.withdraw(request.user, application, request.POST.get("reason", "").replace("\0", "").strip()[:2000])
        messages.success(request, _("The application is withdrawn."))
    except drafts.RefusedError as error:
        messages.error(request, str(error.reason))
    return HttpResponseRedirect(reverse("grants:overview", args=[application.key]))


@never_cache
@login_required
@post_else("grants:overview")
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a draft away."""
    application, _role = mine(request, key)
    try:
        drafts.discard(request.user, application)
    except drafts.RefusedError as error:
        messages.error(request, str(error.reason))
        return HttpResponseRedirect(reverse("grants:overview", args=[application.key]))
    messages.success(request, _("The draft is thrown away."))
    return HttpResponseRedirect(reverse("grants:own"))


@never_cache
@login_required
@post_else("grants:overview")
def copy(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin a new application with the answers of this one."""
    application, _role = mine(request, key)
    call_key = request.POST.get("call", "")
    call: Any = next((one for one in Call.objects.public().open() if str(one.translation_key) == call_key), None)
    if call is None:
        messages.error(request, _("Choose a call that is open."))
        return HttpResponseRedirect(reverse("grants:overview", args=[application.key]))
    try:
        made = drafts.copy(request.user, application, call, active_language(), key_in(request))
    except drafts.RefusedError as error:
        messages.error(request, str(error.reason))
        return HttpResponseRedirect(reverse("grants:overview", args=[application.key]))
    messages.success(request, _("Here is a copy. Read through all of it: files are not copied."))
    return HttpResponseRedirect(reverse("grants:overview", args=[made.key]))


@never_cache
@login_required
@post_else("grants:overview")
def follow_form(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on in the form as it now is."""
    application, _role = mine(request, key)
    try:
        drafts.follow_form(request.user, application)
        messages.success(request, _("You now write in the form as it is today. Look through the sections."))
    except drafts.RefusedError as error:
        messages.error(request, str(error.reason))
    return HttpResponseRedirect(reverse("grants:overview", args=[application.key]))


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, key: UUID, file_key: UUID) -> FileResponse:
    """Hand out a file of an application: to those who take part, and to those who read the case what was sent."""
    rows = Attachment.objects.select_related("application")
    attachment: Any = get_object_or_404(rows, key=file_key, application__key=key)
    application = attachment.application
    as_staff = attachment.submitted and policies.may_read_case(request.user, application)
    if not as_staff and not policies.role_in(request.user, application):
        raise Http404
    response = FileResponse(attachment.file.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.content_type
    response["Cache-Control"] = "private, no-store"
    return response
