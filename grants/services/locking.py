"""The lock of an application: everything that changes it takes it first, and lets it go with its transaction."""

from django.db.models import F

from grants.models.applications import Application


def lock(pk: int) -> Application:
    """Take the lock of an application until the transaction ends, and return it as it now is.

    A write, on PostgreSQL of the row, on SQLite of the file: call it first in the transaction. Raises
    Application.DoesNotExist.
    """
    Application.objects.filter(pk=pk).update(turns=F("turns") + 1)
    return Application.objects.select_related("call__programme", "form_version", "organisation").get(pk=pk)
