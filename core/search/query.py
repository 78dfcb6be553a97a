"""What a stranger typed, turned into a query that no database can stumble over."""

import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from modelsearch.query import PlainText, SearchQuery

from core.search.text import coded, stemmer_for, words

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
    """Return the query: each word in any of the languages' stems. None when no word can be searched for.

    `every_word=False` asks for any of the words, for when all of them together are nowhere.
    """
    alternatives = [
        list(dict.fromkeys(filter(None, (coded(stemmer_for(code).stemWord(word)) for code in languages))))
        for word in asked.words
    ]
    parts = [reduce(or_, map(PlainText, spelled)) for spelled in alternatives if spelled]
    if not parts:
        return None
    return reduce(and_ if every_word else or_, parts)
