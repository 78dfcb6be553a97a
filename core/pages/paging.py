"""Long lists, page by page, with the rest of the address kept."""

from typing import Any

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, QueryDict

PER_PAGE = 12


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> PageOfList:
    """Return the page of a list that the address asks for (`?page=2`).

    Raises Http404 when it is not a whole number or beyond the last page.
    """
    paginator = Paginator(rows, per_page)
    asked = request.GET.get("page") or "1"
    # More digits than any list has pages; int() of thousands of digits would itself raise.
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 6):
        raise Http404
    number = int(asked)
    if number < 1 or number > max(paginator.num_pages, 1):
        raise Http404
    return paginator.page(number)


def querystring(request: HttpRequest, *, known: tuple[str, ...] = (), **changes: str | None) -> str:
    """Return the query of the address without its page number, with changes; None takes a parameter away.

    Only parameters in `known` are kept when it is given, so that nothing a stranger wrote in an address is passed on.
    """
    kept = QueryDict(mutable=True)
    for name in request.GET:
        value = request.GET.get(name, "")
        if name != "page" and value and (not known or name in known):
            kept[name] = value
    for name, change in changes.items():
        kept.pop(name, None)
        if change:
            kept[name] = change
    return kept.urlencode()
