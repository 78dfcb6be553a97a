"""One row of any list: what a card or a search hit shows, whatever the record behind it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass
class Card:
    """What a card shows. `image_id` is resolved for all cards of a page at once, so that a list costs one query."""

    title: str
    url: str
    text: str = ""
    type_label: Any = ""
    date: date | datetime | None = None
    place: str = ""
    status: Any = ""
    tags: list[dict[str, str]] = field(default_factory=list)
    image_id: int | None = None
    image: Any = None
    # Programmes, pilots and events without a picture get a pattern of their own, drawn from this.
    seed: str = ""
    # Two letters, only when the words of the card are in another language than the page.
    language: str = ""
