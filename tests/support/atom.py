"""A strict reader of Atom: what RFC 4287 says must be there, and what feed readers stumble over."""

import datetime as dt
import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # the package has no types

NS = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 3339, with a zone.
MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")
LANGUAGE = re.compile(r"^[a-z]{2}$")
KNOWN = {
    "id",
    "title",
    "subtitle",
    "updated",
    "published",
    "link",
    "author",
    "summary",
    "content",
    "category",
    "rights",
}


def _one(node: Element, name: str) -> str:
    found = node.findall(NS + name)
    assert len(found) == 1, f"{name}: {len(found)} of them"
    text = found[0].text or ""
    assert text.strip() == text, f"{name}: space around {text!r}"
    assert text, f"{name} is empty"
    return text


def _iri(value: str) -> str:
    parts = urlsplit(value)
    assert parts.scheme in {"http", "https", "tag", "urn"}, f"not absolute: {value}"
    assert not re.search(r"[\s<>\"{}|\\^`]", value), value
    assert parts.netloc or parts.scheme in {"tag", "urn"}, value
    return value


def _moment(value: str) -> dt.datetime:
    assert MOMENT.match(value), value
    return dt.datetime.fromisoformat(value)


def _links(node: Element) -> dict[str, str]:
    links: dict[str, str] = {}
    for link in node.findall(NS + "link"):
        rel = link.get("rel", "alternate")
        assert rel not in links, f"two links that are {rel}"
        links[rel] = _iri(link.get("href", ""))
    return links


def _has_author(node: Element) -> bool:
    return any((name.text or "").strip() for name in node.findall(f"{NS}author/{NS}name"))


def check_atom(body: bytes, content_type: str, address: str) -> list[Element]:
    """Return the entries of a feed at an address. Fails in words where it breaks RFC 4287."""
    assert content_type.split(";")[0] == "application/atom+xml"
    assert body.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    feed = fromstring(body)
    assert feed.tag == f"{NS}feed"
    assert LANGUAGE.match(feed.get(LANG, "")), feed.attrib
    assert not {child.tag.removeprefix(NS) for child in feed} - KNOWN - {"entry"}
    ids = [_iri(_one(feed, "id"))]
    _one(feed, "title")
    latest = _moment(_one(feed, "updated"))
    links = _links(feed)
    assert urlsplit(links["self"])[2:4] == urlsplit(address)[2:4]
    assert urlsplit(links["alternate"]).path.endswith("/")
    entries: list[Element] = feed.findall(f"{NS}entry")
    for entry in entries:
        ids.append(_iri(_one(entry, "id")))
        _one(entry, "title")
        updated = _moment(_one(entry, "updated"))
        assert updated <= latest
        assert _moment(_one(entry, "published"))
        assert urlsplit(_links(entry)["alternate"]).path.startswith(f"/{entry.get(LANG) or feed.get(LANG)}/")
        assert _has_author(entry) or _has_author(feed)
        assert entry.get(LANG) is None or LANGUAGE.match(entry.get(LANG, ""))
        assert not {child.tag.removeprefix(NS) for child in entry} - KNOWN
    assert len(ids) == len(set(ids)), "an identity twice"
    return entries
