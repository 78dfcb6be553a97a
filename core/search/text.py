"""Turning text into stems, the same way for what is indexed and what is asked for."""

import re
import threading
import unicodedata
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
# Letters of their own in the Nordic languages. SQLite's full-text index folds them to a and o, so that "raka" would
# find "räka"; spelled like this they stay apart on every database. Other accents are folded: "ide" finds "idé".
NORDIC = str.maketrans({"å": "a0", "ä": "a1", "æ": "a1", "ö": "o1", "ø": "o1"})
# Stands before every stem, so that the beginning of a word is looked for among stems and not among the words of a
# title as they were written, which SQLite keeps in the same index without the dots over its letters.
STEM_MARK = "0"
WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Stemmer(Protocol):
    """What we use of a snowball stemmer."""

    def stemWord(self, word: str) -> str:  # noqa: N802 — the library's own name
        """Return the stem of a word in lower case."""
        ...


_own = threading.local()


def stemmer_for(language: str) -> Stemmer:
    """Return the stemmer of a language by its two letters; Swedish when it is not one of ours.

    One for each thread: a snowball stemmer keeps the word it works on in itself.
    """
    name = ALGORITHMS.get(language[:2], "swedish")
    kept: dict[str, Stemmer] = _own.__dict__.setdefault("stemmers", {})
    if name not in kept:
        kept[name] = snowballstemmer.stemmer(name)
    return kept[name]


# Swedish makes nouns of verbs in two ways, and people ask with either: ansökan, ansökningar, ansöka are one thing.
SWEDISH_NOUNS = ("ning", "an")
SHORTEST_STEM = 4


@lru_cache(maxsize=20_000)
def stem_word(word: str, language: str) -> str:
    """Return the stem of a word in lower case.

    The Nordic snowball stemmers take one ending at a time ("arbetsplatser" becomes "arbetsplats", which itself becomes
    "arbetsplat"), so they are asked until nothing more comes off.
    """
    stemmer = stemmer_for(language)
    stem = stemmer.stemWord(word)
    if language[:2] not in ("sv", "nb"):
        return stem
    shorter = stemmer.stemWord(stem)
    while shorter != stem:
        stem, shorter = shorter, stemmer.stemWord(shorter)
    if language[:2] == "sv":
        for ending in SWEDISH_NOUNS:
            if stem.endswith(ending) and len(stem) - len(ending) >= SHORTEST_STEM:
                return stem.removesuffix(ending)
    return stem


def words(text: str) -> list[str]:
    """Split a text into words in lower case, without punctuation."""
    return WORD.findall(text.lower())


def stems(text: str, language: str) -> str:
    """Return the stems of a text, separated by spaces, in its order.

    SQLite's full-text index has no stemming, so that "ansökningar" would not find "ansökan".
    """
    return " ".join(stem_word(word, language) for word in words(text))


def coded(stem: str) -> str:
    """Return a stem in plain ASCII as the index keeps it, with the Nordic letters kept apart from a and o; "" of ""."""
    spelled = unicodedata.normalize("NFC", stem).translate(NORDIC)
    decomposed = unicodedata.normalize("NFKD", spelled)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return STEM_MARK + plain if plain else ""


def index_terms(text: str, language: str) -> str:
    """Return what the search index keeps of a text: its stems, coded, separated by spaces."""
    return " ".join(coded(stem) for stem in stems(unicodedata.normalize("NFC", text), language).split())
