"""Subscribing, confirming, changing what one gets, unsubscribing.

The forms carry no CSRF token, so that no cookie is set: they act for nobody signed in, and what a link may do, its
own token says.
"""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.mail import subscriptions
from core.mail.forms import ChoicesForm, SubscribeForm
from core.mail.throttling import allowed, client_address

HOUR = dt.timedelta(hours=1)
PER_VISITOR = 20
PER_RECIPIENT = 3


def private(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page with a token in it from other sites and from search engines."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class SubscribeView(View):
    """The form, and what is said when it was sent: the same whether the address is known or not."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, with what a link asks for already chosen: the kind, and what narrows it."""
        wanted = request.GET.getlist("kind")
        form = SubscribeForm(initial={"kinds": wanted} if wanted else None)
        for code, names in form.narrowing.items():
            form.initial.update({f"{code}_{name}": request.GET.getlist(f"{code}_{name}") for name in names})
        return self._form(request, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send a letter with a link, and say that it was sent."""
        form = SubscribeForm(request.POST)
        if not form.is_valid():
            return self._form(request, form, status=422)
        if form.is_spam:
            return redirect("mail:requested")
        if not allowed("subscribe.visitor", client_address(request), limit=PER_VISITOR, within=HOUR):
            form.add_error(None, _("Too many attempts from here. Please wait an hour and try again."))
            return self._form(request, form, status=429)
        email = form.cleaned_data["email"]
        # To the one who asks, a limit reached looks like any other answer: it must not tell who gets mail here.
        if allowed("subscribe.recipient", email, limit=PER_RECIPIENT, within=HOUR):
            kinds = form.cleaned_data["kinds"]
            subscriptions.request_subscription(email, kinds, language=get_language() or "sv", filters=form.filters())
        return redirect("mail:requested")

    def _form(self, request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
        return render(request, "mail/subscribe.html", {"form": form, "kinds": subscriptions.all_kinds()}, status=status)


def requested(request: HttpRequest) -> HttpResponse:
    """Say that a letter has been sent."""
    return render(request, "mail/requested.html")


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class LetterLinkView(View, ABC):
    """A page reached through a link in a letter: GET shows what can be done, POST does it.

    Mail scanners follow links; therefore a GET changes nothing.
    """

    purpose = ""
    template_name = ""
    done_template_name = ""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what can be done through the link."""
        subscription = subscriptions.find(token, self.purpose)
        if subscription is None:
            return self.gone(request)
        return private(render(request, self.template_name, self.context(subscription)))

    @abstractmethod
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Do it."""

    @abstractmethod
    def context(self, subscription: subscriptions.Subscription) -> dict[str, Any]:
        """Return what the templates need."""

    def gone(self, request: HttpRequest, status: int = 410) -> HttpResponse:
        """Say that the link holds no longer."""
        return private(render(request, "mail/gone.html", status=status))


class ActView(LetterLinkView):
    """A link that is for one thing."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Do it; a link used before is answered in the same friendly way."""
        subscription = subscriptions.find(token, self.purpose)
        if subscription is None:
            return self.gone(request, status=200)
        context = self.context(subscription)
        self.act(request, subscription)
        return private(render(request, self.done_template_name, context))

    @abstractmethod
    def act(self, request: HttpRequest, subscription: subscriptions.Subscription) -> None:
        """Do what the link is for."""

    def context(self, subscription: subscriptions.Subscription) -> dict[str, Any]:
        """Return what the subscription is, and what else the address gets or waits for."""
        rows = subscriptions.Subscription.objects.of(subscription.email)
        waiting = {row.kind for row in rows if row.confirmed_at is None}
        labels = {kind.code: kind.label for kind in subscriptions.all_kinds()}
        return {
            "label": labels.get(subscription.kind, subscription.kind),
            "waiting": [labels.get(code, code) for code in sorted(waiting)],
            "has_others": len(rows) > 1,
            "choices_url": subscriptions.choices_path(subscription),
        }


class ConfirmView(ActView):
    """Confirm what was asked for at the address."""

    purpose = subscriptions.CONFIRM
    template_name = "mail/confirm.html"
    done_template_name = "mail/confirmed.html"

    def act(self, request: HttpRequest, subscription: subscriptions.Subscription) -> None:
        """Confirm everything that waits."""
        subscriptions.confirm(subscription)


class UnsubscribeView(ActView):
    """End a subscription, or all of the address. Mail programs post here by themselves (RFC 8058)."""

    purpose = subscriptions.MANAGE
    template_name = "mail/unsubscribe.html"
    done_template_name = "mail/unsubscribed.html"

    def act(self, request: HttpRequest, subscription: subscriptions.Subscription) -> None:
        """End this one, or everything if that button was used."""
        subscriptions.unsubscribe(subscription, everything=request.POST.get("what") == "everything")


class ChoicesView(LetterLinkView):
    """Change what one gets, by the link in a letter."""

    purpose = subscriptions.MANAGE
    template_name = "mail/choices.html"
    done_template_name = "mail/unsubscribed.html"

    def context(self, subscription: subscriptions.Subscription) -> dict[str, Any]:
        """Return the form over what the address gets now."""
        return {"form": self._form(subscription), "saved": "saved" in self.request.GET}

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Save the choice; show it again by a link that still holds, or say that all has stopped."""
        subscription = subscriptions.find(token, self.purpose)
        if subscription is None:
            return self.gone(request)
        form = self._form(subscription, request.POST)
        if not form.is_valid():
            return private(render(request, self.template_name, {"form": form}, status=422))
        given = form.cleaned_data
        kept = subscriptions.choose(subscription, given["kinds"], language=given["language"], filters=form.filters())
        if not kept:
            return private(render(request, self.done_template_name))
        shown = next((row for row in kept if row.pk == subscription.pk), kept[0])
        return private(redirect(subscriptions.choices_path(shown) + "?saved"))

    def _form(self, subscription: subscriptions.Subscription, data: Any = None) -> ChoicesForm:
        return ChoicesForm(list(subscriptions.Subscription.objects.of(subscription.email)), data)
