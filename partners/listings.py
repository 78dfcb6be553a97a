"""What partners offer to home pages and bodies."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.reading import Reading, public
from core.registry import Card, Listing, register_listing
from partners.models import PartnerIndexPage
from partners.newsroom import news, news_cards


def latest_news(language: str, count: int) -> Sequence[Card]:
    """Return the cards of the partners' latest news, in the reader's language where it is there."""
    reading = Reading(None)
    reading.language = language
    return news_cards(news(), reading, count)


def directory_address(language: str) -> str:
    """Return the address of the directory in a language; empty where there is none."""
    page = public(PartnerIndexPage.objects.filter(locale__language_code=language)).first()
    return page.url or "" if page is not None else ""


def offer() -> None:
    """Enter the listing."""
    register_listing(
        Listing(
            "partner_news", _("News from partners"), latest_news, directory_address, _("No news from partners yet.")
        )
    )
