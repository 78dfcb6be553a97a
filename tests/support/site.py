"""A small portal for tests: six locales, a home page in each, one site."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, Site

TITLES = {
    "sv": "Startsida",
    "en": "Start",
    "nb": "Forside",
    "nl": "Startpagina",
    "pt": "Início",
    "it": "Pagina iniziale",
}


@dataclass
class PortalSite:
    """The site, and its home page by language."""

    site: Site
    homes: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Any:
        """The Swedish home page, which all the others translate."""
        return self.homes["sv"]

    def locale(self, code: str) -> Locale:
        """The locale of a language."""
        return Locale.objects.get(language_code=code)


def home_model() -> type[Page]:
    """The page type that sites begin with."""
    return apps.get_model("home", "HomePage")


def build_site() -> PortalSite:
    """Make the locales, one live home page per language, and the default site."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    root = Page.get_first_root_node()
    published = timezone.now()
    homes: dict[str, Any] = {}
    for code, title in TITLES.items():
        # Made directly rather than by copying and publishing, which would take most of a test's time.
        homes[code] = home_model()(
            title=title,
            draft_title=title,
            slug="hem" if code == "sv" else f"hem-{code}",
            locale=locales[code],
            translation_key=homes["sv"].translation_key if homes else uuid4(),
            live=True,
            first_published_at=published,
            last_published_at=published,
        )
        root.add_child(instance=homes[code])
    site = Site.objects.create(hostname="localhost", root_page=homes["sv"], is_default_site=True, site_name="Portalen")
    return PortalSite(site, homes)


def translate_page(page: Any, locale: Locale, **changes: Any) -> Any:
    """Return a live copy of `page` in another locale, its parents copied when they are missing."""
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save_revision(log_action=False).publish()
    copy.refresh_from_db()
    return copy
