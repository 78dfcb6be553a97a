"""What a stranger typed, turned into a query that no database can stumble over."""

import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_

from modelsearch.query import PlainText, SearchQuery

from core.search.backend import ANY_ENDING, Beginnings
from core.search.text import coded, stem_word, words

LONGEST = 200  # letters; nobody asks a question longer than that
MOST_WORDS = 12
SHORTEST_BEGINNING = 3  # letters; "i" and "av" begin half of all words


@dataclass(frozen=True)
class Asked:
    """A question in a form that can be shown and searched for."""

    text: str
    words: tuple[str, ...]
    shortened: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is a word to search for."""
        return bool(self.words)


def understand(raw: str) -> Asked:
    """Return what was asked: letters and digits only count, too long a text is cut, nothing ever fails.

    Quotes, brackets, AND, OR and the like have no meaning of their own: they are punctuation and words.
    """
    printable = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in raw[: LONGEST * 4])
    text = " ".join(unicodedata.normalize("NFC", printable).split())
    shown = text[:LONGEST].strip()
    unique = tuple(dict.fromkeys(words(shown)))
    shortened = len(raw) > LONGEST or len(unique) > MOST_WORDS
    return Asked(shown, unique[:MOST_WORDS], shortened)


def query_for(asked: Asked, languages: list[str], *, every_word: bool = True) -> SearchQuery | None:
    """Return the query: all words, in the stems of any one of the languages. None when no word can be searched for.

    `every_word=False` asks for any of the words, for when all of them together are nowhere.
    """
    operator = "and" if every_word else "or"
    spellings = dict.fromkeys(" ".join(stems_of(asked, language)) for language in languages)
    parts = [PlainText(spelling, operator=operator) for spelling in spellings if spelling]
    return reduce(or_, parts) if parts else None


def beginnings_for(asked: Asked, languages: list[str]) -> SearchQuery | None:
    """Return the query for all words where each may also be the beginning of a longer one: "klimat" in "klimatanalys".

    Whole words are asked for besides, so that they weigh twice. None when no word can be searched for.
    """
    whole = query_for(asked, languages)
    if whole is None:
        return None
    spellings = {
        tuple(_with_any_ending(word, stem) for word, stem in _stemmed(asked, language)) for language in languages
    }
    return reduce(or_, [Beginnings(list(terms)) for terms in sorted(spellings) if terms], whole)


def _with_any_ending(word: str, stem: str) -> str:
    return stem + ANY_ENDING if len(word) >= SHORTEST_BEGINNING else stem


def _stemmed(asked: Asked, language: str) -> list[tuple[str, str]]:
    pairs = ((word, coded(stem_word(word, language))) for word in asked.words)
    return [(word, stem) for word, stem in pairs if stem]


def beginnings_of(asked: Asked, language: str) -> tuple[str, ...]:
    """Return the stems that may be the beginning of a longer word, as the index spells them."""
    return tuple(stem for word, stem in _stemmed(asked, language) if len(word) >= SHORTEST_BEGINNING)


def stems_of(asked: Asked, language: str) -> list[str]:
    """Return the stems to look for, as the index spells them."""
    return list(dict.fromkeys(stem for _word, stem in _stemmed(asked, language)))
