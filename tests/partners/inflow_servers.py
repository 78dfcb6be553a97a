"""Servers on loopback that send feeds, some with bad intent."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextlib.contextmanager
def server(answer: Callable[[Any], None]) -> Iterator[str]:
    """Run a server whose answer to GET is `answer(handler)`; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, *args: Any) -> None:
            """Be silent."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}/feed"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def send(handler: Any, body: bytes = b"", status: int = 200, **headers: str) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
ENTRY = (
    '<item><guid isPermaLink="false">{mark}</guid><title>{title}</title><link>https://partner.example.org/{mark}</link>'
    "<pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate>"
    "<description>&lt;p&gt;Hej&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>"
)


def rss(**titles: str) -> bytes:
    """Return a feed with these items: title by mark."""
    return RSS.format(items="".join(ENTRY.format(mark=mark, title=title) for mark, title in titles.items())).encode()
