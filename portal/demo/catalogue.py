"""Translations of the content, one PO file per language, with the Swedish words as msgid."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import polib

FOLDER = Path(__file__).parent / "translations"
LANGUAGES = ("en", "nb", "nl", "pt", "it")
# Contexts of words that may mean something else than the same words in running text.
SLUG, TAG = "slug", "tag"


class Catalogue:
    """What is translated to one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        entries = polib.pofile(str(FOLDER / f"{language}.po")).translated_entries()
        self.words = {(entry.msgctxt or "", entry.msgid): entry.msgstr for entry in entries}

    def find(self, words: str, path: str = "") -> str | None:
        """Return the translation of a string at a place of a page, e.g. "slug" or "body.…"; None when there is none."""
        return self.words.get((SLUG if path == "slug" else "", words))

    def tag(self, name: str) -> str:
        """Return the name of a tag; empty when it is not translated."""
        return self.words.get((TAG, name), "")

    def missing(self, segments: Iterable[Any]) -> list[str]:
        """Return the strings of extracted segments that have no translation."""
        return [segment.string.data for segment in segments if self.find(segment.string.data, segment.path) is None]


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language, read once."""
    return Catalogue(language)
