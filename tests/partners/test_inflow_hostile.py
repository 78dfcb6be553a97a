"""Servers that mean ill, and feeds of the shapes one meets."""

import datetime as dt
import gzip
import socket
import time

import pytest
from django.utils import timezone
from django.utils.translation import override

from partners.enums import FeedKind, FeedProblem
from partners.inflow import addresses, fetching
from partners.inflow.fetching import FetchError, fetch
from partners.inflow.items import MAX_ITEMS
from partners.inflow.reading import read
from partners.inflow.recurring import in_words
from partners.inflow.text import moment, plain
from tests.partners.inflow_servers import ENTRY, RSS, rss, send, server


@pytest.fixture(autouse=True)
def _loopback(settings):
    settings.FEEDS_ALLOW_LOOPBACK = True


def problem_of(url, **options):
    with pytest.raises(FetchError) as caught:
        fetch(url, **options)
    return caught.value.problem


def drip(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for _turn in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.2)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for turn in range(90):
        handler.wfile.write(f"X-{turn}: 1\r\n".encode())
        time.sleep(0.2)


def flood(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for _turn in range(200):
        handler.wfile.write(b"x" * 65536)


@pytest.mark.parametrize("answer", [drip, drip_headers])
def test_a_server_that_drips_is_cut_off(answer):
    with server(answer) as url:
        begun = time.monotonic()
        assert problem_of(url, seconds=0.5) == FeedProblem.SLOW
        assert time.monotonic() - begun < 9


def test_a_feed_that_never_ends_or_unfolds_is_too_large():
    bomb = gzip.compress(b"x" * (fetching.MAX_BYTES + 10))
    with server(flood) as url:
        assert problem_of(url) == FeedProblem.LARGE
    with server(lambda handler: send(handler, bomb, Content_Encoding="gzip")) as url:
        assert problem_of(url) == FeedProblem.LARGE


def test_packed_feeds_are_unpacked():
    with server(lambda handler: send(handler, gzip.compress(rss(a="A")), Content_Encoding="gzip")) as url:
        assert fetch(url).body == rss(a="A")


def test_redirects_are_followed_a_few_times():
    with server(lambda handler: send(handler, status=302, Location="/again")) as url:
        assert problem_of(url) == FeedProblem.STATUS


def test_a_redirect_into_the_network_is_refused(settings, monkeypatch):
    known = socket.getaddrinfo

    def lookup(host, port, *args, **options):
        settings.FEEDS_ALLOW_LOOPBACK = host != "inside.example.org"
        return known("127.0.0.1", port, *args, **options)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(addresses, "PORTS", range(65536))
    with server(lambda handler: send(handler, status=302, Location="http://inside.example.org/")) as url:
        assert problem_of(url.replace("127.0.0.1", "outside.example.org")) == FeedProblem.REFUSED


def test_a_name_is_looked_up_once_and_the_checked_address_is_used(monkeypatch):
    asked = []
    known = socket.getaddrinfo

    def lookup(host, port, *args, **options):
        if host != "feeds.example.org":
            return known(host, port, *args, **options)
        asked.append(host)
        return known("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port, *args, **options)

    hosts = []

    def answer(handler):
        hosts.append(handler.headers["Host"])
        send(handler, rss(a="A"))

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
    with server(answer) as url:
        fetch(url.replace("127.0.0.1", "feeds.example.org"))
    assert len(asked) == 1
    assert hosts[0].startswith("feeds.example.org:")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://localhost/",
        "http://127.0.0.1:5432/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://a@example.org/",
        "http://exa mple.org/",
        "http:///x",
        "http://example.org:99999/",
        "http://example.org/\r\nX: 1",
    ],
)
def test_addresses_inside_the_network_are_refused(settings, url):
    settings.FEEDS_ALLOW_LOOPBACK = False
    assert problem_of(url, seconds=5) == FeedProblem.REFUSED


def test_an_open_address_is_open(settings):
    settings.FEEDS_ALLOW_LOOPBACK = False
    assert addresses.is_open("8.8.8.8")
    assert addresses.is_open("2001:4860:4860::8888")


def items(text, content_type=""):
    return read(text if isinstance(text, bytes) else text.encode(), content_type, "https://partner.example.org/feed")


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title type="html">A &amp;amp; B</title>
<link rel="self" href="/self"/><link href="/one"/><updated>2026-11-02T10:00:00+01:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://p.example.org/1"><title>Um</title>
<link>https://p.example.org/1</link><dc:date>2026-11-02</dc:date></item></rdf:RDF>"""
OLD = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item>
<title>Caf&eacute; &amp; te</title>
<link>https://p.example.org/1</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("feed", "title", "link"),
    [
        (ATOM, "A & B", "https://partner.example.org/one"),
        (RDF, "Um", "https://p.example.org/1"),
        (OLD, "Café & te", "https://p.example.org/1"),
        (rss(a="Hej").decode(), "Hej", "https://partner.example.org/a"),
    ],
)
def test_feeds_of_every_kind_are_read(feed, title, link):
    assert [(item.title, item.link) for item in items(feed)] == [(title, link)]


def test_encodings_that_lie_are_read():
    text = RSS.format(items=ENTRY.format(mark="a", title="Räksmörgås"))
    assert items(text.encode("utf-8").replace(b'"utf-8"', b'"iso-8859-1"'))[0].title == "Räksmörgås"
    assert items(text.encode("cp1252"))[0].title == "Räksmörgås"
    assert items(text.replace("utf-8", "utf-16").encode("utf-16"))[0].title == "Räksmörgås"
    assert items(text.replace("utf-8", "rot13").encode("cp1252"))[0].title == "Räksmörgås"


DOCUMENT = "<!DOCTYPE a [{}]><rss><channel><item><title>&b;</title></item></channel></rss>"
BOMB = DOCUMENT.format('<!ENTITY c "cccc"><!ENTITY b "&c;&c;&c;">')
OUTSIDE = DOCUMENT.format('<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("feed", [BOMB, OUTSIDE, "", "<html></html>", "<rss>", "BEGIN:VCALENDAR", "\0\1", "<!ENTITY"])
def test_what_is_no_feed_or_a_bomb_is_refused(feed):
    with pytest.raises(FetchError) as caught:
        items(feed)
    assert caught.value.problem == FeedProblem.UNREADABLE


def test_fifty_thousand_items_are_cut_and_repeats_are_one():
    many = RSS.format(items="".join(f"<item><guid>{n}</guid><title>{n}</title></item>" for n in range(50_000)))
    begun = time.monotonic()
    assert len(items(many)) == MAX_ITEMS
    assert time.monotonic() - begun < 20
    assert len(items(RSS.format(items=ENTRY.format(mark="a", title="A") * 3))) == 1


@pytest.mark.parametrize(
    "words",
    ["", "nonsense", "0001-01-01T00:00:00Z", "9999-12-31", "Fri, 31 Dec 9999 23:59:59 +2359", "2026-02-31", "9" * 500],
)
def test_dates_from_nowhere_are_no_dates(words):
    assert moment(words) is None


def test_no_markup_is_kept():
    assert plain('<p onclick="x">Hej <b>du</b></p><script>alert(1)</script><img src=x onerror=alert(1)>') == "Hej du"
    assert items(RSS.format(items="<item><title>x</title><link>javascript:alert(1)</link></item>"))[0].link == ""


def calendar(*entries):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(entries) + "END:VCALENDAR\r\n"


def entry(mark, start, extra=""):
    return f"BEGIN:VEVENT\r\nUID:{mark}\r\nDTSTART:{start}\r\nSUMMARY:Möte {mark}\r\n{extra}END:VEVENT\r\n"


def test_a_calendar_tells_what_is_to_come():
    day = f"{timezone.now() + dt.timedelta(days=30):%Y%m%d}"
    text = calendar(
        entry("old", "20200101T100000Z"),
        entry("a", f"{day}T100000Z", "LOCATION:Lisboa \r\n e Porto\r\nDTEND:20200101T100000Z\r\n"),
        entry("broken", f"{day}T999999Z"),
        entry("gone", f"{day}T100000Z", "STATUS:CANCELLED\r\n"),
        entry("nowhen", "99990101T100000Z"),
    )
    found = items(text)
    assert [(item.kind, item.title, item.place, item.ends_at) for item in found] == [
        (FeedKind.EVENT, "Möte a", "Lisboa e Porto", None)
    ]
    assert len(items(calendar(*(entry(n, f"{day}T100000Z") for n in range(5_000))))) == MAX_ITEMS


def test_a_calendar_of_beginnings_takes_no_time():
    begun = time.monotonic()
    assert items(calendar("BEGIN:VEVENT\r\n" * 200_000, "END:VEVENT\r\n")) == []
    assert time.monotonic() - begun < 20


def test_links_count_from_the_base_that_the_feed_names():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example.org/blog/"><entry xml:base="2026/">'
        '<id>1</id><title>A</title><link href="ett"/></entry><entry xml:base="javascript:x/"><id>2</id><title>B</title>'
        '<link href="tv%C3%A5"/></entry></feed>'
    )
    assert [item.link for item in items(atom)] == [
        "https://other.example.org/blog/2026/ett",
        "https://other.example.org/blog/tv%C3%A5",
    ]


def test_items_inside_items_take_no_time():
    begun = time.monotonic()
    deep = 200_000
    assert len(items("<rss><channel>" + "<item>" * deep + "</item>" * deep + "</channel></rss>")) == 1
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("items_text", "title"),
    [
        ("<item><title><![CDATA[Café <b>& bar</b>]]></title></item>", "Café & bar"),
        ("<item><description><![CDATA[<p>Sem título</p>]]></description></item>", "Sem título"),
        (
            "<item><title>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;</title></item>",
            "<script>alert(1)</script>",
        ),
        ("<item><title>x</title><link>data:text/html,hej</link></item>", "x"),
        ("<item/>", "–"),
    ],
)
def test_titles_of_every_kind_are_words(items_text, title):
    [found] = items(RSS.format(items=items_text))
    assert (found.title, found.link) == (title, "")


def test_bytes_that_are_not_what_they_say_and_wrong_types_are_read():
    text = RSS.format(items=ENTRY.format(mark="a", title="Ação"))
    for body, kind in (
        (text.encode("latin-1"), "text/xml; charset=utf-8"),
        (b"\xef\xbb\xbf" + text.encode(), "text/plain"),
        (text.encode("utf-16-be"), "application/rss+xml; charset=utf-16be"),
        (b"\xfe\xff" + text.encode("utf-16-be"), "image/png"),
        (text.encode(), "text/html; charset=latin-1"),
    ):
        assert [item.title for item in items(body, kind)] == ["Ação"]


NEW_YORK = (
    "BEGIN:VTIMEZONE\r\nTZID:Somewhere\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_hours_of_a_calendar_are_read_as_they_are_told(line_end, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC))
    text = calendar(
        NEW_YORK,
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Somewhere:20261201T100000\r\nSUMMARY:Own zo\r\n ne\r\nEND:VEVENT\r\n",
        entry("2", "20261202T100000"),
        "BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261205\r\nSUMMARY:Days\r\nEND:VEVENT\r\n",
        entry("4", "20261204T100000Z", "DURATION:PT90M\r\n"),
    ).replace("\r\n", line_end)

    zone, floating, days, length = items(text)

    assert (zone.title, zone.starts_at, zone.ends_at) == ("Own zone", dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC), None)
    assert floating.starts_at == dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)
    assert (days.all_day, days.starts_at.day, days.ends_at.day) == (True, 3, 4)
    assert length.ends_at == dt.datetime(2026, 12, 4, 11, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("start", "rule", "following"),
    [
        ("20250106T090000Z", "FREQ=WEEKLY", "2026-11-02T09:00"),
        ("20250106T090000Z", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-09T09:00"),
        ("20250114T090000Z", "FREQ=MONTHLY;BYDAY=2TU", "2026-11-10T09:00"),
        ("20250131T090000Z", "FREQ=MONTHLY", "2026-12-31T09:00"),
        ("20000103T090000Z", "FREQ=DAILY", "2026-11-02T09:00"),
        ("20200229T090000Z", "FREQ=YEARLY", "2028-02-29T09:00"),
        # It was at ten by the clock on the wall, in summer.
        ("20250707T080000Z", "FREQ=WEEKLY", "2026-11-02T09:00"),
        ("20250106T090000Z", "FREQ=WEEKLY;UNTIL=20251231T000000Z", None),
        ("20250106T090000Z", "FREQ=WEEKLY;COUNT=10", None),
        ("20250106T090000Z", "FREQ=SECONDLY", None),
        ("20250106T090000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSECOND=1,2,3", None),
        ("20250106T090000Z", "FREQ=WEEKLY;COUNT=99999", None),
        ("20250106T090000Z", "FREQ=WEEKLY;INTERVAL=99999", None),
    ],
)
def test_a_series_that_has_begun_is_told_of_by_its_next_time(start, rule, following, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC))
    found = items(calendar(entry("s", start, f"RRULE:{rule}\r\n")))
    assert [item.starts_at.isoformat()[:16] for item in found] == ([following] if following else [])


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every week on Monday and Thursday"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3", "every 2 months on the last Friday, 3 times"),
        ("FREQ=DAILY;UNTIL=20270131T000000Z", "every day, until 31 January 2027"),
        ("FREQ=YEARLY;INTERVAL=x;BYDAY=??", "every year"),
        ("FREQ=HOURLY", ""),
        ("nonsense", ""),
    ],
)
def test_a_rule_is_said_in_words(rule, words):
    with override("en"):
        assert in_words(rule) == words
