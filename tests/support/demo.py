"""The demo content as a source of addresses: one page of every type in every language, and the views beside them."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from wagtail.models import Page

# What stands beside the pages, below the language's prefix.
BESIDE = (
    "search/",
    "search/?q=projekt",
    "search/?q=zzzzzz",
    "subscribe/",
    "account/login/",
    "account/signup/",
    "no-such-page/",
    "styleguide/",
)


def page_types() -> list[type[Page]]:
    """Return every page type that can have pages."""
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


def page_addresses(language: str) -> dict[str, str]:
    """Return the address of one live page of each type in a language, by the name of the type."""
    found = {}
    for model in page_types():
        page = model.objects.live().filter(locale__language_code=language).order_by("pk").first()
        address = page.get_url() if page else None
        if address:
            found[model.__name__] = address
    return found


def addresses(*languages: str) -> Iterator[str]:
    """Yield every address worth a visit in the languages: the pages, then what stands beside them."""
    for language in languages or [code for code, _name in settings.LANGUAGES]:
        yield from page_addresses(language).values()
        yield from (f"/{language}/{path}" for path in BESIDE)
