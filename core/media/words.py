"""What is said of a picture where it is shown."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """The words of a picture. A language is given only when it differs from that of the page (WCAG 2.2, 3.1.2)."""

    alt: str = ""
    alt_lang: str | None = None
    caption: str = ""
    caption_lang: str | None = None


def words_of(image: Any, alt: str = "", caption: str = "") -> Words:
    """Return the page's own words for a picture, else those kept with the image, marked when in another language."""
    kept = getattr(image, "language", "")
    # None and not an empty string: an attribute that is None is left out of the tag.
    other = kept if kept and kept != (get_language() or settings.LANGUAGE_CODE)[:2] else None
    kept_alt, kept_caption = getattr(image, "alt_text", ""), getattr(image, "caption", "")
    return Words(
        alt=alt or kept_alt,
        alt_lang=other if kept_alt and not alt else None,
        caption=caption or kept_caption,
        caption_lang=other if kept_caption and not caption else None,
    )
