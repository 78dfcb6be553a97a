"""Showing why a page was found: a few words round the hit, with the hit marked."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.search.text import WORD, coded, stem_word

AROUND = 90  # letters before the first hit
LENGTH = 260


Beginnings = tuple[str, ...]


def hits_in(text: str, stems: set[str], language: str, beginnings: Beginnings = ()) -> list[re.Match[str]]:
    """Return the words of a text whose stems were asked for, or begin as was asked for."""
    found = []
    for match in WORD.finditer(text):
        stem = coded(stem_word(match.group().lower(), language))
        if stem in stems or stem.startswith(beginnings):
            found.append(match)
    return found


def marked(text: str, stems: set[str], language: str, beginnings: Beginnings = ()) -> SafeString:
    """Return a text as markup: everything escaped, the words that were found in `<mark>`."""
    parts = []
    end = 0
    for match in hits_in(text, stems, language, beginnings):
        parts += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
        end = match.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 — every piece of text above is escaped, the rest is ours


def passage(text: str, stems: set[str], language: str, beginnings: Beginnings = ()) -> str:
    """Return at most about 260 letters of a text round its first hit, cut between words; its beginning if no hit."""
    found = hits_in(text, stems, language, beginnings)
    start = max(found[0].start() - AROUND, 0) if found else 0
    if start:
        start = text.find(" ", start) + 1 or start
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + piece
