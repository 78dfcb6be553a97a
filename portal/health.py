"""Probes for whoever keeps the portal running. They hold no data and need no sign-in."""

import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse


def live() -> HttpResponse:
    """Answer 200 as long as the process answers at all. Restart it when this fails."""
    return _answer({"status": "ok"}, 200)


def ready() -> HttpResponse:
    """Answer 200 when requests can be served, else 503 with the names of what is missing."""
    checks = {name: _passes(check) for name, check in CHECKS.items()}
    good = all(checks.values())
    return _answer({"status": "ok" if good else "unavailable", "checks": checks}, 200 if good else 503)


def database_answers() -> bool:
    """Tell whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def cache_keeps() -> bool:
    """Tell whether the cache gives back what it was given."""
    value = secrets.token_hex(8)
    cache.set("health", value, timeout=10)
    return bool(cache.get("health") == value)


def migrations_are_applied() -> bool:
    """Tell whether the database has the form that this code expects."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_keeps,
    "migrations": migrations_are_applied,
}
PROBES: dict[str, Callable[[], HttpResponse]] = {"/health/live": live, "/health/ready": ready}


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError, RuntimeError):
        return False
    except Exception as error:
        # Cache backends raise errors of their own libraries; a probe answers whatever they are.
        if type(error).__module__.split(".")[0] in {"redis", "valkey"}:
            return False
        raise


def _answer(body: dict[str, object], status: int) -> HttpResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
