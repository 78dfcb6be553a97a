"""The mails that the local mailbox holds, read from their files."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings

_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{12}")
SHOWN = 200


@dataclass(frozen=True)
class StoredMail:
    """One mail in the mailbox."""

    name: str
    parsed: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.parsed["Subject"] or "")

    @property
    def to(self) -> str:
        """To whom it went."""
        return str(self.parsed["To"] or "")

    @property
    def date(self) -> Any:
        """When it was enqueued."""
        return parsedate_to_datetime(str(self.parsed["Date"])) if self.parsed["Date"] else None

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Every header, decoded."""
        return [(name, str(value)) for name, value in self.parsed.items()]

    @property
    def text(self) -> str:
        """The plain text."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML part, or an empty string."""
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.parsed.get_body(preferencelist=(kind,))
        return part.get_content() if part is not None else ""


def stored() -> list[StoredMail]:
    """Return the latest mails, newest first."""
    folder = Path(settings.LOCAL_MAILBOX_DIR)
    names = sorted((path.stem for path in folder.glob("*.eml") if _NAME.fullmatch(path.stem)), reverse=True)
    return [mail for name in names[:SHOWN] if (mail := find(name))]


def find(name: str) -> StoredMail | None:
    """Return a mail by the name of its file, or None. Names of any other shape are not looked for."""
    path = Path(settings.LOCAL_MAILBOX_DIR) / f"{name}.eml"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return StoredMail(name, message_from_bytes(path.read_bytes(), policy=policy.default))
