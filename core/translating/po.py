"""A page's words in one language as a PO file, out and in again: all of what is right in it, or nothing."""

from dataclasses import dataclass, field
from typing import Any

import polib
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from core.audit.services import record
from core.translating.words import plain

# Bytes. The longest page of the portal has some 60,000; a file of more is something else.
LARGEST = 2_000_000
# Entries: reading a file takes time for each.
MOST_ENTRIES = 10_000
IDENTITY = "X-WagtailLocalize-TranslationID"


@dataclass(frozen=True)
class Line:
    """One string of the file: its original, what it says, what was there before, and why it was left out."""

    original: str
    text: str
    before: str = ""
    reason: str = ""


@dataclass
class Outcome:
    """What an import changed and what it left out."""

    changed: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    same: int = 0
    empty: int = 0


def read(data: bytes, translation: Translation) -> polib.POFile:
    """Return the file. Raises ValidationError with a sentence for whoever sent it when it is not this page's."""
    po = _parsed(_decoded(data))
    identity = po.metadata.get(IDENTITY, "")
    if not identity:
        raise ValidationError(_("The file does not say which page it belongs to. Download it from here first."))
    if identity != str(translation.uuid):
        raise ValidationError(
            _("The file belongs to another page or another language. Here only the file downloaded here fits.")
        )
    return po


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise ValidationError(_("The file is empty."))
    if len(data) > LARGEST:
        raise ValidationError(_("The file is larger than 2 MB, so it is not the file of a page."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not in UTF-8. Save it as UTF-8 and send it again.")) from error
    if "\0" in text:
        raise ValidationError(_("The file holds characters that no text has."))
    return text.replace("\r\n", "\n")


def _parsed(text: str) -> polib.POFile:
    refused = ValidationError(_("The file is not a PO file, or is broken."))
    # polib opens what looks like the name of a file; what has several lines is none.
    if "msgid" not in text or "\n" not in text or text.count("msgid") > MOST_ENTRIES:
        raise refused
    try:
        return polib.pofile(text + "\n", encoding="utf-8", check_for_duplicates=False)
    except Exception as error:  # polib raises whatever it stumbles on: OSError, IndexError, ValueError
        raise refused from error


@transaction.atomic
def bring_in(po: polib.POFile, translation: Translation, *, actor: Any) -> Outcome:
    """Take over what is new and right in a file that `read` has accepted, and tell what happened to the rest."""
    outcome = Outcome()
    known = _segments(translation)
    limits = _limits(translation)
    taken = polib.POFile()
    seen: set[tuple[str, str]] = set()
    for entry in po:
        key = (entry.msgctxt or "", entry.msgid)
        reason = _("It stands twice in the file; the first counts.") if key in seen else ""
        seen.add(key)
        if entry.obsolete:
            continue
        if not entry.msgstr.strip():
            outcome.empty += 1
            continue
        reason = reason or _objection(entry, key in known, limits.get(key[0]))
        before = known.get(key) or ""
        line = Line(plain(entry.msgid), plain(entry.msgstr), plain(before), reason)
        if reason:
            outcome.left_out.append(line)
        elif before == entry.msgstr:
            outcome.same += 1
        else:
            outcome.changed.append(line)
            taken.append(entry)
    if outcome.changed:
        translation.import_po(taken, user=actor, tool_name="PO File")
        record(actor, "translating.imported", translation, strings=len(outcome.changed))
    return outcome


def _segments(translation: Translation) -> dict[tuple[str, str], str | None]:
    """Return the translations of what the page says now, by place and original."""
    rows = StringSegment.objects.filter(source_id=translation.source_id).annotate_translation(
        translation.target_locale_id, include_errors=True
    )
    return {(path, text): done for path, text, done in rows.values_list("context__path", "string__data", "translation")}


def _limits(translation: Translation) -> dict[str, int]:
    """Return how many characters the plain fields of the page hold, by place."""
    model = translation.source.specific_content_type.model_class()
    limits: dict[str, int] = {}
    for path in StringSegment.objects.filter(source_id=translation.source_id).values_list("context__path", flat=True):
        try:
            length = model._meta.get_field(path).max_length if "." not in path else None
        except FieldDoesNotExist:
            continue
        if length:
            limits[path] = length
    return limits


def _objection(entry: polib.POEntry, known: bool, limit: int | None) -> str:
    """Return why an entry is left out; empty when it is right."""
    if not known:
        return _("The page does not say this, or not any longer.")
    if entry.fuzzy:
        return _("It is marked as uncertain (fuzzy).")
    if limit is not None and len(entry.msgstr) > limit:
        return _("It is longer than the %(number)d characters there is room for.") % {"number": limit}
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError:
        return _("Its markup or its links differ from those of the original.")
    return ""
