"""Kinds of mail: what each is called, how it is written, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import MIMEPart
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from core.mail.models import OutboxMessage


@dataclass(frozen=True)
class Letter:
    """What a kind makes of a row in the outbox when it is sent.

    `to` is one address. `unsubscribe_url` is an absolute address, for mail that is subscribed to; only then are
    List-Unsubscribe and List-Unsubscribe-Post (RFC 8058) set. `subject`, `reply_to` and `attachments` are for the
    kinds that need them.
    """

    to: str
    context: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    reply_to: str = ""
    unsubscribe_url: str = ""
    attachments: tuple[MIMEPart, ...] = ()


@dataclass(frozen=True)
class MailKind:
    """A kind of mail.

    `template` is the base of three templates: `.subject.txt` (unless the letter has a subject), `.txt` and `.html`.
    """

    code: str
    label: str | Promise
    template: str
    build: "Callable[[OutboxMessage], Letter | None]"


class UnknownKindError(LookupError):
    """No app has registered this kind of mail."""


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> None:
    """Enter a kind under its code; a repeat replaces it."""
    _kinds[kind.code] = kind


def get(code: str) -> MailKind:
    """Return a kind.

    Raises UnknownKindError when no app has registered it.
    """
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKindError(f"No kind of mail is called {code!r}.") from None


def label(code: str) -> str:
    """Return what a kind is called in the active language, or its code."""
    return str(_kinds[code].label) if code in _kinds else code
