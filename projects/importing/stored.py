"""What is stored already, read once for a whole file."""

from dataclasses import dataclass, field
from typing import Any

from projects.importing.facts import number_identity, triple_identity
from projects.models import ImportBatch, ImportEntry, ProjectPage


@dataclass(frozen=True)
class StoredPage:
    """As much of a page as it takes to know a record by."""

    pk: int
    title: str
    live: bool
    has_draft: bool
    latest_revision: int | None


@dataclass(frozen=True)
class LastImport:
    """How the last import left a page."""

    revision: int | None
    page_digest: str
    facts_digest: str


@dataclass
class Stored:
    """The pages of the bank by what their records are known by, and how imports left them."""

    pages: dict[int, StoredPage] = field(default_factory=dict)
    by_identity: dict[str, int] = field(default_factory=dict)
    last_imports: dict[int, LastImport] = field(default_factory=dict)
    # Numbers that are in the bank in another language only.
    elsewhere: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, locale: Any) -> "Stored":
        """Read all pages in a language, in three queries."""
        stored = cls()
        # A page is known by its number first, then by what it was imported as, then by owner, title and start.
        triples: dict[str, int] = {}
        for row in _rows().filter(locale=locale):
            pk, title, live, has_draft, revision, number, owner, starts, _key, _code = row
            stored.pages[pk] = StoredPage(pk, title, live, has_draft, revision)
            if number:
                stored.by_identity.setdefault(number_identity(number), pk)
            triples.setdefault(triple_identity(owner or "", title, str(starts or "")), pk)
        stored._read_imports()
        for identity, pk in triples.items():
            stored.by_identity.setdefault(identity, pk)
        stored._read_elsewhere(locale)
        return stored

    def _read_imports(self) -> None:
        rows = ImportEntry.objects.filter(page__in=list(self.pages)) if len(self.pages) < 500 else ImportEntry.objects
        columns = ("page_id", "identity", "revision_after", "digest_after", "facts_digest")
        done = rows.filter(batch__state=ImportBatch.State.APPLIED, page__isnull=False).order_by("pk")
        known: dict[str, int] = {}
        for page, identity, revision, digest, facts in done.values_list(*columns):
            if page in self.pages:
                known[identity] = page
                self.last_imports[page] = LastImport(revision, digest, facts)
        for identity, page in known.items():
            self.by_identity.setdefault(identity, page)

    def _read_elsewhere(self, locale: Any) -> None:
        here = set(ProjectPage.objects.filter(locale=locale).values_list("translation_key", flat=True))
        for *_facts, number, _owner, _starts, key, code in _rows().exclude(locale=locale).exclude(number=""):
            if key not in here:
                self.elsewhere.setdefault(number_identity(number), code)

    def find(self, identity: str) -> StoredPage | None:
        """Return the page that a record is known by."""
        pk = self.by_identity.get(identity)
        return self.pages.get(pk) if pk is not None else None


def _rows() -> Any:
    columns = (
        *("pk", "title", "live", "has_unpublished_changes", "latest_revision_id", "number"),
        *("owner_organisation__name", "starts", "translation_key", "locale__language_code"),
    )
    return ProjectPage.objects.order_by("pk").values_list(*columns)
