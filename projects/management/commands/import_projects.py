"""manage.py import_projects FILE…: bring project records in."""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from projects.importing.comparing import described
from projects.importing.faults import Fault, FileFaultsError
from projects.importing.options import ImportOptions
from projects.importing.plan import Action, Plan
from projects.importing.reading import MAX_BYTES
from projects.importing.services import Progress, import_file, plan_file
from projects.importing.vocabulary import Vocabulary

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    """Import project records from printed text, CSV, XLSX or ODS; each file all or nothing."""

    help = (
        "Import project records from text as the ESF project bank prints it, CSV, XLSX or ODS (see docs/import.md). "
        "Each file is taken in wholly or not at all. The exit status is 1 if any file was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="Text, CSV, XLSX or ODS")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing")
        parser.add_argument("--publish", action="store_true", help="Publish the pages; otherwise they become drafts")
        parser.add_argument(
            "--replace-edited", action="store_true", help="Overwrite pages that somebody has edited since"
        )
        parser.add_argument("--language", choices=LANGUAGES, default="sv", help="Language of the records (sv)")
        parser.add_argument("--parent", type=int, metavar="ID", help="Page of the project bank, if there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = ImportOptions(
            language=options["language"],
            parent=options["parent"],
            publish=options["publish"],
            replace_edited=options["replace_edited"],
        )
        # A line in the log for each page would drown the progress bar.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        with translation.override(settings.LANGUAGE_CODE):
            refused = [name for name in options["files"] if not self._import(name, chosen, dry=options["dry_run"])]
            if len(options["files"]) > 1 and not options["dry_run"]:
                self.stdout.write(self._summary(len(options["files"]), len(refused)))
        if refused:
            sys.exit(1)

    def _import(self, name: str, chosen: ImportOptions, *, dry: bool) -> bool:
        """Import one file and report; return whether it was taken."""
        self.stdout.write(name)
        try:
            content = _content(name)
            with _bar(Path(name).name) as progress:
                if dry:
                    plan = plan_file(name, content, chosen, progress)
                else:
                    plan, _batch = import_file(name, content, chosen, None, progress)
        except FileFaultsError as error:
            return self._refuse(error.faults)
        self._report(plan, dry=dry)
        return self._refuse(plan.notes.faults) if plan.notes.faults else True

    def _refuse(self, faults: list[Fault]) -> bool:
        count = len(faults)
        text = ngettext("Refused: %(count)s fault.", "Refused: %(count)s faults.", count) % {"count": count}
        self.stdout.write(f"  {text}")
        for fault in faults:
            self.stdout.write(f"  - {fault}")
        return False

    def _report(self, plan: Plan, *, dry: bool) -> None:
        for remark in plan.notes.remarks:
            self.stdout.write(f"  · {remark}")
        vocabulary = Vocabulary()
        detailed = dry or len(plan.steps) <= 20
        for step in plan.steps if detailed else []:
            if step.action is not Action.UNCHANGED:
                self.stdout.write(f"  {ACTION_LABELS[step.action]()}: {step.facts.title}")
            for change in step.differences:
                self.stdout.write(f"      {change.label}: {change.before} → {change.after}")
            for fact in described(step.facts, vocabulary) if dry and step.action is Action.CREATE else []:
                self.stdout.write(f"      {fact.label}: {fact.after}")
        counts = ", ".join(f"{ACTION_LABELS[action]()} {plan.count(action)}" for action in Action)
        trial = _("Nothing has been imported yet.")
        self.stdout.write(f"  {trial} {counts}" if dry else f"  {counts}")

    def _summary(self, count: int, refused: int) -> str:
        return _("%(taken)s of %(count)s files taken.") % {"taken": count - refused, "count": count}


ACTION_LABELS = {
    Action.CREATE: lambda: _("new"),
    Action.UPDATE: lambda: _("updated"),
    Action.PUBLISH: lambda: _("published"),
    Action.UNCHANGED: lambda: _("unchanged"),
}


def _content(name: str) -> bytes:
    """Return the bytes of a file, at most as many as are taken. Raises FileFaultsError when it cannot be opened."""
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = _("The file cannot be opened: %(reason)s.")
        detail = getattr(error, "strerror", None) or str(error)
        raise FileFaultsError([Fault(reason % {"reason": detail})]) from error


@contextmanager
def _bar(name: str) -> Iterator[Progress]:
    """Show a progress bar on the error stream while records are written."""
    with tqdm(desc=name, unit=_("records"), file=sys.stderr, leave=False, disable=None) as bar:

        def progress(done: int, count: int) -> None:
            bar.total = count
            bar.update(done - bar.n)

        yield progress
