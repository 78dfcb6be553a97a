"""The form to tell of a method in use; it has an address of its own, so that the method's page is the same for all."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from core.mail.throttling import allowed, client_address
from core.navigation.frame import frame_of
from core.reading import active_language, public, reading_of
from projects.adopting.forms import AdoptForm
from projects.adopting.services import Telling, tell
from projects.models import Method

TELLINGS_PER_HOUR = 10
FACTS = ("country", "municipality", "since", "effect", "contact_name", "email")


def method_and_page(request: HttpRequest, key: UUID) -> tuple[Method, Page]:
    """Return a public method and its page in the reader's language, else in another.

    Raises Http404 when there is none.
    """
    method = Method.objects.filter(translation_key=key, is_public=True).first()
    pages = list(public(Page.objects.filter(translation_key=key)).select_related("locale"))
    if method is None or not pages:
        raise Http404
    language = active_language()
    page = min(pages, key=lambda row: (row.locale.language_code != language, row.locale_id != method.locale_id))
    reading_of(request).follow(page)
    request.portal_every_language = True  # type: ignore[attr-defined]  # a place of our own on the request
    request.portal_crumbs = [  # type: ignore[attr-defined]  # a place of our own on the request
        {"title": page.title, "url": page.get_url(request), "lang": page.locale.language_code}
    ]
    return method, page


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the form, and take what was told."""
    method, page = method_and_page(request, key)
    form = AdoptForm(request.POST) if request.method == "POST" else AdoptForm()
    status = 200
    if form.is_bound and form.is_valid():
        if form.is_spam or allowed(
            "projects.adopt", client_address(request), limit=TELLINGS_PER_HOUR, within=dt.timedelta(hours=1)
        ):
            if not form.is_spam:
                tell(method, telling_in(form), language=active_language())
            return HttpResponseRedirect(reverse("projects:adopt_thanks", args=[key]))
        status = 429
    elif form.is_bound:
        status = 422
    context = {"form": form, "method_page": page, "method_lang": page.locale.language_code,
               "privacy_url": frame_of(request).privacy_url, "too_many": status == 429}  # fmt: skip
    return render(request, "projects/adopt.html", context, status=status)


def telling_in(form: AdoptForm) -> Telling:
    """Return what a valid form says."""
    told = form.cleaned_data
    words = ("form_id", "organisation_name", "purpose")
    return Telling(**{name: told[name] for name in words}, facts={name: told[name] for name in FACTS})


@require_safe
def adopt_thanks(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say thank you. The same for everybody, also for robots and for what was told before."""
    _method, page = method_and_page(request, key)
    return render(request, "projects/adopt_thanks.html", {"method_page": page, "method_url": page.get_url(request)})
