import pytest

from core.places.models import Country, County, Municipality
from core.places.outlines import box_around, country_box, outlines
from core.places.querysets import expanded

pytestmark = pytest.mark.django_db

OSTERGOTLAND = {
    "0509": "Ödeshög", "0512": "Ydre", "0513": "Kinda", "0560": "Boxholm", "0561": "Åtvidaberg",
    "0562": "Finspång", "0563": "Valdemarsvik", "0580": "Linköping", "0581": "Norrköping", "0582": "Söderköping",
    "0583": "Motala", "0584": "Vadstena", "0586": "Mjölby",
}  # fmt: skip


def test_there_are_290_municipalities_in_21_counties_in_sweden():
    assert Municipality.objects.filter(county__country__code="SE").count() == 290
    assert County.objects.filter(country__code="SE").count() == 21


def test_ostergotland_has_its_thirteen_municipalities():
    assert dict(Municipality.objects.filter(county__code="05").values_list("code", "name")) == OSTERGOTLAND


def test_a_municipality_lies_in_the_county_its_code_begins_with():
    for code, county in Municipality.objects.values_list("code", "county__code"):
        assert code.startswith(county)


def test_agder_has_its_twenty_five_municipalities():
    assert Municipality.objects.filter(county__name="Agder", county__country__code="NO").count() == 25


def test_partner_countries_are_named_in_every_language():
    for code in ("SE", "NO", "DK", "FI", "GB", "GB-SCT", "NL", "PT", "IT", "EU"):
        country = Country.objects.get(code=code)
        assert all(country.label_in(language) for language in ("sv", "en", "nb", "nl", "pt", "it"))
    assert Country.objects.get(code="GB-SCT").label_in("it") == "Scozia"


def test_choosing_a_county_covers_all_its_municipalities_once():
    county = County.objects.get(code="10")
    ronneby = Municipality.objects.get(name="Ronneby")
    malmo = Municipality.objects.get(name="Malmö")
    places = expanded([ronneby, malmo], [county])
    assert [place.name for place in places] == [
        "Karlshamn",
        "Karlskrona",
        "Olofström",
        "Ronneby",
        "Sölvesborg",
        "Malmö",
    ]


def test_every_swedish_municipality_has_an_outline_within_the_country():
    codes = set(Municipality.objects.filter(county__country__code="SE").values_list("code", flat=True))
    assert set(outlines()) == codes
    whole = country_box()
    around = box_around(codes)
    assert (around.left, around.top) == (whole.left, whole.top)
    assert around.right <= whole.right + 1
    assert around.bottom <= whole.bottom + 1


def test_a_map_of_places_without_outline_is_a_map_of_the_country():
    assert box_around(["NO-4204"]) == country_box()


def test_the_outlines_are_small_enough_to_be_sent_in_a_page():
    assert sum(len(path) for path in outlines().values()) < 100_000
