"""Fill the project bank with made-up projects, for measuring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from projects.models import ProjectIndexPage
from projects.scale import Seeder, clear_scale


class Command(BaseCommand):
    """`manage.py seed_scale --projects 10000`, and `--clear` to take them away."""

    help = "Writes made-up projects in bulk, with records and search index; --clear removes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--projects", type=int, default=10_000, help="how many to write (default 10000)")
        parser.add_argument("--clear", action="store_true", help="remove what was written before instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            self.stdout.write(_("%(number)s projects removed.") % {"number": clear_scale()})
            return
        if options["projects"] < 1:
            raise CommandError(_("Give a number of projects of at least 1."))
        bank = ProjectIndexPage.objects.filter(alias_of=None).order_by("pk").first()
        if bank is None:
            raise CommandError(_("There is no project bank to fill: make its page first."))
        with tqdm(total=options["projects"], unit="") as bar:
            Seeder(bank, bar.update).write(options["projects"])
        self.stdout.write(_("%(number)s projects written.") % {"number": options["projects"]})
