"""What deleting leaves behind: words in the log of a database, in its free pages, in a full-text index.

SQLite: `secure_delete` (set for every connection) blanks what is deleted, but the write-ahead log keeps the pages as
they were until it is emptied, and FTS5 keeps words in its segments until these are merged. PostgreSQL: rows that are
dead stay in the file until the table is written anew.
"""

import logging
from collections.abc import Iterable

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
FTS = "wagtailsearch_indexentry_fts"

_tables: set[str] = set()


def sensitive(*tables: str) -> None:
    """Enter tables whose deleted rows must leave no trace."""
    _tables.update(tables)


def wipe() -> bool:
    """Remove the traces of what has been deleted; return whether it was possible now.

    Not within a transaction: there it is left to the next run. Readers that are busy keep the log from being emptied;
    that too is tried again by the next run, every night.
    """
    if connection.in_atomic_block:
        return False
    try:
        return _wipe_sqlite() if connection.vendor == "sqlite" else _wipe_postgresql(sorted(_tables))
    except DatabaseError as error:
        logger.warning("traces of deleted data not wiped: %s", type(error).__name__)
        return False


def _wipe_sqlite() -> bool:
    with connection.cursor() as cursor:
        if FTS in connection.introspection.table_names(cursor):
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES('optimize')")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _log, _moved = cursor.fetchone()
    return not busy


def _wipe_postgresql(tables: Iterable[str]) -> bool:
    with connection.cursor() as cursor:
        for table in tables:
            # The table is small, and locked for a moment at night.
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
    return True
