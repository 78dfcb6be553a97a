"""The database is told how full its tables are: at night, and after much has been written."""

import pytest
from django.core.management import call_command
from django.db import connection

from core.places.models import Municipality
from portal.schedule import due_jobs


def known_rows(table: str) -> int:
    """Return how many rows the planner thinks a table has; -1 when it has no idea."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE relname = %s", [table])
            row = cursor.fetchone()
        elif "sqlite_stat1" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s ORDER BY stat DESC LIMIT 1", [table])
            row = cursor.fetchone()
        else:
            row = None
    return int(str(row[0]).split()[0]) if row else -1


@pytest.mark.django_db
def test_the_planner_knows_the_tables_afterwards(capsys):
    Municipality.objects.exclude(code__startswith="05").delete()

    call_command("refresh_statistics")

    assert known_rows(Municipality._meta.db_table) == Municipality.objects.count() == 13
    assert "fresh" in capsys.readouterr().out


def test_it_is_done_every_night():
    assert [job.cron for job in due_jobs() if job.command == "refresh_statistics"] == ["47 3 * * *"]
