"""Feeds are XML, whatever was pasted into a text."""

from xml.etree import ElementTree

from django.utils import timezone

from core.pages.atom import AtomFeed

ATOM = "{http://www.w3.org/2005/Atom}"


def test_letters_that_xml_cannot_hold_are_left_out_of_every_text():
    feed = AtomFeed(title="Ny\x0bheter", link="/", description="", subtitle="Från\x00 alla", language="sv")
    feed.add_item(
        title="Ljud\x08slinga",
        link="/a",
        description="Så\ufffe gick det",
        unique_id="urn:a",
        author_name="Fören\x1bingen",
        categories=["tillgäng\x0clighet"],
        updateddate=timezone.now(),
    )

    tree = ElementTree.fromstring(feed.writeString("utf-8"))  # noqa: S314 — written by ourselves

    entry = tree.find(f"{ATOM}entry")
    assert [tree.findtext(f"{ATOM}{name}") for name in ("title", "subtitle")] == ["Nyheter", "Från alla"]
    assert [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary")] == ["Ljudslinga", "Så gick det"]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Föreningen"
    assert entry.find(f"{ATOM}category").get("term") == "tillgänglighet"
