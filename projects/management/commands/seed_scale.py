"""Fill the portal with made-up projects, and what higher apps enter, for measuring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from projects.models import ProjectIndexPage
from projects.scale import Seeder, clear_scale, kinds

PROJECTS = 10_000


class Command(BaseCommand):
    """`manage.py seed_scale --projects 10000 --events 20000`, and `--clear` to take them away."""

    help = "Writes made-up projects in bulk, with records and search index; --clear removes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--projects", type=int, help=f"how many to write (default {PROJECTS}, if nothing is said)")
        for kind in kinds():
            parser.add_argument(f"--{kind.option}", type=int, help="how many to write (default none)")
        parser.add_argument("--clear", action="store_true", help="remove what was written before instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            cleared = sum(kind.clear() for kind in kinds())
            self.stdout.write(_("%(number)s projects removed.") % {"number": clear_scale()})
            self.stdout.write(_("%(number)s others removed.") % {"number": cleared})
            return
        wanted = {kind: options.get(kind.option) for kind in kinds()}
        if options["projects"] is None and not any(wanted.values()):
            options["projects"] = PROJECTS
        if any(number is not None and number < 1 for number in (options["projects"], *wanted.values())):
            raise CommandError(_("Give a number of at least 1."))
        if options["projects"]:
            self._write(options["projects"])
        for kind, number in wanted.items():
            if number:
                with tqdm(total=number, unit="") as bar:
                    kind.write(number, bar.update)

    def _write(self, number: int) -> None:
        bank = ProjectIndexPage.objects.filter(alias_of=None).order_by("pk").first()
        if bank is None:
            raise CommandError(_("There is no project bank to fill: make its page first."))
        with tqdm(total=number, unit="") as bar:
            Seeder(bank, bar.update).write(number)
        self.stdout.write(_("%(number)s projects written.") % {"number": number})
