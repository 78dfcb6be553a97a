"""What a partner's page shows beside the words of the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.models import Page

from accounts.models import Organisation, OrganisationContact, OrganisationLink
from core.reading import Reading, reading_of
from core.registry import Card
from partners.enums import Commitment, MemberRole
from partners.models.records import PartnershipMember
from partners.newsroom import originals
from partners.participation import Found, Participation, read, register, registered, rows

MOST_CARDS = 6
MEMBER, LINK, CONTACT, NEWS = "member", "link", "contact", "news"


def place_of(organisation: Any) -> str:
    """Return where an organisation is, from near to far, e.g. "Fife, Scotland"."""
    near = organisation.locality or (organisation.municipality.name if organisation.municipality else "")
    if not near and organisation.county:
        near = organisation.county.name
    country = organisation.country.label if organisation.country else ""
    return ", ".join(part for part in (near, country) if part)


def with_places(organisations: Any) -> Any:
    """Return a queryset of organisations with their places, in the same query."""
    return organisations.select_related("country", "municipality__county", "county")


def span(starts: date | None, ends: date | None) -> str:
    """Return from when till when somebody was a member, in words; empty when nothing is known."""
    first = formats.date_format(starts, "DATE_FORMAT") if starts else ""
    last = formats.date_format(ends, "DATE_FORMAT") if ends else ""
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("since %(date)s") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


def role_in_time(role: str, starts: date | None, ends: date | None) -> str:
    """Return a role and its time in one line."""
    label = str(MemberRole(role).label) if role in MemberRole.values else role
    return ", ".join(part for part in (label, span(starts, ends)) if part)


@dataclass
class TakingPart:
    """What was found of a partner, before the pages concerned are read."""

    organisation: Any
    found: Found
    chosen: dict[str, list[Any]]

    @property
    def contact_ids(self) -> list[int]:
        """The keys of the organisation's contact points, in order."""
        return [row.key for row in self.found.of(CONTACT)]

    def shown(self, page: Any, request: HttpRequest, contacts: dict[int, Any]) -> dict[str, Any]:
        """Return what the template needs, once the pages are read."""
        reading = reading_of(request)
        sections = [self._section(kind, reading) for kind in registered()]
        feed = f"{page.get_url(request) or ''}feed/"
        return {
            "organisation": self.organisation,
            "logo": reading.image(self.organisation.logo_id),
            "facts": self._facts(reading),
            "links": [{"title": row.text, "url": row.more, "lang": row.lang} for row in self.found.of(LINK)],
            "partner_contacts": [contacts[key] for key in self.contact_ids if key in contacts],
            "commitments": [promise(block.value) for block in page.commitments],
            "sections": [section for section in sections if section["cards"]],
            "feed_url": feed,
        }

    def _section(self, kind: Participation, reading: Reading) -> dict[str, Any]:
        cards = []
        for row in self.chosen[kind.code]:
            known = reading.page_for(row.key)
            if known is not None:
                cards.append(_card(known, row, reading, with_date=kind.code == NEWS))
        reading.illustrate(cards)
        return {"code": kind.code, "title": kind.title, "cards": cards}

    def _facts(self, reading: Reading) -> list[dict[str, Any]]:
        lines = []
        for row in self.found.of(MEMBER):
            page = reading.page_for(row.key)
            if page is not None:
                lines.append({"title": f"{page.title} ({role_in_time(row.more, row.starts, row.ends)})",
                              "url": reading.address(page)})  # fmt: skip
        organisation = self.organisation
        return [
            {"label": _("Sector"), "value": organisation.get_sector_display()},
            {"label": _("Where"), "value": place_of(organisation)},
            {"label": _("Website"), "value": bare(organisation.website), "url": organisation.website},
            {"label": _("Partnerships"), "lines": lines},
        ]


def _card(page: Page, row: Any, reading: Reading, *, with_date: bool) -> Card:
    card = reading.card(page)
    card.kind = ""
    card.date = row.starts if with_date else None
    return card


def bare(address: str) -> str:
    """Return an address as one says it, without "https://"."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def promise(value: Any) -> dict[str, Any]:
    """Return a commitment as a row: what, in words, by when and whether it is kept."""
    kind = str(Commitment(value["kind"]).label) if value["kind"] in Commitment.values else value["kind"]
    when = ""
    if value.get("due"):
        when = _("by %(date)s") % {"date": formats.date_format(value["due"], "DATE_FORMAT")}
    kept = pgettext("commitment", "Kept") if value.get("kept") else ""
    return {"label": f"{kind} ({value['number']})" if value.get("number") else kind, "text": value["text"],
            "when": when, "kept": kept}  # fmt: skip


def profile_context(page: Any, request: HttpRequest) -> TakingPart:
    """Read all that is known of a partner beside the page, in two queries, and say which pages will be shown."""
    organisation = with_places(Organisation.objects.filter(pk=page.organisation_id)).get()
    key = organisation.pk
    queries = [
        rows(PartnershipMember.objects.filter(organisation=key), MEMBER, "partnership__source_page_id", more="role",
             starts="joined_on", ends="left_on"),
        rows(OrganisationLink.objects.filter(organisation=key), LINK, "pk", text="label", more="url", lang="language"),
        rows(OrganisationContact.objects.filter(organisation=key), CONTACT, "contact_id"),
        *[query for kind in registered() for query in kind.rows(key)],
    ]  # fmt: skip
    found = read(queries)
    chosen = {kind.code: found.latest(kind.code, MOST_CARDS) for kind in registered()}
    page.taking_part = TakingPart(organisation, found, chosen)
    reading = reading_of(request)
    reading.need(pages=[row.key for row in found.of(MEMBER)], images=[organisation.logo_id])
    for shown in chosen.values():
        reading.need(pictured=[row.key for row in shown])
    return page.taking_part


def news_rows(organisation: int) -> list[Any]:
    """Return the news of a partner, by the pages in the original language."""
    own = originals().filter(partnernewspage__organisation=organisation)
    return [rows(own, NEWS, "pk", starts="partnernewspage__date")]


def structured_organisation(page: Any, request: HttpRequest, chrome: Any) -> dict[str, Any]:
    """Return an Organization, as schema.org has it."""
    organisation = page.taking_part.organisation if hasattr(page, "taking_part") else page.organisation
    thing: dict[str, Any] = {
        "@type": "Organization",
        "name": organisation.name,
        "description": page.introduction,
        "mainEntityOfPage": chrome.base_url + (page.get_url(request) or ""),
    }
    if organisation.website:
        thing["url"] = organisation.website
    if organisation.country:
        thing["address"] = {"@type": "PostalAddress", "addressCountry": organisation.country.code[:2]}
    return thing


def enter() -> None:
    """Enter the partners' own news among what partners take part in."""
    register(Participation(NEWS, gettext_lazy("News"), news_rows, order=10))
