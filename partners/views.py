"""The form to ask to join; it has an address of its own, so that the directory is the same for everybody."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core.mail.throttling import allowed, client_address
from core.navigation.frame import frame_of
from core.reading import active_language, public, reading_of
from partners.forms import JoinForm
from partners.models import PartnerIndexPage
from partners.services import KEPT_DAYS, Asking, receive_request

REQUESTS_PER_HOUR = 5
FACTS = ("sector", "country", "place", "website_url")


def directory_page(request: HttpRequest) -> PartnerIndexPage:
    """Return the directory in the reader's language and let menu and breadcrumbs show that a view belongs to it.

    Raises Http404 when there is none.
    """
    page = public(PartnerIndexPage.objects.filter(locale__language_code=active_language())).order_by("path").first()
    if page is None:
        raise Http404
    reading_of(request).follow(page)
    request.portal_crumbs = [  # type: ignore[attr-defined]  # a place of our own on the request
        {"title": page.title, "url": page.get_url(request)}
    ]
    return page


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Show the form, and take what was told."""
    page = directory_page(request)
    form = JoinForm(request.POST) if request.method == "POST" else JoinForm()
    status = 200
    if form.is_bound and form.is_valid():
        if form.is_spam or may_ask(request, form):
            if not form.is_spam:
                receive_request(asking_in(form), language=active_language())
            return HttpResponseRedirect(reverse("partners:join_thanks"))
        status = 429
    elif form.is_bound:
        status = 422
    context = {"form": form, "directory": page, "days": KEPT_DAYS, "privacy_url": frame_of(request).privacy_url,
               "too_many": status == 429}  # fmt: skip
    return render(request, "partners/join.html", context, status=status)


def may_ask(request: HttpRequest, form: JoinForm) -> bool:
    """Tell whether this visitor, and this sender, have asked few enough times in the last hour."""
    hour = dt.timedelta(hours=1)
    keys = {"partners.join.from": client_address(request), "partners.join.sender": form.cleaned_data["email"]}
    # Both are counted, whatever the first says.
    within = [allowed(scope, key, limit=REQUESTS_PER_HOUR, within=hour) for scope, key in keys.items()]
    return all(within)


def asking_in(form: JoinForm) -> Asking:
    """Return what a valid form says."""
    told = form.cleaned_data
    words = ("form_id", "organisation_name", "contact_name", "email", "text")
    return Asking(**{name: told[name] for name in words}, facts={name: told[name] for name in FACTS})


@require_safe
def join_thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you. The same for everybody, also for robots."""
    page = directory_page(request)
    return render(request, "partners/join_thanks.html", {"directory": page, "directory_url": page.get_url(request)})
