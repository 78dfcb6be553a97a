"""Migrating takes the longest of everything before a test; on SQLite it is done once per set of migrations.

The migrated file is kept under `.make/`, named by what it was made from, and copied for each process of the suite.
`migrate` still runs on the copy, so that a forgotten ingredient in the name shows.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

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
