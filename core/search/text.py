"""Turning text into stems, the same way for what is indexed and what is asked for."""

import re
from functools import lru_cache
from typing import Protocol

import snowballstemmer

ALGORITHMS = {
    "sv": "swedish",
    "en": "english",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "it": "italian",
}
WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Stemmer(Protocol):
    """What we use of a snowball stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 — the library's own name
        """Return the stem of a word in lower case."""
        ...


@lru_cache(maxsize=len(ALGORITHMS))
def stemmer_for(language: str) -> Stemmer:
    """Return the stemmer of a language by its two letters; Swedish when it is not one of ours."""
    return snowballstemmer.stemmer(ALGORITHMS.get(language[:2], "swedish"))


def words(text: str) -> list[str]:
    """Split a text into words in lower case, without punctuation."""
    return WORD.findall(text.lower())


def stems(text: str, language: str) -> str:
    """Return the stems of a text, separated by spaces, in its order.

    SQLite's full-text index has no stemming, so that "ansökningar" would not find "ansökan".
    """
    stemmer = stemmer_for(language)
    return " ".join(stemmer.stemWord(word) for word in words(text))
