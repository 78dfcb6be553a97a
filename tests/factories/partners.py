"""Partners, partnerships, countries and news."""

from itertools import count
from typing import Any

from accounts.models import Organisation
from core.places.models import Country, Municipality
from partners.models import CountryPage, PartnerIndexPage, PartnerNewsPage, PartnerPage, PartnershipPage
from tests.factories.pages import make_page

_numbers = count(1)


def country(code: str) -> Country:
    """Return a country by code."""
    return Country.objects.get(code=code)


def make_organisation(name: str = "", *, land: str = "SE", municipality: str = "", **values: Any) -> Organisation:
    """Return an organisation in a country."""
    return Organisation.objects.create(
        name=name or f"Organisation {next(_numbers)}",
        country=country(land),
        municipality=Municipality.objects.filter(code=municipality).first(),
        **values,
    )


def make_directory(parent: Any, **values: Any) -> PartnerIndexPage:
    """Return a published directory."""
    return make_page(PartnerIndexPage, parent, **{"title": "Partner", "slug": "partner", **values})


def make_partner(directory: Any, organisation: Organisation | None = None, **values: Any) -> PartnerPage:
    """Return the published profile of an organisation."""
    organisation = organisation or make_organisation()
    return make_page(PartnerPage, directory, organisation=organisation, **{"title": organisation.name, **values})


def make_partnership(directory: Any, *members: tuple[Organisation, dict[str, Any]], **values: Any) -> PartnershipPage:
    """Return a published partnership with members: organisations with what they are in it."""
    page = PartnershipPage(locale=directory.locale, live=False, **{"title": "The X Train", **values})
    page.member_links = [page.member_links.model(organisation=row, **facts) for row, facts in members]
    type(directory).objects.get(pk=directory.pk).add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    return PartnershipPage.objects.get(pk=page.pk)


def make_country_page(directory: Any, code: str, **values: Any) -> CountryPage:
    """Return the published page of a country."""
    land = country(code)
    return make_page(CountryPage, directory, country=land, **{"title": land.label_sv, **values})


def make_news(section: Any, title: str = "En nyhet", *, themes: Any = (), **values: Any) -> PartnerNewsPage:
    """Return a published piece of news in a partner's section."""
    page = PartnerNewsPage(locale=section.locale, live=False, title=title, **values)
    page.themes = list(themes)
    PartnerPage.objects.get(pk=section.pk).add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    return PartnerNewsPage.objects.get(pk=page.pk)
