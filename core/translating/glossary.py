"""Words that are translated the same way everywhere, found in a text in any of their forms."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail_localize.models import StringSegment, Translation

from core.search.text import stems
from core.translating.models import GlossaryTerm
from core.translating.words import plain


@dataclass
class Hit:
    """A term that a text uses: how it is said there, how it is to be said, what to mind, and which texts use it."""

    term: str
    translated: str
    note: str
    texts: list[str] = field(default_factory=list)


def terms_in(texts: Iterable[str], source: str, target: str) -> list[Hit]:
    """Return the terms that texts in the language `source` use, with their words in `target`, empty when unknown."""
    stemmed = [(text, f" {stems(text, source)} ") for text in texts]
    hits = []
    for row in GlossaryTerm.objects.all():
        own = getattr(row, f"label_{source}", "")
        looked_for = stems(own, source)
        using = [text for text, line in stemmed if looked_for and f" {looked_for} " in line]
        if using:
            hits.append(Hit(own, getattr(row, f"label_{target}", ""), row.note, using))
    return hits


def terms_of(translation: Translation) -> list[Hit]:
    """Return the terms that the words to translate use, each with the texts it stands in."""
    rows = StringSegment.objects.filter(source_id=translation.source_id).order_by("order")
    texts = [" ".join(plain(text).split()) for text in rows.values_list("string__data", flat=True)]
    return terms_in(texts, translation.source.locale.language_code, translation.target_locale.language_code)
