"""What pages and the translation editor tell of translations."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext
from wagtail_localize.models import Translation

from core.reading import reading_of
from core.translating.glossary import Hit, terms_of
from core.translating.showing import words_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_words(context: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader is told of the words of the page shown; empty on plain views."""
    page: Any = context.get("page")
    request = context.get("request")
    if request is None or not hasattr(page, "translation_key"):
        return {}
    reading = reading_of(request)
    return words_of_page(page, reading) if reading.page is not None and reading.page.pk == page.pk else {}


@register.filter
def as_json(value: Any) -> str:
    """Return a value as JSON, to be put into an attribute."""
    return json.dumps(value, ensure_ascii=False)


# Wagtail's own words, which its catalogues hold; wagtail-localize writes its list of languages in English alone.
USAGE = "%(num_pages)d pages and %(num_others)d others"


@register.simple_tag
def locale_usage(num_pages: int, num_others: int) -> str:
    """Say how many pages and other things a language has."""
    return gettext(USAGE) % {"num_pages": num_pages, "num_others": num_others}


@register.simple_tag
def library_words(original: str) -> str:
    """Return words of a library in the reader's language, from the library's catalogues."""
    return gettext(original)


@register.simple_tag
def glossary_terms(translation: Translation) -> list[Hit]:
    """Return the terms of the glossary that the words to translate use."""
    return terms_of(translation)
