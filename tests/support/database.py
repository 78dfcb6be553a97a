"""Migrating takes the longest of everything before a test; on SQLite it is done once per set of migrations.

The migrated file is kept under `.make/`, named by what it was made from, and copied for each process of the suite.
`migrate` still runs on the copy, so that a forgotten ingredient in the name shows.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

KEPT = Path(settings.BASE_DIR) / ".make"


def _template() -> Path:
    """Return where the migrated database for the present migrations is kept."""
    digest = hashlib.sha256((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    own = [Path(config.path) for config in apps.get_app_configs() if ".venv" not in Path(config.path).parts]
    for folder in sorted(folder for app in own for folder in (app / "migrations", app / "data")):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"{path}".encode() + path.read_bytes())
    return KEPT / f"tests-{digest.hexdigest()[:20]}.sqlite3"


def _on_sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take a database that is there already: the copy made below."""
    return _on_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Put the copy in place before Django looks for its test database."""
    if _on_sqlite() and _template().exists():
        shutil.copyfile(_template(), settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the migrated database for next time."""
    kept = _template()
    if _on_sqlite() and not kept.exists():
        KEPT.mkdir(exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(part)])
        part.replace(kept)
        for old in sorted(KEPT.glob("tests-*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-3]:
            old.unlink(missing_ok=True)


def _end_other_sessions() -> None:
    """End what still holds the database of this process: a browser's kept connection, a thread that was given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _nobody_left_in_the_database(_remember_rows_of_migrations: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL refuses to drop a database that anybody is connected to, and the suite would end in an error."""
    yield
    if connection.vendor == "postgresql" and _rows_of_migrations:
        with django_db_blocker.unblock():
            _end_other_sessions()


_rows_of_migrations: dict[str, str] = {}


@pytest.fixture(scope="session", autouse=True)
def _remember_rows_of_migrations(request: pytest.FixtureRequest) -> None:
    """Keep what the migrations wrote, where a connection that is made anew cannot lose it."""
    if any(item.get_closest_marker("django_db") for item in request.session.items):
        request.getfixturevalue("django_db_setup")
        _rows_of_migrations["default"] = getattr(connection, "_test_serialized_contents", "")


def _types_first(contents: str) -> str:
    """Put content types before the rows whose making asks for one, and would else make it anew with another id."""
    rows = json.loads(contents)
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))


@pytest.fixture(autouse=True)
def _rows_after_a_flush(request: pytest.FixtureRequest, _django_db_helper: None) -> None:
    """Put back what the migrations wrote where a transactional test before this one has emptied the database.

    Django does so by an attribute of the connection, which a browser's event loop in the same thread hides.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction") and not Page.objects.exists():
        # A flush without that attribute has let the apps write their groups and permissions anew: they come back too.
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False)
        ContentType.objects.clear_cache()
        connection.creation.deserialize_db_from_string(_types_first(_rows_of_migrations["default"]))
        ContentType.objects.clear_cache()
