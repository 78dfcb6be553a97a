"""Fetches a feed from a server that may mean ill: bounded in time, size and redirects, and only on the open web."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from partners.enums import FeedProblem
from partners.inflow.addresses import Parts, RefusedError, checked_addresses, parts_of

SECONDS = 20.0
"""For everything together: redirects, headers and the last byte."""
MAX_BYTES = 8 * 1024 * 1024
MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
CHUNK = 64 * 1024


class FetchError(Exception):
    """The feed could not be fetched; `problem` says why, `wait` how many seconds the server wants to be left alone."""

    def __init__(self, problem: FeedProblem, wait: float = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.wait = wait


@dataclass(frozen=True)
class Fetched:
    """What a server sent: None for a body that has not changed since the last time."""

    body: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class _Watch:
    """Cuts the connection when the time is out, however slowly the server sends."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.line: socket.socket | None = None
        self.out = False
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def left(self) -> float:
        """Return the seconds left. Raises FetchError when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchError(FeedProblem.SLOW)
        return left

    def _cut(self) -> None:
        self.out = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def done(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        self._timer.join()


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name that was asked for."""

    def __init__(self, parts: Parts, watch: _Watch) -> None:
        super().__init__(parts.host, parts.port)
        self.parts = parts
        self.watch = watch

    def connect(self) -> None:
        """Connect to the checked address; for https with the certificate checked against the name."""
        line = self._line(checked_addresses(self.parts))
        self.sock = line
        if self.parts.scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=self.parts.host, do_handshake_on_connect=False)
            self.sock = line
        self.watch.line = line
        line.settimeout(self.watch.left())
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()

    def _line(self, addresses: list[str]) -> socket.socket:
        """Return a line to the first address that answers. Raises OSError when none does."""
        for address in addresses[:-1]:
            try:
                return socket.create_connection((address, self.parts.port), timeout=self.watch.left() / 3)
            except OSError:
                continue
        return socket.create_connection((addresses[-1], self.parts.port), timeout=self.watch.left())


def fetch(url: str, *, etag: str = "", last_modified: str = "", seconds: float = SECONDS) -> Fetched:
    """Fetch a feed, on condition that it changed since `etag` and `last_modified`.

    Raises FetchError, and nothing else, whatever the server does.
    """
    headers = {"User-Agent": "Portal feed reader", "Accept-Encoding": "gzip, identity", "Connection": "close"}
    headers["Accept"] = "application/atom+xml, application/rss+xml, application/xml, text/calendar, */*;q=0.5"
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    watch = _Watch(time.monotonic() + seconds)
    try:
        for _turn in range(MAX_REDIRECTS + 1):
            answer = _ask(url, headers, watch)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        raise FetchError(FeedProblem.STATUS)
    except RefusedError as error:
        raise FetchError(FeedProblem.REFUSED) from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        slow = watch.out or isinstance(error, TimeoutError)
        raise FetchError(FeedProblem.SLOW if slow else FeedProblem.UNREACHABLE) from error
    finally:
        watch.done()


def _ask(url: str, headers: dict[str, str], watch: _Watch) -> Fetched | str:
    """Return what was sent, or the address that the server points to."""
    parts = parts_of(url)
    watch.left()
    connection = _Connection(parts, watch)
    try:
        connection.request("GET", parts.target, headers={**headers, "Host": parts.netloc})
        with connection.getresponse() as answer:
            return _told(answer, headers, watch)
    finally:
        watch.line = None
        connection.close()


def _told(answer: http.client.HTTPResponse, headers: dict[str, str], watch: _Watch) -> Fetched | str:
    """Return what an answer holds, or the address it points to. Raises FetchError when it is a no."""
    if answer.status in REDIRECTS and answer.getheader("Location"):
        return str(answer.getheader("Location"))
    kept = {"etag": answer.getheader("ETag") or "", "last_modified": answer.getheader("Last-Modified") or ""}
    if answer.status == http.client.NOT_MODIFIED and ("If-None-Match" in headers or "If-Modified-Since" in headers):
        return Fetched(None, **kept)
    if answer.status != http.client.OK:
        raise FetchError(FeedProblem.STATUS, wait=_asked_to_wait(answer.getheader("Retry-After") or ""))
    return Fetched(_read(answer, watch), answer.getheader("Content-Type") or "", **kept)


def _asked_to_wait(said: str) -> float:
    """Return the seconds of a Retry-After (RFC 9110, 10.2.3): a number of them, or a date; 0 for anything else."""
    if said.isascii() and said.isdigit() and len(said) < 9:
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        return max(0.0, until.timestamp() - time.time())
    except (ValueError, OverflowError, TypeError):
        return 0


def _read(answer: http.client.HTTPResponse, watch: _Watch) -> bytes:
    """Read the body, unpacked. Raises FetchError when it is too large, packed or not."""
    packed = (answer.getheader("Content-Encoding") or "").strip().lower() in {"gzip", "x-gzip"}
    unpack = zlib.decompressobj(wbits=31) if packed else None
    body = bytearray()
    sent = 0
    while chunk := answer.read1(CHUNK):
        watch.left()
        sent += len(chunk)
        body += unpack.decompress(chunk, MAX_BYTES + 1 - len(body)) if unpack else chunk
        if max(sent, len(body)) > MAX_BYTES:
            raise FetchError(FeedProblem.LARGE)
    if watch.out:
        raise FetchError(FeedProblem.SLOW)
    return bytes(body)
