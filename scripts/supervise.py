"""Keep web server, task worker and scheduler in the foreground: all run, or none does.

Ctrl-C or SIGTERM stops all of them in order and ends with 0. When one of them cannot run, the others are stopped and
the command ends with 1. One that has run for a while and then ends, as the task worker does when the database was
locked or away for too long, is started anew.
"""

import argparse
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PORTAL_DATA", ROOT / "var"))
START_LIMIT = 90  # seconds until the web server must answer
STOP_LIMIT = 12  # seconds a process gets to end by itself
STEADY_AFTER = 30  # seconds after which a process has shown that it can run
PR_SET_PDEATHSIG = 1


def commands(host: str, port: int, *, development: bool) -> dict[str, list[str]]:
    """Return the processes to run, by name."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [
        sys.executable, "-m", "gunicorn", "portal.wsgi",
        "--bind", where,
        "--worker-class", "gthread",
        "--workers", os.environ.get("WEB_CONCURRENCY", "1"),
        "--threads", os.environ.get("WEB_THREADS", "8"),
        # Long searches come in the address: the portal answers them in words, the server alone would not.
        "--limit-request-line", "0",
        # Cookies of everything else on this machine's name come along; the server alone would answer in bare English.
        "--limit-request-field_size", "65536",
        "--graceful-timeout", "5",
        "--log-level", "warning",
    ]  # fmt: skip
    if development:
        web = [*manage, "runserver", where]
    return {
        "web server": web,
        "task worker": [*manage, "db_worker", "--queue-name", "*", "--no-startup-delay"],
        "scheduler": [*manage, "scheduler"],
    }


def _in_a_group_of_its_own() -> None:
    """Keep the terminal's Ctrl-C from the child, and end the child should the supervisor be killed."""
    os.setsid()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Starts the processes, watches them, and stops them."""

    def __init__(self, processes: dict[str, list[str]]) -> None:
        self.commands = processes
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        self.stopping = False

    def start(self, name: str) -> None:
        """Start one of the processes."""
        self.started[name] = time.monotonic()
        self.running[name] = subprocess.Popen(
            self.commands[name], cwd=ROOT, stdin=subprocess.DEVNULL, preexec_fn=_in_a_group_of_its_own
        )

    def ask_to_stop(self, *_: object) -> None:
        """Note a signal; the loop does the rest."""
        self.stopping = True

    def ended(self) -> str:
        """Return the name of a process that ended by itself, or an empty string."""
        return next((name for name, process in self.running.items() if process.poll() is not None), "")

    def stop(self) -> None:
        """End every process, politely first."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        limit = time.monotonic() + STOP_LIMIT
        for process in self.running.values():
            try:
                process.wait(timeout=max(limit - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def wait(self) -> int:
        """Watch until told to stop or until a process cannot run; return the exit status."""
        while not self.stopping:
            name = self.ended()
            if name:
                code = self.running[name].returncode
                if time.monotonic() - self.started[name] >= STEADY_AFTER:
                    print(f"The {name} ended by itself (status {code}); starting it anew.", file=sys.stderr, flush=True)
                    self.start(name)
                    continue
                print(f"The {name} ended by itself (status {code}); stopping the rest.", file=sys.stderr, flush=True)
                return 1
            time.sleep(0.2)
        print("\nStopping …", flush=True)
        return 0


def answers(port: int, host: str) -> bool:
    """Tell whether the web server answers its probe."""
    address = "127.0.0.1" if host in {"0.0.0.0", "localhost"} else host  # noqa: S104 — asked, not bound
    address = f"[{address}]" if ":" in address else address
    try:
        with urllib.request.urlopen(f"http://{address}:{port}/health/live", timeout=3) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def data_lock(data: Path) -> Iterator[None]:
    """Hold the data folder alone: nobody resets it meanwhile, and no second scheduler runs its jobs.

    Raises SystemExit with a sentence when another portal runs on it.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "running.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"A portal is running on the data in {data} already: stop it and try again.") from None
        yield


def greet(port: int) -> None:
    """Print the address and the demo accounts."""
    print(f"\n  http://localhost:{port}/\n", flush=True)
    accounts = DATA / "demo-accounts.txt"
    if accounts.exists():
        print(textwrap.indent(accounts.read_text(encoding="utf-8"), "  "), flush=True)
    print("  Ctrl-C stops everything.\n", flush=True)


def main() -> int:
    """Run until told to stop; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--dev", action="store_true", help="Django's development server instead of gunicorn")
    options = parser.parse_args()
    supervisor = Supervisor(commands(options.host, options.port, development=options.dev))
    signal.signal(signal.SIGINT, supervisor.ask_to_stop)
    signal.signal(signal.SIGTERM, supervisor.ask_to_stop)
    with data_lock(DATA):
        try:
            # The web server first and alone: it is what somebody waits for.
            supervisor.start("web server")
            limit = time.monotonic() + START_LIMIT
            while not supervisor.stopping and not supervisor.ended() and time.monotonic() < limit:
                if answers(options.port, options.host):
                    greet(options.port)
                    break
                time.sleep(0.2)
            if not supervisor.stopping and not supervisor.ended():
                supervisor.start("task worker")
                supervisor.start("scheduler")
            return supervisor.wait()
        finally:
            supervisor.stop()


if __name__ == "__main__":
    sys.exit(main())
