"""Many who write at once: every browser saves its section each few seconds, over the revision it saved last.

The web server is one worker in a process of its own, as `make run` starts it; the writers are threads that talk HTTP
with it. What the server acknowledged is compared with what the database then holds.
"""

import http.client
import json
import math
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

HOST = "localhost"
THREADS = 8  # of the one worker, as `make run` has it
PATIENCE = 60  # seconds before an answer counts as failed
START_LIMIT = 90
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Writer:
    """One who writes: who it is to the server, where, and what the server has acknowledged of it."""

    path: str
    session: str
    field_name: str
    token: str = ""
    cookies: str = ""
    revision: int = 0
    text: str = ""
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


@contextmanager
def server(root: Path) -> Iterator[int]:
    """Run one worker of the web server on a free port and yield the port. Raises TimeoutError."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=root, env={**os.environ})
    try:
        limit = time.monotonic() + START_LIMIT
        while not _answers(port):
            if time.monotonic() > limit:
                raise TimeoutError("The web server did not start.")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def ask(
    port: int, method: str, path: str, cookies: str = "", fields: dict[str, str] | None = None
) -> tuple[int, str, str]:
    """Fetch an address and return status, body and the cookie that was set. Raises OSError and HTTPException."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        headers = {"Cookie": cookies, "Accept": "application/json" if method == "POST" else "text/html"}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        set_cookie = answer.getheader("Set-Cookie") or ""
        return answer.status, answer.read().decode(errors="replace"), set_cookie.partition(";")[0]
    finally:
        connection.close()


def sit_down(port: int, writer: Writer) -> None:
    """Open the section, as a browser does before anything is written."""
    cookies = f"sessionid={writer.session}"
    status, page, cookie = ask(port, "GET", writer.path, cookies)
    found = TOKEN.search(page)
    if status != http.client.OK or found is None:
        writer.faults.append(f"the section was answered with {status}")
        return
    writer.token, writer.cookies = found.group(1), f"{cookies}; {cookie}"


def save(port: int, writer: Writer, number: int) -> None:
    """Save the section once more; what is acknowledged is remembered, everything else is a fault."""
    text = f"{writer.text or 'Vi vill pröva ett nytt sätt att ta emot praktikanter.'} Mening {number}."
    fields = {"csrfmiddlewaretoken": writer.token, "revision": str(writer.revision), writer.field_name: text}
    try:
        status, body, _cookie = ask(port, "POST", writer.path, writer.cookies, fields)
    except (OSError, http.client.HTTPException) as error:
        writer.faults.append(f"save {number} failed: {error!r}")
        return
    if status != http.client.OK:
        writer.faults.append(f"save {number} was answered with {status}")
        return
    writer.revision, writer.text = json.loads(body)["revision"], text
    writer.acknowledged += 1


def read(port: int, path: str, writer: Writer) -> None:
    """Fetch a plain page once."""
    try:
        status, _body, _cookie = ask(port, "GET", path)
    except (OSError, http.client.HTTPException) as error:
        writer.faults.append(f"{path} failed: {error!r}")
        return
    if status != http.client.OK:
        writer.faults.append(f"{path} was answered with {status}")


def under_load(writers: list[Writer], times: int, every: float, act: Callable[[Writer, int], None]) -> list[float]:
    """Let all act `times` times, each every so many seconds from a moment of its own; return milliseconds of each."""
    barrier = Barrier(len(writers))

    def one(place: int) -> list[float]:
        taken = []
        barrier.wait(timeout=PATIENCE)
        begun = time.monotonic() + every * place / len(writers)
        for number in range(times):
            time.sleep(max(begun + number * every - time.monotonic(), 0))
            started = time.perf_counter()
            act(writers[place], number)
            taken.append((time.perf_counter() - started) * 1000)
        return taken

    with ThreadPoolExecutor(len(writers)) as pool:
        return [value for taken in pool.map(one, range(len(writers))) for value in taken]


def percentile(values: list[float], share: float) -> float:
    """Return the value that so large a share does not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1]
