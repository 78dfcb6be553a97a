"""The site-wide search, the forms to write to us, and what robots read."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from core.languages.names import language_codes, own_name
from core.mail.throttling import allowed, client_address
from core.navigation.frame import frame_of
from core.pages.paging import page_of, querystring
from core.reading import active_language, page_models, public, reading_of
from core.search.pages import Result, cards_of, search_pages
from core.search.query import understand
from home.enums import MessageKind
from home.forms import FORMS, SearchForm, WriteForm
from home.models import ContactPage, FeedbackPage, FormPage
from home.services import Written, receive_message

SEARCH_PARAMETERS = ("q", "type", "year", "theme", "lang")
HITS_PER_PAGE = 10
EVERY_LANGUAGE = "all"
FORM_PAGES: dict[MessageKind, type[FormPage]] = {
    MessageKind.CONTACT: ContactPage,
    MessageKind.ACCESSIBILITY: FeedbackPage,
}
MESSAGES_PER_HOUR = 5


# --- search ---------------------------------------------------------------------------------


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search all pages that anybody may read. Whatever is asked, the answer is a page."""
    everywhere = request.GET.get("lang") == EVERY_LANGUAGE
    language = active_language()
    asked = understand(request.GET.get("q", ""))
    result = search_pages(asked, None if everywhere else language, language_codes() if everywhere else [language])
    hits = result.narrowed(
        kind=request.GET.get("type", ""), year=asked_year(request), theme=request.GET.get("theme", "")
    )
    page = page_of(request, hits, HITS_PER_PAGE)
    reading = reading_of(request)
    # The addresses of the hits need to know where the site begins, which is read with the frame.
    reading.line()
    form = search_form(request, result)
    context = {
        "form": form,
        "canonical_url": frame_of(request).base_url + request.path,
        "result": result,
        "page_of_list": page,
        "cards": cards_of(list(page), asked, reading),
        "notice": notice_for(result),
        "querystring": querystring(request, known=SEARCH_PARAMETERS),
        "active_filters": active_filters(request, form),
        "reset_url": f"{request.path}?{querystring(request, known=('q',))}" if asked.anything else "",
        "empty_actions": ways_on(request, everywhere=everywhere),
    }
    return render(request, "search/search.html", context)


def asked_year(request: HttpRequest) -> int | None:
    """Return the year asked for; -1, which no page has, when it is not a year."""
    text = request.GET.get("year", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else -1


def search_form(request: HttpRequest, result: Result) -> SearchForm:
    """Return the form with what the hits can be narrowed by, each with its number of hits."""
    asked = {name: request.GET.get(name, "")[:400] for name in SEARCH_PARAMETERS}
    form = SearchForm({**asked, "q": result.shown_query})
    labels = {kind: type_label(kind) for kind in result.kinds()}
    form.offer("type", [(kind, f"{labels[kind]} ({number})") for kind, number in result.kinds().most_common()])
    form.offer(
        "year", [(str(year), f"{year} ({number})") for year, number in sorted(result.years().items(), reverse=True)]
    )
    form.offer("theme", [(slug, f"{result.themes[slug]} ({n})") for slug, n in result.theme_counts.most_common()])
    # Not "All": the first choice is the reader's own language.
    form.offer("lang", [(EVERY_LANGUAGE, _("All languages"))])
    form.fields["lang"].widget.choices = [("", own_name(active_language())), (EVERY_LANGUAGE, _("All languages"))]
    return form


def type_label(kind: str) -> str:
    """Return what a page type is called; its code when the app is gone."""
    labels = {model._meta.model_name: model.type_label for model in page_models()}
    return str(labels.get(kind, kind))


def notice_for(result: Result) -> str:
    """Return what the reader should know about how the question was understood."""
    if result.asked.shortened:
        return _("That was a long question. We searched for the first part of it.")
    if result.any_word and result.hits:
        return _("No page has all the words. These have at least one of them.")
    return ""


def active_filters(request: HttpRequest, form: SearchForm) -> list[dict[str, str]]:
    """Return what the hits are narrowed by, each with the address without it."""
    filters = []
    for name in ("type", "year", "theme", "lang"):
        value = form.data.get(name)
        if value:
            words = dict(form.fields[name].widget.choices).get(value, value[:60])
            address = querystring(request, known=SEARCH_PARAMETERS, **{name: None})
            filters.append({"title": str(words).rsplit(" (", 1)[0], "url": f"{request.path}?{address}"})
    return filters


def ways_on(request: HttpRequest, *, everywhere: bool) -> list[dict[str, str]]:
    """Return where to go when nothing was found."""
    actions = []
    if not everywhere:
        address = querystring(request, known=("q",), lang=EVERY_LANGUAGE)
        actions.append({"title": _("Search in all languages"), "url": f"{request.path}?{address}"})
    frame = frame_of(request)
    if frame.contact_url:
        actions.append({"title": _("Ask us"), "url": frame.contact_url})
    return actions


# --- forms ----------------------------------------------------------------------------------


def form_page_for(request: HttpRequest, kind: str) -> FormPage:
    """Return the page in the reader's language that leads to a form.

    Raises Http404 when there is no such form, or no public page for it in this language.
    """
    if kind not in MessageKind.values:
        raise Http404
    site = Site.find_for_request(request)
    pages = public(FORM_PAGES[MessageKind(kind)].objects.filter(locale__language_code=active_language()))
    for page in pages.order_by("path"):
        if site is not None and page.get_site() == site:
            return page
    raise Http404


def stand_under(request: HttpRequest, page: FormPage) -> None:
    """Let menu and breadcrumbs show that a view belongs to a page."""
    reading_of(request).follow(page)
    request.portal_crumbs = [  # type: ignore[attr-defined]  # a place of our own on the request
        {"title": page.title, "url": page.get_url(request)}
    ]


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a form to write to us, and take what was written."""
    page = form_page_for(request, kind)
    form_class = FORMS[MessageKind(kind)]
    form = form_class(request.POST) if request.method == "POST" else form_class()
    status = 200
    if form.is_bound and form.is_valid():
        if form.is_spam or may_write(request, form):
            if not form.is_spam:
                receive_message(page, written_in(form), language=active_language())
            return HttpResponseRedirect(reverse("write_thanks", args=[kind]))
        form.add_error(None, _("Many messages have come from here in the last hour. Please try again later."))
        status = 429
    elif form.is_bound:
        status = 422
    return render(request, "home/write.html", form_context(request, page, form), status=status)


def may_write(request: HttpRequest, form: WriteForm) -> bool:
    """Tell whether this visitor, and this sender, have written few enough times in the last hour."""
    hour = dt.timedelta(hours=1)
    keys = {"home.write.from": client_address(request), "home.write.sender": form.cleaned_data.get("email") or ""}
    # Both are counted, whatever the first says.
    within = [allowed(scope, key, limit=MESSAGES_PER_HOUR, within=hour) for scope, key in keys.items() if key]
    return all(within)


def written_in(form: WriteForm) -> Written:
    """Return what a valid form says."""
    names = ("form_id", "text", "name", "email", "about_url")
    return Written(**{name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name)})


def form_context(request: HttpRequest, page: FormPage, form: WriteForm) -> dict[str, Any]:
    """Return what the form's template needs: the page it belongs to, and what happens to the answers."""
    stand_under(request, page)
    frame = frame_of(request)
    privacy = render_to_string("home/write_privacy.html", {"form_page": page, "privacy_url": frame.privacy_url})
    feedback = page.kind == MessageKind.ACCESSIBILITY
    return {
        "form": form,
        "form_page": page,
        "form_title": _("Tell us what does not work") if feedback else _("Write to us"),
        "page_intro": page.introduction,
        "submit_text": _("Send"),
        "privacy_title": _("What happens to what you write"),
        "privacy_html": privacy,
    }


@require_safe
def write_thanks(request: HttpRequest, kind: str) -> HttpResponse:
    """Say thank you. The same for everybody, also for robots."""
    page = form_page_for(request, kind)
    stand_under(request, page)
    return render(request, "home/write_thanks.html", {"form_page": page, "form_page_url": page.get_url(request)})


# --- robots ---------------------------------------------------------------------------------


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what robots may read: everything public, but not searches, forms or accounts."""
    site = Site.find_for_request(request)
    closed = [f"Disallow: /{code}/{part}/" for code in language_codes() for part in ("search", "write", "account")]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /django-admin/", *closed]
    if site is not None:
        lines += ["", f"Sitemap: {site.root_url}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
