"""One row of any list: what a card or a search hit shows, whatever the record behind it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass
class Card:
    """The parameters of `components/card.html`.

    `image_id` is turned into `image` for all cards of an answer at once: a list costs one query for its pictures.
    """

    title: str
    url: str
    text: str = ""
    kind: Any = ""
    date: date | datetime | None = None
    meta: str = ""
    status: dict[str, Any] | None = None
    tags: list[dict[str, str]] = field(default_factory=list)
    image_id: int | None = None
    image: Any = None
    # What has no picture gets a pattern of its own, drawn from this, e.g. the translation key.
    seed: str = ""
    # Two letters, only when the words of the card are in another language than the page.
    lang: str = ""
