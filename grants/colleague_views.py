"""Who takes part in an application, invitations, and messages in the case, for those who apply."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.reading import active_language
from grants import case_log, policies
from grants.access import mine
from grants.colleague_forms import InviteForm, MessageForm
from grants.enums import MemberRole
from grants.models.applications import Application, Invitation
from grants.section_views import call_title
from grants.services import members
from grants.services import messages as correspondence
from grants.services.drafts import RefusedError


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who takes part, and let an owner change it."""
    application, role = mine(request, key)
    form = InviteForm(request.POST if request.POST.get("do") == "invite" else None)
    if request.method == "POST":
        done = invite(request, application, form) if form.is_bound else change(request, application)
        if done is not None:
            return done
    context = {
        "application": application,
        "call_title": call_title(application),
        "members": application.members.select_related("user").order_by("created_at", "pk"),
        "invitations": application.invitations.order_by("created_at", "pk"),
        "may_manage": policies.may_manage_members(role),
        "roles": MemberRole.choices,
        "form": form,
    }
    return render(request, "grants/colleagues.html", context)


def invite(request: HttpRequest, application: Application, form: InviteForm) -> HttpResponse | None:
    """Ask a colleague in; None when the form is to be shown again."""
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        members.invite(request.user, application, data["email"], data["role"], active_language())
    except RefusedError as error:
        form.add_error("email", str(error.reason))
        return None
    messages.success(request, _("%(email)s is invited, and gets a mail.") % {"email": data["email"]})
    return HttpResponseRedirect(reverse("grants:colleagues", args=[application.key]))


def change(request: HttpRequest, application: Application) -> HttpResponse:
    """Do what a button beside a colleague or an invitation says; what it says wrongly is no address here."""
    name, _colon, number = request.POST.get("do", "").partition(":")
    ways: dict[str, Callable[[HttpRequest, Application, int], str]] = {
        "role": change_role,
        "remove": show_out,
        "take-back": take_back,
    }
    if name not in ways or not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    try:
        way = ways[name](request, application, int(number))
    except RefusedError as error:
        messages.error(request, str(error.reason))
        way = reverse("grants:colleagues", args=[application.key])
    return HttpResponseRedirect(way)


def change_role(request: HttpRequest, application: Application, pk: int) -> str:
    """Give a colleague another part, and return where to go."""
    member = members.change_role(request.user, application, pk, request.POST.get("role", ""))
    messages.success(request, f"{member.user}: {MemberRole(member.role).label}")
    return reverse("grants:colleagues", args=[application.key])


def show_out(request: HttpRequest, application: Application, pk: int) -> str:
    """Show a colleague out, or leave, and return where to go."""
    if members.remove(request.user, application, pk):
        messages.success(request, _("You no longer take part in the application."))
        return reverse("grants:own")
    messages.success(request, _("The colleague no longer takes part."))
    return reverse("grants:colleagues", args=[application.key])


def take_back(request: HttpRequest, application: Application, pk: int) -> str:
    """Take back an invitation, and return where to go."""
    members.take_back(request.user, application, pk)
    messages.success(request, _("The invitation is taken back."))
    return reverse("grants:colleagues", args=[application.key])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an invitation to the one it is for, and take the answer. Raises Http404 for somebody else's."""
    rows = Invitation.objects.select_related("application__call__programme")
    found: Any = get_object_or_404(rows, pk=pk)
    same_address = str(getattr(request.user, "email", "")).lower() == found.email.lower()
    if not members.may_answer(request.user, found) and not same_address:
        raise Http404
    answer = request.POST.get("answer", "")
    try:
        if request.method == "POST" and answer == "accept":
            members.accept(request.user, found)
            messages.success(request, _("You now take part in the application."))
            return HttpResponseRedirect(reverse("grants:overview", args=[found.application.key]))
        if request.method == "POST" and answer == "decline":
            members.decline(request.user, found)
            messages.success(request, _("You have said no to the invitation."))
            return HttpResponseRedirect(reverse("grants:own"))
    except RefusedError as error:
        messages.error(request, str(error.reason))
    context = {
        "invitation": found,
        "call_title": call_title(found.application),
        "may_answer": members.may_answer(request.user, found),
    }
    return render(request, "grants/invitation.html", context)


@never_cache
@sensitive_post_parameters("words")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_messages(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what has been written in the case, and take a message to those who handle it."""
    application, role = mine(request, key)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            correspondence.post(request.user, application, form.cleaned_data["words"])
        except RefusedError as error:
            form.add_error("words", str(error.reason))
        else:
            messages.success(request, _("The message is sent."))
            return HttpResponseRedirect(reverse("grants:messages", args=[application.key]))
    answer = policies.may_message(role, application)
    context = {
        "application": application,
        "call_title": call_title(application),
        "lines": case_log.letters(application, request.user),
        "may_write": answer,
        "form": form,
    }
    return render(request, "grants/messages.html", context)
