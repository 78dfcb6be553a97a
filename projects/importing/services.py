"""Importing files: look first, then do it all or nothing."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.audit.services import record as audit
from core.upkeep import refresh_statistics
from projects.importing import reading, tabular
from projects.importing.apply import Applier, refused_by_policy
from projects.importing.faults import Fault, FileFaultsError, Notes
from projects.importing.interpreting import interpret
from projects.importing.locking import alone
from projects.importing.options import ImportOptions
from projects.importing.plan import Plan, Planner
from projects.importing.raw import RawRecord
from projects.importing.text_record import read_text
from projects.importing.vocabulary import Vocabulary
from projects.importing.workbooks import read_workbook
from projects.models import ImportBatch

# (records done, all records, what is being done)
Progress = Callable[[int, int], None]
TABLE_ENDINGS = (".csv", ".tsv", ".tab")
BOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")
# So many records change what the database's planner should know of its tables.
MANY = 100


def _silent(done: int, count: int) -> None:
    """Tell nobody."""


def read_records(filename: str, content: bytes, notes: Notes) -> list[RawRecord]:
    """Return the records of a file of any of the kinds. Raises FileFaultsError when it cannot be read at all."""
    reading.check_size(content)
    name = filename.casefold()
    if reading.is_workbook(content):
        return read_workbook(content, notes)
    if name.endswith(BOOK_ENDINGS):
        raise reading.refuse(_("This is not a workbook that can be read. Save it as XLSX or CSV."))
    text = reading.decode(content)
    if name.endswith(TABLE_ENDINGS) or tabular.looks_tabular(text):
        return tabular.read_csv(text, notes)
    return read_text(text, notes)


def plan_file(filename: str, content: bytes, options: ImportOptions, progress: Progress = _silent) -> Plan:
    """Return what a file would change, and everything that is wrong with it; nothing is written.

    Raises FileFaultsError when the file cannot be read at all, or there is no bank to import to.
    """
    with translation.override(translation.get_language() or options.language):
        plan, _vocabulary = _plan(filename, content, options, progress)
    return plan


def _plan(filename: str, content: bytes, options: ImportOptions, progress: Progress) -> tuple[Plan, Vocabulary]:
    bank = options.bank()
    plan = Plan(reading.digest_name(filename), hashlib.sha256(content).hexdigest())
    vocabulary = Vocabulary()
    with translation.override(options.language):
        # Headings that the import itself gives are in the language of the records.
        raw = read_records(filename, content, plan.notes)
    facts = [interpret(record, vocabulary, plan.notes) for record in raw]
    plan.steps = Planner(options, bank.locale, vocabulary, plan.notes).steps(facts, _counter(progress, len(facts)))
    plan.notes.faults.sort(key=lambda fault: fault.row or 0)
    return plan, vocabulary


def _counter(progress: Progress, count: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, count)

    return step


def import_file(
    filename: str, content: bytes, options: ImportOptions, actor: Any, progress: Progress = _silent
) -> tuple[Plan, ImportBatch | None]:
    """Import a file, all or nothing; return what was done, and the batch if anything was.

    Raises FileFaultsError with every fault when the file is refused or another import is under way,
    PermissionDenied when `actor` may not.
    """
    with alone():
        return _import(filename, content, options, actor, progress)


def _import(
    filename: str, content: bytes, options: ImportOptions, actor: Any, progress: Progress
) -> tuple[Plan, ImportBatch | None]:
    bank = options.bank()
    reason = refused_by_policy(actor, bank, publish=options.publish)
    if reason:
        raise PermissionDenied(reason)
    plan, vocabulary = _plan(filename, content, options, _silent)
    if plan.notes.faults:
        raise FileFaultsError(plan.notes.faults)
    if not plan.changes_anything:
        return plan, None
    batch = ImportBatch.objects.create(
        filename=plan.filename,
        digest=plan.digest,
        imported_by=actor,
        published=options.publish,
        options=options.as_json(),
    )
    Applier(bank, options, vocabulary, actor).run(plan, batch, _counter(progress, len(plan.steps)))
    audit(actor, "projects.imported", batch, records=len(plan.steps), digest=plan.digest)
    if len(plan.steps) >= MANY:
        transaction.on_commit(refresh_statistics)
    return plan, batch


def faults_of(faults: Iterable[Fault]) -> str:
    """Return faults as lines of text."""
    return "\n".join(str(fault) for fault in faults)
