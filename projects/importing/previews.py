"""Files that were uploaded and wait for a decision: kept in the database, out of reach of the web, for a day."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from projects.importing.apply import refused_by_policy
from projects.importing.faults import FileFaultsError
from projects.importing.locking import alone
from projects.importing.options import ImportOptions
from projects.importing.plan import Plan
from projects.importing.reading import digest_name
from projects.importing.services import import_file, plan_file
from projects.models import ImportBatch

# Long enough to ask a colleague; a file of contacts should not lie about.
LIFETIME = dt.timedelta(hours=24)


def purge(now: dt.datetime | None = None) -> int:
    """Delete previews that nobody confirmed in time, and return how many."""
    limit = (now or timezone.now()) - LIFETIME
    old = ImportBatch.objects.filter(state=ImportBatch.State.PREVIEWED, created_at__lt=limit)
    return old.delete()[0]


def preview(filename: str, content: bytes, options: ImportOptions, actor: Any) -> tuple[ImportBatch, Plan]:
    """Keep a file for a day and return what it would change.

    Raises FileFaultsError when it cannot be read at all, PermissionDenied when `actor` may not import.
    """
    purge()
    _check(actor, options)
    plan = plan_file(filename, content, options)
    batch = ImportBatch.objects.create(
        filename=digest_name(filename),
        digest=plan.digest,
        content=content,
        imported_by=actor,
        state=ImportBatch.State.PREVIEWED,
        published=options.publish,
        options=options.as_json(),
    )
    return batch, plan


def waiting(pk: int, actor: Any) -> ImportBatch | None:
    """Return a preview of `actor` that is not too old, None when there is none: nobody sees another's file."""
    purge()
    return ImportBatch.objects.filter(pk=pk, state=ImportBatch.State.PREVIEWED, imported_by=actor).first()


def options_of(batch: ImportBatch) -> ImportOptions:
    """Return what was chosen when the file was uploaded."""
    return ImportOptions(**batch.options)


def confirm(pk: int, actor: Any) -> tuple[Plan, ImportBatch | None] | None:
    """Import a previewed file and forget its content; None when there is no such preview (any longer).

    Raises FileFaultsError when it is refused by now or another import is under way, PermissionDenied when `actor`
    may not.
    """
    with alone():
        held = ImportBatch.objects.select_for_update().filter(
            pk=pk, state=ImportBatch.State.PREVIEWED, imported_by=actor, created_at__gte=timezone.now() - LIFETIME
        )
        batch = held.first()
        if batch is None:
            return None
        plan, made = import_file(batch.filename, bytes(batch.content), options_of(batch), actor)
        batch.delete()
        return plan, made


def _check(actor: Any, options: ImportOptions) -> None:
    reason = refused_by_policy(actor, options.bank(), publish=options.publish)
    if reason:
        raise PermissionDenied(reason)


def may_import(actor: Any, options: ImportOptions) -> bool:
    """Tell whether somebody may import with these options."""
    try:
        return not refused_by_policy(actor, options.bank(), publish=False)
    except FileFaultsError:
        return False
