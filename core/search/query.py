"""What a stranger typed, turned into a query that no database can stumble over."""

import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_

from modelsearch.query import PlainText, SearchQuery

from core.search.text import coded, stem_word, words

LONGEST = 200  # letters; nobody asks a question longer than that
MOST_WORDS = 12


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


def stems_of(asked: Asked, language: str) -> list[str]:
    """Return the stems to look for, as the index spells them."""
    return list(dict.fromkeys(filter(None, (coded(stem_word(word, language)) for word in asked.words))))
