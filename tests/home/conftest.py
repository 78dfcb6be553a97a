"""A portal with everything that an editor would put round and on a page."""

from typing import Any

import pytest

from core.navigation.models import Banner, Menu, SiteSettings
from core.taxonomies.models import Theme
from tests.factories import home as make


def furnish(site: Any) -> None:
    """Menus, banner, logos and details for a site."""
    home = site.home
    section = make.make_section(home, "Om partnerskapet")
    child = make.make_standard(section, "Tolv partner")
    archive = make.make_archive(home)
    contact = make.make_contact_page(home)
    logos = [make.make_image(f"Logotyp {number}", size=(300, 100)) for number in range(4)]
    SiteSettings.objects.create(
        site=site.site,
        organisation_name="Mångfaldens ansikten",
        email="info@example.org",
        tagline_sv="Olika är bäst",
        logo=logos[0],
        contact_page=contact,
        news_page=archive,
        logos=make.stream(
            *[
                (
                    "logo",
                    {
                        "name": f"Partner {n}",
                        "image": logo.pk,
                        "alt_text": "",
                        "url": "",
                        "role": "partner",
                        "language": "",
                    },
                )
                for n, logo in enumerate(logos)
            ]
        ),
    )
    Menu.objects.create(
        site=site.site,
        slot="main",
        locale=home.locale,
        items=make.stream(
            (
                "item",
                {
                    "page": section.pk,
                    "url": "",
                    "label": "Om oss",
                    "children": make.listed({"page": child.pk, "url": "", "label": ""}),
                },
            ),
            ("item", {"page": archive.pk, "url": "", "label": "", "children": []}),
        ),
    )
    Menu.objects.create(
        site=site.site,
        slot="footer_column",
        locale=home.locale,
        title="Mer",
        items=make.stream(("item", {"page": contact.pk, "url": "", "label": "", "children": []})),
    )
    Banner.objects.create(
        site=site.site, locale=home.locale, text="3 december: webbinarium", link_text="Anmälan", link_page=archive
    )


@pytest.fixture
def furnished(site: Any) -> Any:
    """The site with its furniture."""
    furnish(site)
    return site


@pytest.fixture
def archive(furnished: Any) -> Any:
    """The archive of news of the furnished site."""
    from home.models import ArticleIndexPage

    return ArticleIndexPage.objects.get(locale=furnished.home.locale)


def full_body() -> str:
    """A body with one of everything that points elsewhere."""
    contact = make.make_contact()
    pictures = [make.make_image(f"Bild {n}") for n in range(2)]
    return make.stream(
        ("rich_text", "<h2>Rubrik</h2><p>Löpande text.</p>"),
        (
            "quote",
            {
                "text": "Det gör skillnad",
                "source_name": "",
                "source_role": "Samordnare",
                "source_url": "",
                "language": "",
            },
        ),
        *[
            (
                "image",
                {
                    "image": picture.pk,
                    "decorative": False,
                    "alt_text": "",
                    "caption": "",
                },
            )
            for picture in pictures
        ],
        ("contacts", {"title": "Kontakt", "items": make.listed(contact.pk)}),
    )


def make_articles(archive: Any, count: int) -> list[Any]:
    """Articles with pictures, tags, themes and authors."""
    theme = Theme.objects.first()
    author = make.make_contact("Redaktör")
    articles = []
    for number in range(count):
        article = make.make_article(
            archive,
            f"Nyhet {number}",
            introduction="Ingress",
            listing_image=make.make_image(),
            body=full_body(),
        )
        article.tags.add("rekrytering", f"tagg-{number}")
        article.theme_links.create(theme=theme)
        article.author_links.create(contact=author)
        article.save_revision(log_action=False).publish()
        articles.append(article)
    return articles
