"""What an editor should mend before a page is shown: told in words, never in the way of publishing."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.blocks.gather import streams_of
from core.pages.pictures import figures_in

HEADING = re.compile(r"<h([2-6])[ >]")
# Link texts that say nothing when read alone, as screen readers list them (WCAG 2.2, 2.4.4).
EMPTY_WORDS = {"här", "läs mer", "klicka här", "länk", "here", "read more", "click here", "link", "her", "les mer"}
LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def remarks_on(page: Page) -> Iterator[str]:
    """Yield what makes a page hard to use for some, in words for its editor."""
    yield from _remarks_on_pictures(page)
    if not page.search_description and not getattr(page, "introduction", ""):
        yield _("There is no introduction. Lists and search engines then show only the title.")
    yield from _remarks_on_words(page)


def _remarks_on_pictures(page: Page) -> Iterator[str]:
    image = getattr(page, "listing_image", None)
    places = [(image, page.listing_image_alt)] if image is not None else []
    figures = [figure for stream in streams_of(page) for figure in figures_in(stream)]
    places += [(it["image"], it.get("alt_text")) for it in figures if it.get("image") and not it.get("decorative")]
    language = page.locale.language_code if page.locale_id else settings.LANGUAGE_CODE
    for picture, alt in places:
        if not alt and not picture.alt_text:
            yield _("The picture “%(title)s” has no alternative text. Write one with the picture.") % {
                "title": picture.title
            }
        elif not alt and picture.language != language:
            yield _("The picture “%(title)s” is described only in another language. Describe it in this one.") % {
                "title": picture.title
            }


def _remarks_on_words(page: Page) -> Iterator[str]:
    body = getattr(page, "body", None) or getattr(page, "sections", None) or []
    sources = [block.value.source for block in body if isinstance(block.value, RichText)]
    levels = [int(level) for source in sources for level in HEADING.findall(source)]
    if any(after > before + 1 for before, after in zip([1, *levels], levels, strict=False)):
        yield _("A heading level is skipped. Screen readers then announce a part that is not there.")
    words = [TAG.sub("", text).strip().lower() for source in sources for text in LINK.findall(source)]
    if any(text in EMPTY_WORDS for text in words):
        yield _("A link says only “here” or “read more”. Write where it leads.")


class PlainChecker(ContentCheckerItem):
    """Wagtail's content checker with more of what the law asks for, in plain words."""

    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "list",
        "listitem",
        "scope-attr-valid",
        "th-has-data-cells",
        "valid-lang",
    ]
    axe_messages: dict[str, Any] = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": gettext_lazy("The alternative text is a file name"),
            "help_text": gettext_lazy("Describe what the picture shows, e.g. Four people round a table, laughing."),
        },
        "heading-order": {
            "error_name": gettext_lazy("A heading level is skipped"),
            "help_text": gettext_lazy("After a heading of level 2 comes level 2 or 3, never 4."),
        },
        "image-alt": {
            "error_name": gettext_lazy("A picture has no alternative text"),
            "help_text": gettext_lazy("Describe the picture, or tick that it is decoration only."),
        },
        "image-redundant-alt": {
            "error_name": gettext_lazy("The alternative text repeats the words beside it"),
            "help_text": gettext_lazy("Say what the words do not, or tick that the picture is decoration only."),
        },
        "link-name": {
            "error_name": gettext_lazy("A link has no words"),
            "help_text": gettext_lazy("Write where the link leads."),
        },
        "empty-heading": {
            "error_name": gettext_lazy("A heading is empty"),
            "help_text": gettext_lazy("Write a heading, or make it ordinary text."),
        },
        "valid-lang": {
            "error_name": pgettext_lazy("content checker", "A language code is not valid"),
            "help_text": gettext_lazy("Choose the language from the list."),
        },
    }
