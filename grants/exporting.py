"""The list of calls as a sheet, with the filters of the list."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.exports import Column, csv_response
from core.mail.links import absolute
from core.reading import active_language
from grants.clock import ZONE
from grants.listings import FilterForm, all_calls
from grants.pages_of import pages_of


@require_safe
def calls_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer with the calls of a filter as CSV. Raises Http404 for a filter that makes no sense."""
    calls = all_calls()
    form = FilterForm(request.GET, calls)
    if not form.is_valid():
        raise Http404
    found = [call for call in calls if form.matches(call)]
    pages = pages_of(found, active_language())
    columns = [
        Column(_("Title"), lambda call: pages[call.pk].title),
        Column(_("Programme"), lambda call: call.programme.label if call.programme else ""),
        Column(_("Status"), lambda call: str(call.phase().label)),
        Column(_("Opens"), lambda call: call.opens_at.astimezone(ZONE).replace(tzinfo=None)),
        Column(_("Last day"), lambda call: call.closes_on),
        Column(_("What you can get"), lambda call: call.highest_amount),
        Column(_("Currency"), lambda call: call.highest_currency if call.highest_amount is not None else ""),
        Column(_("Address"), lambda call: absolute(pages[call.pk].get_url() or "/")),
    ]
    # The file is sent after the view has ended: labels are taken in the reader's language now.
    rows = [[column.value(call) for column in columns] for call in found if call.pk in pages]
    settled = [Column(str(column.label), lambda row, place=place: row[place]) for place, column in enumerate(columns)]
    response = csv_response("calls.csv", settled, rows)
    response["X-Robots-Tag"] = "noindex"
    return response
