"""A small network: partners in three countries, a partnership, and the directory in three languages."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from tests.factories import partners as make
from tests.support.site import PortalSite, translate_page


@dataclass
class Network:
    """What the tests look at."""

    site: PortalSite
    directory: Any
    in_english: Any
    in_portuguese: Any
    fife: Any
    lisboa: Any
    lisboa_pt: Any
    train: Any


@pytest.fixture
def network(site: PortalSite) -> Network:
    directory = make.make_directory(site.home)
    english = translate_page(directory, site.locale("en"), title="Partners", slug="partners")
    portuguese = translate_page(directory, site.locale("pt"), title="Parceiros", slug="parceiros")
    fife = make.make_organisation("Fife Equality Forum", land="GB-SCT", locality="Fife", sector="association")
    lisboa = make.make_organisation("Associação Porta Aberta", land="PT", locality="Lisboa", sector="association")
    home = make.make_organisation("Norrköpings kommun", municipality="0581", sector="municipality")
    former = make.make_organisation("Ångermanlands företagare", sector="business_network")
    pages = {row.name: make.make_partner(directory, row) for row in (fife, lisboa, home)}
    make.make_partner(directory, former, model_workplace_since=dt.date(2024, 5, 1))
    train = make.make_partnership(
        directory,
        (home, {"role": "lead", "joined_on": dt.date(2005, 1, 1)}),
        (fife, {"role": "founding", "joined_on": dt.date(2005, 1, 1)}),
        (lisboa, {"role": "associated"}),
        (former, {"role": "member", "joined_on": dt.date(2005, 1, 1), "left_on": dt.date(2007, 6, 30)}),
        first_year=2005,
    )
    lisboa_pt = translate_page(pages[lisboa.name], site.locale("pt"), title="Porta Aberta", slug="porta-aberta")
    return Network(site, directory, english, portuguese, pages[fife.name], pages[lisboa.name], lisboa_pt, train)
