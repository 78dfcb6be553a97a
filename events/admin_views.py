"""Running a seminar: an overview, a list at the door, needs, messages."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit.services import record
from core.exports import csv_response, xlsx_response
from events import exporting, links, policies
from events.enums import Attendance, Audience, State
from events.models.records import Event
from events.models.registrations import Needs, Registration
from events.services import evaluating, running
from events.staff_forms import AddForm, MessageForm

PER_PAGE = 50


def seminar(request: HttpRequest, pk: int) -> Event:
    """Return the seminar. Raises PermissionDenied, with the reason, for those who may not run it."""
    rows = Event.objects.select_related("locale").prefetch_related("pools")
    event = get_object_or_404(rows, pk=pk)
    answer = policies.may_see_registrations(request.user, event)
    if not answer:
        raise PermissionDenied(str(answer.reason))
    return event


def found(event: Event, request: HttpRequest) -> Any:
    """Return the registrations that match the search of the address."""
    rows = event.registrations.select_related("pool").order_by("state", "queue_number", "created_at", "pk")
    text = request.GET.get("q", "")[:200].replace("\0", "").strip()
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(organisation__icontains=text))
    state = request.GET.get("state", "")
    return rows.filter(state=state) if state in State.values else rows


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the seminars, coming first, with how many there are."""
    if not policies.may_see_registrations(request.user, None):
        raise PermissionDenied
    rows = Event.objects.order_by("-starts_at").prefetch_related("pools")
    if not policies.sees_all(request.user):
        rows = rows.filter(hosts=request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/admin/index.html", {"events": page, "page_title": _("Seminars")})


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show counts, search, the list, and what can be done."""
    return show(request, seminar(request, pk))


def show(request: HttpRequest, event: Event, **filled: Any) -> HttpResponse:
    """Show a seminar with its forms, or with those that came back wrong as they were filled in."""
    counts = dict(event.registrations.values_list("state").annotate(number=Count("pk")).order_by("state"))
    context = {
        "event": event,
        "page_title": event.title,
        "counts": [(State(code).label, code, counts.get(code, 0)) for code in State.values],
        "registrations": Paginator(found(event, request), PER_PAGE).get_page(request.GET.get("page")),
        "q": request.GET.get("q", "")[:200],
        "state": request.GET.get("state", ""),
        "attendance": attendance_of(event),
        "undeliverable": undeliverable(event),
        "add_form": AddForm(event=event),
        "message_form": MessageForm(event=event),
        "may_see_needs": bool(policies.may_see_needs(request.user, event)),
        "invitation": links.invitation_url(event) if event.audience == Audience.INVITATION else "",
        **filled,
    }
    return render(request, "events/admin/overview.html", context)


def attendance_of(event: Event) -> list[tuple[str, int]]:
    """Return how many of those with a place came, did not, or are not noted."""
    rows = event.registrations.filter(state=State.CONFIRMED).values_list("attendance")
    counts = dict(rows.annotate(number=Count("pk")).order_by("attendance"))
    return [(str(Attendance(code).label), counts.get(code, 0)) for code in Attendance.values]


def undeliverable(event: Event) -> list[Registration]:
    """Return those whom a mail could not be delivered to."""
    keys = {f"events.registration:{pk}": pk for pk in event.registrations.values_list("pk", flat=True)}
    refs = {ref for ref in running.undelivered().values_list("subject_ref", flat=True) if ref in keys}
    return list(event.registrations.filter(pk__in=[keys[ref] for ref in refs]).exclude(email=""))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again what could not be delivered to somebody."""
    event = seminar(request, pk)
    number = running.send_again(chosen(event, request), actor=request.user)
    messages.success(request, sent_text(number))
    return back(request, event)


@require_safe
def export(request: HttpRequest, pk: int, kind: str) -> Any:
    """Answer with the registrations that match the search, as CSV or XLSX."""
    event = seminar(request, pk)
    columns = exporting.columns_of(event, (get_language() or "sv")[:2])
    rows = found(event, request)
    record(request.user, "events.exported", event, kind=kind)
    name = f"{event.local_start:%Y-%m-%d}-registrations.{kind}"
    if kind == "csv":
        return csv_response(name, columns, rows.iterator(chunk_size=500))
    return xlsx_response(name, columns, rows.iterator(chunk_size=500))


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Register somebody by hand."""
    event = seminar(request, pk)
    form = AddForm(request.POST, event=event)
    if not form.is_valid():
        say_what_is_wrong(request, form)
        at_door = request.POST.get("from") == "door"
        return show_door(request, event, form) if at_door else show(request, event, add_form=form)
    pool = event.pools.get(kind=form.cleaned_data["place"])
    made = running.add_by_hand(
        pool,
        form.person(),
        language=event.locale.language_code,
        actor=request.user,
        walk_in=form.cleaned_data["walk_in"],
    )
    messages.success(request, _("%(name)s: %(state)s") % {"name": made.name, "state": made.state_label()})
    return back(request, event)


def say_what_is_wrong(request: HttpRequest, form: Form) -> None:
    """Sum up above the page what is also said beside each field."""
    wrong = (f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items())
    messages.error(request, " ".join(wrong))


def back(request: HttpRequest, event: Event) -> HttpResponse:
    """Return to where the form was: the door, or the overview."""
    name = "events_admin_door" if request.POST.get("from") == "door" else "events_admin_overview"
    return HttpResponseRedirect(reverse(name, args=[event.pk]))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a registration for somebody."""
    event = seminar(request, pk)
    running.cancel_by_staff(chosen(event, request), actor=request.user)
    return back(request, event)


def chosen(event: Event, request: HttpRequest) -> Registration:
    """Return the registration that a form is about. Raises Http404 for one of another seminar, or for nonsense."""
    key = request.POST.get("registration", "")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    return get_object_or_404(Registration, pk=int(key), event=event)


@require_POST
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to a selection."""
    event = seminar(request, pk)
    form = MessageForm(request.POST, event=event)
    if not form.is_valid():
        say_what_is_wrong(request, form)
        return show(request, event, message_form=form)
    data = form.cleaned_data
    number = running.send_message(
        event, data["states"], data["subject"], data["text"], actor=request.user, places_of=data["places"]
    )
    messages.success(request, sent_text(number))
    return back(request, event)


@require_POST
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank those who came."""
    event = seminar(request, pk)
    messages.success(request, sent_text(running.send_thanks(event, actor=request.user)))
    return back(request, event)


def sent_text(number: int) -> str:
    """Return how many mails are on their way."""
    return ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", number) % {"n": number}


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """The list at the door, made for a phone: one big button a person."""
    event = seminar(request, pk)
    if request.method == "POST":
        attendance = request.POST.get("attendance", "")
        if attendance in Attendance.values:
            running.registering.note_attendance(chosen(event, request), Attendance(attendance))
        return HttpResponseRedirect(
            f"{reverse('events_admin_door', args=[event.pk])}#r{request.POST.get('registration')}"
        )
    return show_door(request, event, AddForm(event=event, initial={"walk_in": True}))


def show_door(request: HttpRequest, event: Event, form: AddForm) -> HttpResponse:
    """Show the list at the door, with the form for one who came without registering."""
    rows = event.registrations.filter(state=State.CONFIRMED).order_by("name", "pk")
    present = sum(1 for row in rows if row.attendance == Attendance.PRESENT)
    context = {
        "event": event,
        "rows": rows,
        "present": present,
        "has_begun": event.starts_at <= timezone.now(),
        "add_form": form,
        "page_title": _("At the door: %(title)s") % {"title": event.title},
    }
    return render(request, "events/admin/door.html", context)


@require_POST
def no_shows(request: HttpRequest, pk: int) -> HttpResponse:
    """Note as absent everybody who had a place and has not been noted as present."""
    event = seminar(request, pk)
    number = running.note_no_shows(event, actor=request.user)
    text = ngettext("%(n)d person noted as absent.", "%(n)d people noted as absent.", number)
    messages.success(request, text % {"n": number})
    return HttpResponseRedirect(reverse("events_admin_door", args=[event.pk]))


@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what those who came thought, once enough have answered."""
    event = seminar(request, pk)
    context = {
        "event": event,
        "result": evaluating.result_of(event),
        "values": evaluating.VALUES,
        "group": evaluating.GROUP,
        "page_title": _("Evaluation: %(title)s") % {"title": event.title},
    }
    return render(request, "events/admin/evaluation.html", context)


@require_safe
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """Show diet and access needs to those who arrange; every look is in the audit log."""
    event = seminar(request, pk)
    answer = policies.may_see_needs(request.user, event)
    if not answer:
        raise PermissionDenied(str(answer.reason))
    record(request.user, "events.needs_seen", event)
    rows = Needs.objects.filter(registration__event=event, registration__state=State.CONFIRMED)
    diets = rows.exclude(diet="").values_list("diet").annotate(number=Count("pk")).order_by("-number", "diet")
    context = {
        "event": event,
        "diets": diets,
        "access": rows.exclude(access_needs="").select_related("registration"),
        "page_title": _("Needs: %(title)s") % {"title": event.title},
    }
    return render(request, "events/admin/needs.html", context)
