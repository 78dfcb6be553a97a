"""What keeps the audit log append-only in the database itself, whoever holds the connection.

Both databases refuse UPDATE and DELETE by a trigger. The retention job, and Django's `flush`, open the door for one
block with `purge_allowed()`: on PostgreSQL through a setting of the session, on SQLite through a function that only
this process can answer (a stranger's `sqlite3` shell has no such function, and is refused as well).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
_purging: ContextVar[bool] = ContextVar("audit_purging", default=False)

_SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_refuse_{verb} BEFORE {verb.upper()} ON {TABLE}
    WHEN audit_purge_allowed() = 0
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_setting('portal.audit_purge', true) = 'on' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the audit log is append-only';
    END $$""",
    f"DROP TRIGGER IF EXISTS audit_refuse ON {TABLE}",
    f"""CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers where they are missing; safe to repeat. Other databases than the two have none."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}.get(connection.vendor, [])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, for a migration that is rolled back."""
    statements = {
        "sqlite": ["DROP TRIGGER IF EXISTS audit_refuse_update", "DROP TRIGGER IF EXISTS audit_refuse_delete"],
        "postgresql": [f"DROP TRIGGER IF EXISTS audit_refuse ON {TABLE}", "DROP FUNCTION IF EXISTS audit_refuse()"],
    }.get(connection.vendor, [])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def purge_allowed(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let this process delete old entries on `connection` while the block runs."""
    token = _purging.set(True)
    try:
        if connection.vendor == "postgresql":
            _set_postgresql(connection, "on")
        yield
    finally:
        _purging.reset(token)
        if connection.vendor == "postgresql" and not connection.needs_rollback:
            _set_postgresql(connection, "off")


def _set_postgresql(connection: BaseDatabaseWrapper, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.audit_purge', %s, false)", [value])


def teach_sqlite(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give each new SQLite connection the function that its triggers ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("audit_purge_allowed", 0, lambda: int(_purging.get()))
