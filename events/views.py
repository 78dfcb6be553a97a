"""Registering, and the page behind the link where it is seen, changed and cancelled."""

import datetime as dt
import uuid
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from core.mail.throttling import allowed, client_address
from core.reading import active_language
from events import links
from events.enums import Audience, RegistrationMode
from events.forms import PersonForm, RegisterForm
from events.models.records import Event
from events.models.registrations import Registration
from events.pages_of import pages_of
from events.services import registering
from events.services.registering import ClosedError, FullError, Sending
from events.standing import standing_context
from events.workflow import NotAStepError

HOUR = dt.timedelta(hours=1)
# A whole municipality may sit behind one address; a single mailbox needs few letters.
PER_VISITOR = 2000
PER_RECIPIENT = 8


def event_with_page(key: UUID) -> tuple[Event, Any]:
    """Return a public seminar and its page in the language of the address, or its own. Raises Http404."""
    event = (
        Event.objects.public().filter(translation_key=key).select_related("locale").prefetch_related("pools").first()
    )
    page = pages_of([event], active_language()).get(event.pk) if event is not None else None
    if event is None or page is None:
        raise Http404
    return event, page


@method_decorator([never_cache, csrf_protect, sensitive_post_parameters()], name="dispatch")
class RegisterView(View):
    """The form. GET shows, POST registers; the answer is the same whether an address is known or not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the seminar."""
        self.event, self.page = event_with_page(kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Show the form, or say why there is none."""
        reason = self._why_not(request.GET.get("invitation", ""))
        if reason:
            return self._closed(request, reason)
        initial = {"invitation": request.GET.get("invitation", "")[:80]}
        form = RegisterForm(event=self.event, language=active_language(), initial=initial)
        return self._form(request, form)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Register, or show the form again with what was typed."""
        form = RegisterForm(request.POST, request.FILES, event=self.event, language=active_language())
        if not form.pools:
            return self._closed(request, _("There is no registration for this seminar."))
        if not form.is_valid():
            return self._form(request, form)
        reason = self._why_not(form.cleaned_data["invitation"], form.shown_moment())
        if reason:
            form.add_error(None, reason)
            return self._form(request, form)
        if form.is_spam:
            return self._received()
        if not allowed("events.register", client_address(request), limit=PER_VISITOR, within=HOUR):
            form.add_error(None, _("Too many registrations come from your network just now. Try again in an hour."))
            return self._form(request, form, status=429)
        return self._register(request, form)

    def _register(self, request: HttpRequest, form: RegisterForm) -> HttpResponse:
        people = form.people()
        quiet = frozenset(
            person.email.lower()
            for person in people
            if not allowed("events.recipient", person.email, limit=PER_RECIPIENT, within=HOUR)
        )
        key = form.cleaned_data["form_key"] or uuid.uuid4()
        sending = Sending(form.pool(), active_language(), key, shown_at=form.shown_moment(), quiet=quiet)
        try:
            registering.register(sending, people)
        except FullError:
            form.add_error(None, _("The last place has just been taken, and there is no waiting list."))
            return self._form(request, form, status=409)
        except ClosedError:
            form.add_error(None, _("Registration has closed."))
            return self._form(request, form, status=409)
        return self._received()

    def _why_not(self, invitation: str, shown_at: dt.datetime | None = None) -> str:
        event = self.event
        if event.registration != RegistrationMode.HERE:
            return _("There is no registration for this seminar here.")
        if not event.is_on:
            return _("The seminar is cancelled or postponed.")
        if not registering.is_open(event, timezone.now(), shown_at):
            return _("Registration has closed.")
        if event.audience == Audience.INVITATION and not links.is_invited(event, invitation):
            return _("This seminar is by invitation. Use the link in your invitation.")
        return ""

    def _received(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("events:received", args=[self.event.translation_key]))

    def _form(self, request: HttpRequest, form: RegisterForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "event": self.event, "event_page": self.page, **about(self.event)}
        return render(request, "events/register.html", context, status=status)

    def _closed(self, request: HttpRequest, reason: str) -> HttpResponse:
        return render(request, "events/closed.html", {"reason": reason, "event": self.event, "event_page": self.page})


def about(event: Event) -> dict[str, Any]:
    """Return what the form says before it is filled in: places, keeping, deadlines."""
    pools = [pool for pool in event.pools.all() if pool.is_open]
    last_day = event.local_end.date() + dt.timedelta(days=event.keep_days)
    full = bool(pools) and all(pool.free == 0 for pool in pools)
    return {"full": full, "kept_until": last_day, "hold_minutes": event.hold_minutes}


@require_safe
def received(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that the form has come in: the same words for everybody."""
    event, page = event_with_page(key)
    return render(request, "events/received.html", {"event": event, "event_page": page})


class LinkView(View):
    """What stands behind a link of one's own. Nothing about it leaks: not to caches, robots, or where one goes next."""

    registration: Registration

    @method_decorator([never_cache, csrf_protect, sensitive_post_parameters()])
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the registration; a link that is forged, old or somebody's who is erased gets a page that says so."""
        found = self.find(kwargs["token"])
        if found is None or found.anonymised_at is not None:
            response: HttpResponseBase = render(request, "events/no_such_link.html", status=404)
        else:
            self.registration = found
            response = super().dispatch(request, *args, **kwargs)
        # Nothing goes to other hosts. With "no-referrer" browsers send "Origin: null", and forms would be refused.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def find(self, token: str) -> Registration | None:
        """Return the registration that the link leads to."""
        return links.registration_for(token)

    def here(self) -> HttpResponse:
        """Return to the page of the registration."""
        return HttpResponseRedirect(reverse("events:registration", args=[links.manage_token(self.registration)]))


class RegistrationView(LinkView):
    """A registration as it stands. GET changes nothing: mail scanners follow links."""

    def get(self, request: HttpRequest, token: str, problem: str = "", status: int = 200) -> HttpResponse:
        """Show it."""
        context = standing_context(self.registration, request) | {"token": token, "problem": problem}
        return render(request, "events/registration.html", context, status=status)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Confirm, give up, or take part in the other way."""
        try:
            self._act(request.POST.get("action", ""), request.POST.get("place", ""))
        except FullError:
            return self._again(request, token, _("There is no free place of that kind. You keep the one you have."))
        except ClosedError:
            return self._again(request, token, _("The seminar is over, or does not take place."))
        except NotAStepError:
            return self._again(request, token, _("That is not possible as it now stands. This is how it stands."))
        return self.here()

    def _act(self, action: str, place: str) -> None:
        if action == "confirm":
            registering.confirm(self.registration)
        elif action == "cancel":
            registering.cancel(self.registration)
        elif action == "place":
            pool = self.registration.event.pools.filter(kind=place, is_open=True).first()
            if pool is None:
                raise FullError
            registering.change_format(self.registration, pool)

    def _again(self, request: HttpRequest, token: str, problem: str) -> HttpResponse:
        self.registration = Registration.objects.select_related("event__locale", "pool").get(pk=self.registration.pk)
        return self.get(request, token, problem, 409)


class ChangeView(LinkView):
    """Name, address, answers and needs, to change."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the form with what is known."""
        return self._show(request, token, PersonForm(initial=self._known(), **self._about()))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Write the changes, or show the form again."""
        form = PersonForm(request.POST, request.FILES, **self._about())
        if not self.registration.is_live:
            return self.here()
        if form.is_valid():
            if self.registration.email.lower() != form.cleaned_data["email"].lower():
                form = self._limited(form)
            try:
                if not form.errors:
                    self.registration = registering.change_details(self.registration, form.person())
                    return self.here()
            except IntegrityError:
                form.add_error("email", _("This address cannot be used. Choose another."))
        return self._show(request, token, form)

    def _limited(self, form: PersonForm) -> PersonForm:
        if not allowed("events.recipient", form.cleaned_data["email"], limit=PER_RECIPIENT, within=HOUR):
            form.add_error("email", _("This address cannot be used. Choose another."))
        return form

    def _about(self) -> dict[str, Any]:
        return {"event": self.registration.event, "language": active_language()}

    def _known(self) -> dict[str, Any]:
        row = self.registration
        needs = getattr(row, "needs", None)
        answers = {f"q_{key}": value for key, value in row.answers.items()}
        return {
            "name": row.name,
            "email": row.email,
            "organisation": row.organisation,
            **answers,
            "diet": getattr(needs, "diet", ""),
            "access_needs": getattr(needs, "access_needs", ""),
        }

    def _show(self, request: HttpRequest, token: str, form: PersonForm) -> HttpResponse:
        event = self.registration.event
        about = {"event_title": event.title, "event_lang": event.locale.language_code}
        return render(request, "events/change.html", {"form": form, "token": token, **about})
