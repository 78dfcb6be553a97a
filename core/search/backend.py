"""The database's own search, with beginnings of words besides: `WAGTAILSEARCH_BACKENDS` names this module."""

from functools import reduce
from operator import and_
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from modelsearch.backends import database, get_search_backend
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

ANY_ENDING = "*"


class Beginnings(PlainText):
    """All terms, where one that ends with an asterisk stands for every word that begins so."""

    def __init__(self, terms: list[str]) -> None:
        super().__init__(" ".join(terms), operator="and")

    def parts(self) -> list[tuple[str, bool]]:
        """Return each term and whether it is only a beginning."""
        return [(term.rstrip(ANY_ENDING), term.endswith(ANY_ENDING)) for term in self.query_string.split()]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 — the name the search library looks for
    """Return the backend of the database in use, taught what `Beginnings` are."""
    backend = database.SearchBackend(params)
    teach = {"sqlite": _sqlite, "postgres": _postgres}.get(type(backend).__module__.rpartition(".")[2])
    if teach is not None:
        backend.query_compiler_class = teach(backend.query_compiler_class)
    return backend


def best_keys(query: SearchQuery, rows: QuerySet, most: int) -> QuerySet | None:
    """Return key and score of the best matches, the best first; None where the database ranks by a join.

    SQLite's backend asks the index anew for the score of every row it finds: with 10,000 hits that takes minutes.
    """
    backend: Any = get_search_backend()
    if connection.vendor != "sqlite":
        return None
    from modelsearch.backends.database.sqlite.query import BM25, MatchExpression, SQLiteFTSIndexEntry, normalize

    compiler = backend.query_compiler_class(rows, query)
    match = MatchExpression(compiler.FTS_TABLE_FIELDS, compiler.build_search_query(normalize(query)))
    types = get_descendants_content_types_pks(rows.model)
    found = SQLiteFTSIndexEntry.objects.filter(match, index_entry__content_type__in=types).annotate(score=BM25())
    return found.order_by("score").values_list("index_entry__object_id", "score")[:most]


def _sqlite(compiler: type) -> type:
    from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression  # the table is SQLite's only

    class Compiler(compiler):
        """SQLite's, which else takes a term for a whole word."""

        def build_search_query_content(self, query: SearchQuery, config: str | None = None) -> Any:
            """Return the expression for a query."""
            if not isinstance(query, Beginnings):
                return super().build_search_query_content(query, config=config)
            lexemes = (Lexeme(term, prefix=prefix) for term, prefix in query.parts())
            return SearchQueryExpression(reduce(and_, lexemes), config=config)

    return Compiler


def _postgres(compiler: type) -> type:
    from django.contrib.postgres.search import SearchQuery as RawQuery
    from modelsearch.backends.database.postgres.query import Lexeme  # needs PostgreSQL's own client

    class Compiler(compiler):
        """PostgreSQL's, which else takes a term for a whole word."""

        def build_tsquery_content(self, query: SearchQuery, config: str | None = None, invert: bool = False) -> Any:
            """Return the expression for a query."""
            if not isinstance(query, Beginnings):
                return super().build_tsquery_content(query, config=config, invert=invert)
            lexemes = (Lexeme(term, prefix=prefix, invert=invert) for term, prefix in query.parts())
            return RawQuery(reduce(and_, lexemes), search_type="raw", config=config)

    return Compiler
