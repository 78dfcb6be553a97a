"""The content as it stands in content/*.toml: Swedish words and the facts around them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
# Files with pages, in the order they are read; a page's parent may stand in another file.
PAGE_FILES = (
    "home", "front", "programmes", "bank", "methods", "sisters", "articles", "events", "calls", "service", "network",
)  # fmt: skip

Record = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """Everything that is loaded. Pages stand with parents before their children."""

    pages: list[Record]
    images: list[Record]
    contacts: list[Record]
    organisations: list[Record]
    accounts: list[Record]
    menus: list[Record]
    banner: Record
    settings: Record
    emblem: dict[str, str]
    series: Record
    news: list[Record]
    adoptions: list[Record]

    @property
    def tags(self) -> list[str]:
        """The tags of all articles, each once."""
        return sorted({tag for page in self.pages for tag in page.get("tags", [])})


def read_file(name: str) -> Record:
    """Return one file of the content."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def parents_first(pages: list[Record]) -> list[Record]:
    """Return the pages with every parent before its children. Raises KeyError when a parent is missing."""
    by_key = {page["key"]: page for page in pages}
    ordered: dict[str, Record] = {}

    def place(page: Record) -> None:
        parent = page.get("parent")
        if parent and parent not in ordered:
            place(by_key[parent])
        ordered.setdefault(page["key"], page)

    for page in pages:
        place(page)
    return list(ordered.values())


@cache
def read_content() -> Content:
    """Return all of the content, read once."""
    frame = read_file("chrome")
    organisations = read_file("organisations")
    pages = [page for name in PAGE_FILES for page in read_file(name)["page"]]
    return Content(
        pages=parents_first(pages),
        images=read_file("images")["image"],
        contacts=frame["contact"],
        organisations=organisations["organisation"],
        accounts=read_file("accounts")["account"],
        menus=frame["menu"],
        banner=frame["banner"],
        settings=frame["settings"],
        emblem=organisations["emblem"],
        series=read_file("events")["series"],
        news=read_file("news")["news"],
        adoptions=read_file("adoptions")["adoption"],
    )
