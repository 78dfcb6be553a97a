"""The log of a case: each line seals the one before it, over ids, codes and salted digests, never over words.

Words lie beside the line with the salt of their digest; erasing takes both away, and the chain still holds. The seal
of each line is also noted in the audit log, which the database keeps append-only, so that a line cut from the end is
missed as well.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.audit.models import AuditEntry
from core.audit.services import record
from grants.enums import Happening
from grants.models.applications import Application, CaseEvent, CaseText

ACTION = "grants.case"


@dataclass(frozen=True)
class Flaw:
    """Something that does not hold in the log of a case: the number of the line, and a code for what."""

    application: str
    number: int
    what: str


def digest_of(salt: str, words: str) -> str:
    """Return the digest of words with a salt, in hexadecimal."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def seal(event: CaseEvent, key: str) -> str:
    """Return the hash of a line: of everything in it, the seal before it, and the key of the case."""
    content = [
        key,
        event.number,
        event.at.astimezone(timezone.get_default_timezone()).timestamp(),
        event.actor_id,
        event.happening,
        event.from_state,
        event.to_state,
        event.data,
        event.text_digest,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def append(
    application: Application,
    actor: Any,
    happening: Happening,
    *,
    states: tuple[str, str] = ("", ""),
    words: str = "",
    text_digest: str = "",
    **codes: Any,
) -> CaseEvent:
    """Write a line in the log of a case. Call it under the lock of the application, in the transaction it tells of.

    `states` are from and to; `codes` are ids and codes alone; `words` are kept beside the line.
    """
    last = application.events.order_by("-number").first()
    event = CaseEvent(
        application=application,
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor_id=getattr(actor, "pk", None),
        happening=happening,
        from_state=states[0],
        to_state=states[1],
        data=codes,
        text_digest=text_digest,
        previous_hash=last.hash if last else "",
    )
    salt = secrets.token_hex(32)
    if words:
        event.text_digest = digest_of(salt, words)
    event.hash = seal(event, application.key.hex)
    event.save(force_insert=True)
    if words:
        CaseText.objects.create(event=event, words=words, salt=salt)
    record(actor, ACTION, application, number=event.number, happening=str(happening), hash=event.hash)
    return event


def flaws(application: Application) -> Iterator[Flaw]:
    """Yield what does not hold in the log of a case."""
    key, before, expected = application.key.hex, "", 1
    for event in application.events.select_related("text").order_by("number"):
        if event.number != expected:
            yield Flaw(str(application), expected, "missing")
        if event.previous_hash != before:
            yield Flaw(str(application), event.number, "order")
        if event.hash != seal(event, key):
            yield Flaw(str(application), event.number, "changed")
        text = getattr(event, "text", None)
        if text is not None and event.text_digest != digest_of(text.salt, text.words):
            yield Flaw(str(application), event.number, "words")
        before, expected = event.hash, event.number + 1
    yield from noted_elsewhere(application)


def noted_elsewhere(application: Application) -> Iterator[Flaw]:
    """Yield the lines that the audit log tells of and that are not there, or not so."""
    noted = AuditEntry.objects.filter(action=ACTION, object_id=str(application.pk)).values_list("data", flat=True)
    there = dict(application.events.values_list("number", "hash"))
    for data in noted:
        if there.get(data["number"]) != data["hash"]:
            yield Flaw(str(application), data["number"], "audit")


def verify() -> Iterator[Flaw]:
    """Yield what does not hold in the log of any case."""
    for application in Application.objects.order_by("pk").iterator(chunk_size=200):
        yield from flaws(application)
