"""Words that are translated the same way everywhere, found in a text in any of their forms."""

from dataclasses import dataclass

from wagtail_localize.models import StringSegment, Translation

from core.search.text import stems
from core.translating.models import GlossaryTerm
from core.translating.words import plain


@dataclass(frozen=True)
class Hit:
    """A term that a text uses: how it is said there, how it is to be said, and what to mind."""

    term: str
    translated: str
    note: str


def terms_in(text: str, source: str, target: str) -> list[Hit]:
    """Return the terms that a text in the language `source` uses, with their words in `target`, empty when unknown."""
    stemmed = f" {stems(text, source)} "
    hits = []
    for row in GlossaryTerm.objects.all():
        own = getattr(row, f"label_{source}", "")
        looked_for = stems(own, source)
        if looked_for and f" {looked_for} " in stemmed:
            hits.append(Hit(own, getattr(row, f"label_{target}", ""), row.note))
    return hits


def terms_of(translation: Translation) -> list[Hit]:
    """Return the terms that the words to translate use."""
    texts = StringSegment.objects.filter(source_id=translation.source_id).values_list("string__data", flat=True)
    text = " . ".join(plain(text) for text in texts)
    return terms_in(text, translation.source.locale.language_code, translation.target_locale.language_code)
