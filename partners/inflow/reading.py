"""Reads a feed, of whatever kind it is, into items. Knows nothing of the database."""

import datetime as dt
import html
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # the package has no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # as above

from partners.enums import FeedKind, FeedProblem
from partners.inflow.calendars import read_calendar
from partners.inflow.fetching import FetchError
from partners.inflow.items import MAX_ITEMS, Item, identity_of, web_link
from partners.inflow.text import decoded, moment, one_line, plain

_PROLOGUE = re.compile(r"^\s*<\?xml.{0,300}?\?>", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}


def read(body: bytes, content_type: str, base: str) -> list[Item]:
    """Return the items of a feed, each once, at most `MAX_ITEMS`. Raises FetchError for what is not a feed."""
    text = decoded(body, content_type).lstrip("\ufeff \t\r\n")
    found = read_calendar(text, base) if text[:15].upper() == "BEGIN:VCALENDAR" else read_xml(text, base)
    once: dict[str, Item] = {}
    for item in found:
        once.setdefault(item.identity, item)
        if len(once) >= MAX_ITEMS:
            break
    return list(once.values())


def _spelled(match: re.Match[str]) -> str:
    name = match.group(1)
    return match.group(0) if name in _XML_NAMES else html.escape(html.unescape(match.group(0)))


def read_xml(text: str, base: str) -> Iterator[Item]:
    """Return the items of Atom or RSS. Raises FetchError for anything else, entities of its own included."""
    text = _PROLOGUE.sub("", text, count=1)
    if "<!ENTITY" in text[:20_000].upper():
        raise FetchError(FeedProblem.UNREADABLE)
    try:
        root = fromstring(_NAMED.sub(_spelled, text))
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise FetchError(FeedProblem.UNREADABLE) from error
    name = _name(root)
    if name not in {"feed", "rss", "RDF"}:
        raise FetchError(FeedProblem.UNREADABLE)
    make = _atom_item if name == "feed" else _rss_item
    base = _base(root, base)
    return (make(node, near) for node, near in _entries(root, base))


def _entries(root: Element, base: str) -> Iterator[tuple[Element, str]]:
    """Return the items of a feed with what their links count from. One inside another is none of them."""
    for node in root:
        if _name(node) in {"entry", "item"}:
            yield node, base
        elif _name(node) == "channel":
            near = _base(node, base)
            yield from ((item, near) for item in node if _name(item) == "item")


def _base(node: Element, base: str) -> str:
    """Return what links inside an element count from (xml:base), which is an address of the web or it is not heeded."""
    told = node.get("{http://www.w3.org/XML/1998/namespace}base")
    return (web_link(told, base) or base) if told else base


def _name(node: Element) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _texts(node: Element) -> dict[str, str]:
    """Return the text of each kind of child, the first of each; an element of markup is read as its words."""
    found: dict[str, str] = {}
    for child in node:
        words = "\n".join(child.itertext()) if len(child) and _name(child) != "title" else "".join(child.itertext())
        found.setdefault(_name(child), words.strip())
    return found


def _atom_item(node: Element, base: str) -> Item:
    told = _texts(node)
    links: list[Any] = [child for child in node if _name(child) == "link" and child.get("href")]
    own = next((child for child in links if child.get("rel", "alternate") == "alternate"), None)
    link = web_link(own.get("href", ""), _base(own, _base(node, base))) if own is not None else ""
    date = moment(told.get("published") or told.get("issued") or told.get("updated") or told.get("modified") or "")
    return _news(told.get("id", ""), link, told, told.get("content") or told.get("summary", ""), date)


def _rss_item(node: Element, base: str) -> Item:
    told = _texts(node)
    guid = next((child for child in node if _name(child) == "guid"), None)
    mark = told.get("guid") or next((v for k, v in node.attrib.items() if k.endswith("}about")), "")
    base = _base(node, base)
    link = web_link(told.get("link", ""), base) if told.get("link") else ""
    if not link and guid is not None and guid.get("isPermaLink", "true") != "false":
        link = web_link(mark, base) if mark else ""
    date = moment(told.get("pubDate") or told.get("date") or told.get("published") or "")
    return _news(mark, link, told, told.get("encoded") or told.get("description", ""), date)


def _news(mark: str, link: str, told: dict[str, str], markup: str, date: dt.datetime | None) -> Item:
    words = plain(markup)
    title = one_line(told.get("title", ""), 250) or one_line(words, 80) or link[:250] or "–"
    return Item(FeedKind.NEWS, identity_of(mark, link, title, date), title, link, words, published_at=date)
