"""Making a seminar a series, and changing its rule, in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events import policies
from events.models.pages import EventPage
from events.series_forms import RuleForm, initial_of
from events.services import series as services
from events.services.series import Outcome


@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rule and its dates; POST with `look` shows what a rule would do, with `make` does it."""
    pattern = services.pattern_of(get_object_or_404(EventPage, pk=pk))
    answer = policies.may_repeat(request.user, pattern)
    if not answer:
        raise PermissionDenied(str(answer.reason))
    if not pattern.live or not pattern.occasions.exists():
        messages.error(request, _("Publish the seminar first, with its hours. Then it can be repeated."))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[pattern.pk]))
    if request.method != "POST":
        return _shown(request, pattern, RuleForm(pattern=pattern, initial=initial_of(pattern)))
    form = RuleForm(request.POST, pattern=pattern)
    if not form.is_valid():
        return _shown(request, pattern, form)
    if "make" not in request.POST:
        return _shown(request, pattern, form, form.outcome)
    outcome = services.shape(pattern, form.rule(), fold=form.cleaned_data["fold"], actor=request.user)
    messages.success(request, _done(outcome))
    return HttpResponseRedirect(reverse("events_admin_repeat", args=[pattern.pk]))


def _done(outcome: Outcome) -> str:
    made, removed = len(outcome.made), len(outcome.removed)
    text = ngettext("%(n)d seminar was made.", "%(n)d seminars were made.", made) % {"n": made}
    if removed:
        text += " " + ngettext("%(n)d was taken away.", "%(n)d were taken away.", removed) % {"n": removed}
    return text


def _shown(request: HttpRequest, pattern: EventPage, form: RuleForm, outcome: Outcome | None = None) -> HttpResponse:
    context = {
        "pattern": pattern,
        "form": form,
        "outcome": outcome,
        "dates": _dates(pattern),
        "page_title": _("Repeat, as a series"),
        "page_subtitle": pattern.get_admin_display_title(),
    }
    return render(request, "events/admin/repeat.html", context)


def _dates(pattern: EventPage) -> list[dict[str, Any]]:
    """Return the dates there are, each with its page and whether the rule may still touch it."""
    series = services.series_of(pattern)
    if series is None:
        return []
    rows = list(series.dates.all())
    pages = services.pages_by_key(row.translation_key for row in rows)
    found = []
    for row in rows:
        page = pages.get(row.translation_key)
        first = row.translation_key == series.pattern_key
        changed = page is not None and not first and not services.is_untouched(row, page)
        hours = sorted(page.occasions.all(), key=lambda one: (one.date, one.start_time)) if page is not None else []
        found.append({"row": row, "page": page, "first": first, "changed": changed, "now": hours[0] if hours else None})
    return found
