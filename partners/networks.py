"""What the pages of partnerships and countries show beside their words."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.languages.sorting import swedish_key
from core.reading import reading_of
from core.registry import Card
from partners.models.records import Partner, PartnershipMember
from partners.newsroom import news, news_cards
from partners.showing import place_of, role_in_time

NEWS_SHOWN = 6
PLACES = ("country", "municipality__county", "county")


@dataclass
class MembersRows:
    """The members of a partnership, before their pages are read."""

    page: Any
    members: list[Any]
    profiles: dict[int, int]
    results: list[int]

    def shown(self, request: HttpRequest) -> dict[str, Any]:
        """Return members now and before, their countries, the themes and the pages that tell of results."""
        reading = reading_of(request)
        rows = [self._member(row, reading) for row in self.members]
        countries = {row.organisation.country.label for row in self.members if row.organisation.country}
        cards = [reading.card(page) for page in map(reading.page_for, self.results) if page is not None]
        reading.illustrate(cards)
        return {
            "members": [row for row in rows if not row["left"]],
            "former": [row for row in rows if row["left"]],
            "facts": [
                {"label": _("Years"), "value": years(self.page)},
                {"label": _("Countries"), "value": ", ".join(sorted(countries, key=swedish_key))},
                {"label": _("Members"), "value": sum(not row["left"] for row in rows) or ""},
            ],
            "topics": [theme.label for theme in self.page.themes.all()],
            "result_cards": cards,
        }

    def _member(self, row: Any, reading: Any) -> dict[str, Any]:
        profile = self.profiles.get(row.organisation_id)
        page = reading.page_for(profile) if profile else None
        return {
            "title": row.organisation.name,
            "url": reading.address(page) if page is not None else "",
            "where": place_of(row.organisation),
            "sector": row.organisation.get_sector_display(),
            "role": role_in_time(row.role, row.joined_on, row.left_on),
            "left": row.left_on is not None,
        }


def years(page: Any) -> str:
    """Return the years of a partnership, e.g. "2005–2008" or "2005–"."""
    if not page.first_year and not page.last_year:
        return ""
    if page.first_year == page.last_year:
        return str(page.first_year)
    return f"{page.first_year or ''}–{page.last_year or ''}"


def partnership_context(page: Any, request: HttpRequest) -> MembersRows:
    """Read the members of a partnership and say which pages will be shown.

    From the page itself, so that a preview shows what it will be.
    """
    links = page.member_links.all()
    stored = not getattr(request, "is_preview", False) and page.pk is not None
    members = list(links.select_related(*(f"organisation__{name}" for name in PLACES)) if stored else links)
    results = [link.result_page_id for link in page.result_links.all()]
    profiles = profiles_of([row.organisation_id for row in members])
    reading = reading_of(request)
    reading.need(pages=profiles.values(), pictured=results)
    return MembersRows(page, members, profiles, results)


def profiles_of(organisations: list[int]) -> dict[int, int]:
    """Return the key of the profile page of each organisation that has one."""
    rows = Partner.objects.filter(organisation__in=organisations, source_page__isnull=False)
    return dict(rows.values_list("organisation_id", "source_page_id"))


@dataclass
class CountryRows:
    """The partners of a country and what they are in, before the pages are read."""

    country: Any
    partners: list[Any]
    partnerships: list[int] = field(default_factory=list)

    def shown(self, page: Any, request: HttpRequest) -> dict[str, Any]:
        """Return partners, partnerships and the latest news as cards."""
        reading = reading_of(request)
        partner_cards: list[Card] = []
        for row in self.partners:
            known = reading.page_for(row.source_page_id)
            if known is not None:
                card = reading.card(known)
                card.kind, card.meta = row.organisation.get_sector_display(), place_of(row.organisation)
                partner_cards.append(card)
        network_cards = [reading.card(known) for known in map(reading.page_for, self.partnerships) if known is not None]
        latest = news_cards(news().filter(partnernewspage__country=self.country), reading, NEWS_SHOWN)
        cards = [*partner_cards, *network_cards, *latest]
        reading.illustrate(cards)
        return {
            "partner_cards": sorted(partner_cards, key=lambda card: swedish_key(card.title)),
            "network_cards": network_cards,
            "news_cards": latest,
            "feed_url": f"{page.get_url(request) or ''}feed/",
        }


def country_context(page: Any, request: HttpRequest) -> CountryRows:
    """Read the partners of a country and their partnerships, and say which pages will be shown."""
    places = [f"organisation__{name}" for name in PLACES]
    partners = list(
        Partner.objects.filter(organisation__country=page.country_id, source_page__isnull=False).select_related(*places)
    )
    members = PartnershipMember.objects.filter(organisation__country=page.country_id, left_on__isnull=True)
    keys = members.filter(partnership__source_page__isnull=False).values_list("partnership__source_page_id", flat=True)
    rows = CountryRows(page.country_id, partners, sorted(set(keys)))
    reading_of(request).need(pictured=[*(row.source_page_id or 0 for row in partners), *rows.partnerships])
    return rows
