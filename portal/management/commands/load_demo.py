"""Load the demo content."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.demo.frame import NotEmptyError
from portal.demo.loading import is_loaded, load
from portal.preparing import demo_password


class Command(BaseCommand):
    """Fill an empty portal with the demo content; a second time nothing happens."""

    help = "Load the demo content into an empty portal. Does nothing when it is there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="Take the demo content away first, then load it anew.")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            if not options["reset"]:
                self.stdout.write("The demo content is in place.")
                return
            call_command("clear_demo", verbosity=options["verbosity"], stdout=self.stdout)
        try:
            load(demo_password(settings.DATA_DIR), quiet=options["verbosity"] < 1)
        except NotEmptyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS("The demo content is loaded."))
