"""The accessibility statement has every part that the authority asks for."""

import datetime as dt

import pytest

from core.navigation.models import SiteSettings
from home.models import AccessibilityStatementPage
from tests.factories import home as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(site):
    feedback = make.make_feedback_page(site.home)
    page = make.add_page(
        site.home,
        AccessibilityStatementPage,
        "Tillgänglighetsredogörelse",
        responsible="Region Exempel",
        scope="<p>Portalen och dess formulär.</p>",
        status="partial",
        assessment_method="both",
        assessed_by="Ett oberoende företag",
        assessment_text="<p>Tangentbord och skärmläsare.</p>",
        assessed_on=dt.date(2026, 5, 4),
        published_on=dt.date(2026, 5, 6),
        reviewed_on=dt.date(2026, 9, 8),
        feedback_text="<p>Skriv till oss.</p>",
        response_days=3,
        contact=make.make_contact("Tillgänglighetsansvarig"),
        authority_name="Myndigheten",
        authority_url="https://tillsyn.example.org/anmal",
        enforcement_text="<p>Myndigheten granskar.</p>",
        failures=make.stream(
            *[
                (
                    "failure",
                    {
                        "reason": reason,
                        "description": f"Brist {reason}",
                        "criterion": "WCAG 1.3.1",
                        "explanation": "Varför",
                        "alternative": "I stället",
                        "planned": "Hösten 2027",
                    },
                )
                for reason in ("non_compliance", "burden", "out_of_scope")
            ]
        ),
    )
    SiteSettings.objects.create(site=site.site, accessibility_page=page, feedback_page=feedback, organisation_name="X")
    return page


def test_every_part_is_shown(client, statement):
    html = client.get(statement.url).content.decode()

    for words in [
        "Region Exempel",
        "Portalen och dess formulär.",
        "WCAG 2.2 AA",
        "Brist non_compliance",
        "Brist burden",
        "Brist out_of_scope",
        "Varför",
        "I stället",
        "Hösten 2027",
        "Ett oberoende företag",
        "Tangentbord och skärmläsare.",
        "4 maj 2026",
        "6 maj 2026",
        "8 september 2026",
        "Skriv till oss.",
        "Tillgänglighetsansvarig",
        "info@example.org",
        "+46 13 10 00 00",
        "tel:+4613100000",
        "Myndigheten granskar.",
        "https://tillsyn.example.org/anmal",
        "/sv/brister-i-tillganglighet/",
    ]:
        assert words in html, words
    assert html.index("Brist non_compliance") < html.index("Brist burden") < html.index("Brist out_of_scope")


@pytest.mark.parametrize("path", ["/sv/", "/sv/search/", "/sv/finns-inte/"])
def test_every_page_links_to_it(client, statement, path):
    assert statement.url in client.get(path).content.decode()


def test_it_is_found_by_its_words(client, statement):
    assert statement.url in client.get("/sv/search/?q=skärmläsare").content.decode()
