"""By what articles can be narrowed in the site-wide search."""

from collections.abc import Iterable

from core.search.pages import SearchableFacts, register_facts
from home.models import ArticleTheme


def themes_of_articles(keys: Iterable[int]) -> list[tuple[int, str, str]]:
    """Return (page, slug, label) for the themes of these pages."""
    links = ArticleTheme.objects.filter(page__in=list(keys)).select_related("theme")
    return [(link.page_id, link.theme.slug, link.theme.label) for link in links]


def register() -> None:
    """Enter the date and themes of articles."""
    register_facts(SearchableFacts(date="articlepage__date", themes=themes_of_articles))
