"""What search engines, social networks and other machines read."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from core.navigation.models import SiteSettings
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(site):
    SiteSettings.objects.create(
        site=site.site,
        organisation_name="Mångfaldens </script><b>ansikten",
        email="info@example.org",
        links=make.stream(("link", {"label": "LinkedIn", "url": "https://social.example/x"})),
    )
    return site


def graph(client, path):
    """The things said in JSON-LD, by type."""
    html = client.get(path).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(scripts) == 1
    return {thing["@type"]: thing for thing in json.loads(scripts[0])["@graph"]}


def test_the_start_page_tells_of_the_organisation_and_the_search(client, named):
    things = graph(client, "/sv/")

    assert things["Organization"]["name"] == "Mångfaldens </script><b>ansikten"
    assert things["Organization"]["sameAs"] == ["https://social.example/x"]
    assert things["WebSite"]["potentialAction"]["target"]["urlTemplate"] == (
        "http://localhost/sv/search/?q={search_term_string}"
    )


def test_an_article_tells_of_itself_and_where_it_stands(client, named):
    archive = make.make_archive(named.home)
    article = make.make_article(archive, "</script><script>alert(1)</script>\u2028", introduction="&amp;")

    things = graph(client, article.url)

    assert things["NewsArticle"]["headline"] == "</script><script>alert(1)</script>\u2028"
    assert things["NewsArticle"]["mainEntityOfPage"] == "http://localhost" + article.url
    names = [entry["name"] for entry in things["BreadcrumbList"]["itemListElement"]]
    assert names == ["Startsida", "Nyheter", article.title]
    assert "<script>alert" not in client.get(article.url).content.decode()


def test_what_is_shared(client, named):
    page = make.make_standard(
        named.home,
        "Om oss",
        introduction="Vilka vi är",
        listing_image=make.make_image(),
        search_description="",
    )
    html = client.get(page.url).content.decode()

    assert '<link rel="canonical" href="http://localhost/sv/om-oss/">' in html
    assert '<meta name="description" content="Vilka vi är">' in html
    assert re.search(r'<meta property="og:image" content="http[^"]+fill-1200x630[^"]*">', html)
    assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_the_search_is_shared_with_a_title_an_address_and_a_picture(client, named):
    html = client.get("/sv/search/?q=mentor").content.decode()
    shared = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html))

    assert shared["og:title"] == "Sök"
    assert shared["og:url"] == "http://localhost/sv/search/"
    assert shared["og:image"].startswith("http://localhost/static/img/og-default")
    assert shared["og:type"] == "website"
    assert '<meta name="robots" content="noindex, follow">' in html


def test_the_map_of_the_site_has_each_language(client, site):
    page = make.make_standard(site.home, "Om oss")
    translate_page(page, site.locale("en"), title="About us", slug="about-us")
    make.make_standard(site.home, "Utkast").unpublish()

    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 — our own answer
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    rows = {
        url.find("s:loc", space).text: {
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", space)
        }
        for url in root.findall("s:url", space)
    }

    both = {
        ("sv", "http://localhost/sv/om-oss/"),
        ("en", "http://localhost/en/about-us/"),
        ("x-default", "http://localhost/sv/om-oss/"),
    }
    assert rows["http://localhost/sv/om-oss/"] == rows["http://localhost/en/about-us/"] == both
    assert "http://localhost/sv/utkast/" not in rows
    assert len(rows) == 8


def test_the_map_costs_the_same_however_many_pages(client, site, django_assert_max_num_queries):
    for number in range(20):
        make.make_standard(site.home, f"Sida {number}")
    with django_assert_max_num_queries(6):
        client.get("/sitemap.xml")


def test_robots_are_told_where_the_map_is_and_what_not_to_read(client, site):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://localhost/sitemap.xml" in text
    assert "Disallow: /sv/search/" in text
    assert "Disallow: /admin/" in text


def test_without_a_site_there_is_no_map(client, site):
    site.site.delete()

    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/robots.txt").status_code == 200
