"""What `make run` does once and must recognise the next time."""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_NAME = "running.lock"
KEPT_AS = "demo-password"
ACCOUNTS_NAME = "demo-accounts.txt"


def demo_password(data_dir: Path) -> str:
    """Return DEMO_PASSWORD, else the password kept since the first run, else a new random one that is kept."""
    kept = data_dir / KEPT_AS
    password = os.environ.get("DEMO_PASSWORD") or (kept.read_text(encoding="utf-8").strip() if kept.exists() else "")
    password = password or secrets.token_urlsafe(9)
    write_private(kept, password)
    return password


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")


def fingerprint(*roots: Path) -> str:
    """Return a digest of the names, sizes and times of all files under the roots."""
    digest = hashlib.sha256()
    for root in roots:
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            stat = path.stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Done:
    """Remembers in the data folder that a step was done, and for which fingerprint."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "done"
        self.folder.mkdir(parents=True, exist_ok=True)

    def is_done(self, step: str, key: str = "") -> bool:
        """Tell whether the step was done for this very key."""
        path = self.folder / step
        return path.exists() and path.read_text(encoding="utf-8") == key

    def mark(self, step: str, key: str = "") -> None:
        """Remember the step."""
        (self.folder / step).write_text(key, encoding="utf-8")

    def forget(self) -> None:
        """Forget every step, so that all is done anew."""
        for path in self.folder.iterdir():
            path.unlink()


@contextmanager
def taking_turns(data_dir: Path, tell: Callable[[], object]) -> Iterator[None]:
    """Let one at a time prepare a data folder; `tell` is called when another has to be waited for."""
    with (data_dir / "preparing.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def data_alone(data_dir: Path) -> Iterator[bool]:
    """Hold the data folder while nothing else runs on it; yields False when something does."""
    with (data_dir / LOCK_NAME).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
