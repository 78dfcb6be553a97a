"""What an answer may show, and reading it with a fixed number of queries."""

from core.reading.querysets import line_paths, page_models, public, restricted, whichever, with_card_facts
from core.reading.reading import (
    Needs,
    Reading,
    active_language,
    images_with_renditions,
    reading_of,
    register_source,
)

__all__ = [
    "Needs",
    "Reading",
    "active_language",
    "images_with_renditions",
    "line_paths",
    "page_models",
    "public",
    "reading_of",
    "register_source",
    "restricted",
    "whichever",
    "with_card_facts",
]
