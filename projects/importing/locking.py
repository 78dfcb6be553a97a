"""One import at a time: two at once would both find a record missing and make it twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from projects.importing.reading import refuse
from projects.models import ProjectIndexPage

# How long an import waits for another one, in seconds; SQLite waits as long as its connection is set to.
PATIENCE = 10
LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def alone() -> Iterator[None]:
    """Open a transaction beside which no other import runs, in any process.

    SQLite lets one writer in at a time; in PostgreSQL the rows of the banks are held.
    Raises FileFaultsError when another import does not come to an end while this one waits.
    """
    try:
        with transaction.atomic():
            hold_banks()
            yield
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise refuse(_("Another import is under way. Wait until it is done, and try again.")) from error


def hold_banks() -> None:
    """Keep other imports out until the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{PATIENCE}s"])
    banks = ProjectIndexPage.objects.order_by("pk").values_list("pk", flat=True)
    list(Page.objects.select_for_update().filter(pk__in=list(banks)).order_by("pk").values_list("pk", flat=True))


def is_busy(error: OperationalError) -> bool:
    """Tell whether somebody else holds what was asked for."""
    return getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE or "locked" in str(error)
