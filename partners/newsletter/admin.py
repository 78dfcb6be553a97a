"""The newsletter in the admin: what it would tell of, what it looks like, and sending it."""

from collections import Counter
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.mail import kinds
from core.mail.links import absolute_url
from core.mail.models import OutboxMessage, Subscription
from core.mail.rendering import render as render_letter
from partners.models import Newsletter
from partners.newsletter import services
from partners.newsletter.contents import Piece, by_themes
from partners.newsletter.forms import NewsletterForm
from partners.newsletter.letters import letter

SHOWN = 20


def require(request: HttpRequest) -> None:
    """Raise PermissionDenied unless the user may send newsletters."""
    if not services.may_send(request.user):
        raise PermissionDenied


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what the next newsletter would tell of, to how many, and those that have been sent."""
    require(request)
    return _shown(request, NewsletterForm())


def _shown(request: HttpRequest, form: NewsletterForm, status: int = 200) -> HttpResponse:
    names = dict(settings.LANGUAGES)
    subscribers = Subscription.objects.confirmed().filter(kind=services.KIND).values_list("language", flat=True)
    context = {
        "page_title": _now("Newsletter"),
        "header_icon": "mail",
        "form": form,
        "subscribers": [(names.get(code, code), number) for code, number in Counter(subscribers).most_common()],
        "sent": Newsletter.objects.all()[:SHOWN],
    }
    return render(request, "partners/admin/newsletter.html", context, status=status)


@never_cache
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show the letter as it would be read in a language by one who has chosen a theme. Nothing is kept or sent."""
    require(request)
    form = NewsletterForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    wanted = [form.cleaned_data["theme"]] if form.cleaned_data["theme"] else []
    pieces = by_themes(form.chosen(), wanted)
    language = form.cleaned_data["language"] or settings.LANGUAGE_CODE
    if not pieces:
        messages.info(request, _now("There is nothing about that theme: those who chose it get no letter."))
        return _shown(request, form)
    introduction = form.introductions().get(language, "")
    return letter_shown(request, html_of(form.cleaned_data["number"], pieces, language, introduction))


def html_of(number: int, pieces: list[Piece], language: str, introduction: str = "") -> str:
    """Return the letter as HTML, as the outbox would write it."""
    kind = kinds.get(f"subscription.{services.KIND}")
    row = OutboxMessage(kind=kind.code, subject_ref="preview", language=language)
    with override(language):
        context: dict[str, Any] = {"news": letter(number, pieces, language, introduction), "kind_label": kind.label}
        stop = absolute_url("mail:subscribe", language=language)
        mail = render_letter(row, kind, kinds.Letter(to="preview@example.org", context=context, unsubscribe_url=stop))
    return str(mail.alternatives[0][0])


@csp_replace(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
def letter_shown(request: HttpRequest, html: str) -> HttpResponse:
    """Return a letter sealed off: no script, nothing fetched, no origin of ours."""
    return HttpResponse(html)


@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the next newsletter; the same form sent twice sends once."""
    require(request)
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 8 and Newsletter.objects.filter(number=int(number)).exists():
        return _sent_before(request, int(number))
    form = NewsletterForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    told = form.cleaned_data
    try:
        keys = [str(piece.key) for piece in form.chosen()]
        newsletter, made = services.send(
            told["number"],
            keys,
            until=form.asked_until,
            actor=request.user,
            introductions=form.introductions(),
        )
    except services.NotNextError:
        messages.error(request, _now("Another newsletter was sent meanwhile. This is what is new now."))
        return redirect("partners_newsletter")
    if not made:
        return _sent_before(request, newsletter.number)
    text = ngettext(
        "Newsletter %(number)d is on its way to %(count)d subscriber.",
        "Newsletter %(number)d is on its way to %(count)d subscribers.",
        newsletter.subscribers,
    )
    messages.success(request, text % {"number": newsletter.number, "count": newsletter.subscribers})
    return redirect("partners_newsletter")


def _sent_before(request: HttpRequest, number: int) -> HttpResponse:
    messages.info(
        request, _now("Newsletter %(number)d has been sent already; it was not sent again.") % {"number": number}
    )
    return redirect("partners_newsletter")


class NewsletterMenuItem(MenuItem):
    """Shown to those who may send newsletters."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may."""
        return services.may_send(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path("newsletter/", overview, name="partners_newsletter"),
        path("newsletter/preview/", preview, name="partners_newsletter_preview"),
        path("newsletter/send/", send, name="partners_newsletter_send"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return NewsletterMenuItem(
        _("Newsletter"), reverse("partners_newsletter"), name="newsletter", icon_name="mail", order=265
    )
