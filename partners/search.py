"""By what the partners' news can be narrowed in the site-wide search."""

from collections.abc import Iterable

from core.search.pages import SearchableFacts, register_facts
from partners.models import PartnerNewsPage


def themes_of_news(keys: Iterable[int]) -> list[tuple[int, str, str]]:
    """Return (page, slug, label) for the themes of these pages."""
    links = PartnerNewsPage.themes.through.objects.filter(partnernewspage__in=list(keys)).select_related("theme")
    return [(link.partnernewspage_id, link.theme.slug, link.theme.label) for link in links]


def register() -> None:
    """Enter the date and themes of the news."""
    register_facts(SearchableFacts(date="partnernewspage__date", themes=themes_of_news))
