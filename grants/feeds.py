"""What readers of feeds subscribe to: every filter of the list has its own."""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.mail.links import absolute
from core.pages.atom import AtomFeed
from core.reading import active_language
from grants.listings import FilterForm, all_calls, index_address
from grants.pages_of import pages_of
from grants.wording import meta_of

NEWEST = 50


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the calls of a filter as Atom (RFC 4287), the latest announced first.

    Raises Http404 for a filter that makes no sense.
    """
    calls = all_calls()
    form = FilterForm(request.GET, calls)
    if not form.is_valid():
        raise Http404
    found = [call for call in calls if form.matches(call)]
    newest = sorted(found, key=lambda call: (call.created_at, call.pk), reverse=True)[:NEWEST]
    language = active_language()
    pages = pages_of(newest, language)
    feed = AtomFeed(
        title=" – ".join([_("Calls"), settings.WAGTAIL_SITE_NAME, *form.chosen_labels().values()]),
        link=absolute(index_address(language) or f"/{language}/"),
        description="",
        language=language,
        feed_url=absolute(request.get_full_path()),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, 'calls' + language + request.GET.urlencode())}",
    )
    for call in newest:
        page = pages.get(call.pk)
        if page is None:
            continue
        feed.add_item(
            title=page.title,
            link=absolute(page.get_url() or "/"),
            description="\n".join([" · ".join(meta_of(call)), page.introduction]),
            unique_id=f"urn:uuid:{call.translation_key}",
            pubdate=call.created_at,
            updateddate=call.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8").encode(), content_type="application/atom+xml; charset=utf-8")
