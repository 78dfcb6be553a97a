"""Cases in the admin: found, read, and asked to be completed. Drafts are not there: they are for those who write."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.audit import actions
from core.audit.services import record
from core.exports import csv_response, xlsx_response
from core.reading import active_language
from grants import case_log, policies, receipts
from grants.access import post_else
from grants.case_export import COLUMNS, applicant_of
from grants.case_forms import AppointForm, CompletionForm
from grants.colleague_forms import MessageForm
from grants.enums import State
from grants.models.applications import Application, Submission
from grants.models.records import Call
from grants.reading import sections_read
from grants.services import completion, members
from grants.services import messages as correspondence
from grants.services.drafts import RefusedError

PER_PAGE = 50
CASE_STATES = [state for state in State if state != State.DRAFT]
EXPORTED = "grants.exported"

actions.register({EXPORTED: gettext_lazy("Cases exported"), "grants.case": gettext_lazy("Line in the log of a case")})


def require_reader(request: HttpRequest) -> None:
    """Raise PermissionDenied for those who do not read cases."""
    if not policies.reads_cases(request.user):
        raise PermissionDenied


def told_by_role(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell somebody who may everything, and so sees the menu, that cases are read by role and how a role is given."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_superuser and not policies.reads_cases(request.user):
            return render(request, "grants/admin/by_role.html", {"page_title": _("Cases")}, status=403)
        return view(request, **kwargs)

    return wrapped


def case_of(request: HttpRequest, pk: int) -> Application:
    """Return a case. Raises PermissionDenied for those who read none; Http404 for a draft, whoever asks."""
    require_reader(request)
    rows = Application.objects.submitted().select_related("call__programme", "form_version", "organisation")
    application: Any = get_object_or_404(rows, pk=pk)
    if not policies.may_read_case(request.user, application):
        raise PermissionDenied
    return application


def found(request: HttpRequest) -> Any:
    """Return the cases that match the address: call, state, search."""
    rows = policies.readable_cases(request.user).select_related("call", "organisation")
    rows = rows.order_by("-submitted_at", "-pk")
    text = searched(request)
    if text:
        rows = rows.filter(
            Q(case_number__icontains=text) | Q(title__icontains=text) | Q(organisation__name__icontains=text)
        )
    state, call = request.GET.get("state", ""), request.GET.get("call", "")
    if state in {str(one) for one in CASE_STATES}:
        rows = rows.filter(state=state)
    if call.isascii() and call.isdigit() and len(call) < 18:
        rows = rows.filter(call_id=int(call))
    return rows


def searched(request: HttpRequest) -> str:
    """Return what is searched for."""
    return request.GET.get("q", "")[:100].replace("\0", "").strip()


@never_cache
@require_safe
@told_by_role
def index(request: HttpRequest) -> HttpResponse:
    """List the cases, the latest first."""
    require_reader(request)
    query = request.GET.copy()
    query.pop("page", None)
    rows = found(request).prefetch_related("submissions__form_version")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.applicant = applicant_of(row)
    context = {
        "page_title": _("Cases"),
        "cases": page,
        "calls": Call.objects.filter(applications__in=policies.readable_cases(request.user))
        .distinct()
        .order_by("title"),
        "states": [(str(state), state.label) for state in CASE_STATES],
        "q": searched(request),
        "state": request.GET.get("state", ""),
        "call": request.GET.get("call", ""),
        "query": query.urlencode(),
    }
    return render(request, "grants/admin/cases.html", context)


@never_cache
@require_safe
def export(request: HttpRequest, kind: str) -> Any:
    """Answer with the cases that match the address, as CSV or XLSX."""
    require_reader(request)
    rows = found(request).prefetch_related("submissions__form_version")
    record(request.user, EXPORTED, None, kind=kind)
    response = csv_response if kind == "csv" else xlsx_response
    return response(f"cases.{kind}", COLUMNS, rows.iterator(chunk_size=200))


@never_cache
@require_safe
@told_by_role
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case as it was sent, its log, and what can be done."""
    return show(request, case_of(request, pk))


def show(request: HttpRequest, application: Application, **forms: Any) -> HttpResponse:
    """Answer with a case, with the forms as they were typed."""
    sent = list(application.submissions.select_related("form_version", "submitted_by").order_by("-number"))
    shown = chosen(sent, request.GET.get("submission", ""))
    files = receipts.files_of(shown)
    context = {
        "page_title": f"{application.case_number} {application.title}",
        "application": application,
        "applicant": applicant_of(application),
        "submissions": sent,
        "shown": shown,
        "readings": sections_read(shown.form_version, shown.answers, files, active_language()),
        "files": files,
        "members": application.members.select_related("user").order_by("created_at", "pk"),
        "log": case_log.log(application, request.user),
        "may_handle": policies.may_handle(request.user, application),
        "is_owned": policies.is_owned(application),
        "may_ask": application.state == State.SUBMITTED,
        "completion_form": CompletionForm(prefix="completion"),
        "message_form": MessageForm(prefix="message"),
        "owner_form": AppointForm(prefix="owner"),
        **forms,
    }
    return render(request, "grants/admin/case.html", context)


def chosen(sent: list[Submission], number: str) -> Submission:
    """Return the submission with a number, by default the latest. Raises Http404 when there is none."""
    found_one = next((one for one in sent if str(one.number) == number), sent[0] if sent else None)
    if found_one is None:
        raise Http404
    return found_one


@never_cache
@post_else("grants_admin_case")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for completion."""
    application = case_of(request, pk)
    form = CompletionForm(request.POST, prefix="completion")
    if form.is_valid():
        try:
            completion.ask(request.user, application, form.until(), form.cleaned_data["words"])
        except RefusedError as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("Completion is asked for, and the applicants get a mail."))
            return HttpResponseRedirect(reverse("grants_admin_case", args=[pk]))
    return show(request, application, completion_form=form)


@never_cache
@post_else("grants_admin_case")
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to those who apply."""
    application = case_of(request, pk)
    form = MessageForm(request.POST, prefix="message")
    if form.is_valid():
        try:
            correspondence.post(request.user, application, form.cleaned_data["words"])
        except RefusedError as error:
            form.add_error("words", str(error.reason))
        else:
            messages.success(request, _("The message is sent."))
            return HttpResponseRedirect(reverse("grants_admin_case", args=[pk]))
    return show(request, application, message_form=form)


@never_cache
@post_else("grants_admin_case")
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who owns a case that nobody owns any more."""
    application = case_of(request, pk)
    form = AppointForm(request.POST, prefix="owner")
    if form.is_valid():
        try:
            members.appoint(request.user, application, form.cleaned_data["email"], form.cleaned_data["words"])
        except RefusedError as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("The new owner is noted. Somebody new gets an invitation by mail."))
            return HttpResponseRedirect(reverse("grants_admin_case", args=[pk]))
    return show(request, application, owner_form=form)
