"""What becomes of the time of lists, words, calendar and feeds when there is a hundred times as much."""

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from wagtail.models import Page

from portal.management.commands.bench import ask, worker

TIMES = 15
# Of files of everything, whose time goes with their length; it is their queries that must not grow.
TIMES_WHOLE, WHOLE = 3, "of all"
# Of feeds, which are kept until something changes: how long it takes when something has.
ANEW = "made anew"


class Command(BaseCommand):
    """Measure on a copy of the database with few and with many rows, and print how the times compare."""

    help = "Time of bank, seminars and feeds with many rows against few. Needs the demo content, on SQLite."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--few", type=int, default=100, help="How many of each to begin with (default 100).")
        parser.add_argument("--projects", type=int, default=10_000, help="How many projects then (default 10000).")
        parser.add_argument("--events", type=int, default=20_000, help="How many seminars then (default 20000).")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("Begin from a portal on SQLite: its database is copied.")
        few = {"projects": options["few"], "events": options["few"]}
        many = {"projects": options["projects"], "events": options["events"]}
        with tempfile.TemporaryDirectory(prefix="portal-scale-") as name:
            copy_data(Path(name))
            with environment(PORTAL_DATA=name):
                self.stdout.write(f"Writing {few['projects']} projects and {few['events']} seminars …")
                with_few = measure(few)
                self.stdout.write(f"Writing {many['projects']} projects and {many['events']} seminars …")
                with_many = measure(many)
        self.stdout.write(f"\n{'median ms':<28}{'few':>9}{'many':>9}{'ratio':>8}{'queries':>14}")
        for label, (small, queries) in with_few.items():
            large, then = with_many[label]
            self.stdout.write(f"{label:<28}{small:>9.1f}{large:>9.1f}{large / small:>8.2f}{f'{queries} → {then}':>14}")
        grown = [label for label, (_ms, queries) in with_few.items() if with_many[label][1] > queries]
        if grown:
            raise CommandError("More queries with more rows: " + ", ".join(grown))


@contextmanager
def environment(**values: str) -> Any:
    """Set variables for the processes that are started in the block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def copy_data(folder: Path) -> None:
    """Copy the database and what the portal needs beside it; pictures are not fetched, so they stay."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "portal.sqlite3")])
    for name in ("secret_key", "static"):
        source = Path(settings.DATA_DIR) / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy(source, folder / name)


def measure(numbers: dict[str, int]) -> dict[str, tuple[float, int]]:
    """Fill the copy with so many rows; return median milliseconds and queries of each address, by what it is."""
    manage = [sys.executable, "manage.py"]
    root = Path(settings.BASE_DIR)
    options = [f"--{name}={number}" for name, number in numbers.items()]
    for words in (["seed_scale", "--clear"], ["seed_scale", *options], ["refresh_statistics"]):
        subprocess.run([*manage, *words], cwd=root, check=True, stdout=subprocess.DEVNULL)
    found = {}
    with worker(root, None) as process:
        for label, path in paths().items():
            times = TIMES_WHOLE if label.endswith(WHOLE) else TIMES
            answer = ask(process, path, times, anew=label.endswith(ANEW))
            found[label] = (median(answer["milliseconds"]), answer["queries"])
    return found


def paths() -> dict[str, str]:
    """Return the addresses by what they are. Raises CommandError without demo content."""
    bank, seminars = address_of("projects.ProjectIndexPage"), address_of("events.EventIndexPage")
    return {
        "bank: list": bank,
        "bank: words": f"{bank}?q=mentor",
        "bank: facets": f"{bank}?ground=ethnicity&phase=implementation",
        f"bank: CSV {WHOLE}": f"{bank}csv/",
        f"bank: XLSX {WHOLE}": f"{bank}xlsx/",
        "seminars: list": seminars,
        "seminars: words": f"{seminars}?q=mentor",
        "seminars: facets": f"{seminars}?format=online",
        "seminars: month": f"{seminars}calendar/",
        "seminars: calendar (.ics)": "/sv/event/calendar.ics",
        f"seminars: calendar {ANEW}": "/sv/event/calendar.ics",
        "seminars: feed (Atom)": "/sv/event/feed.atom",
        f"seminars: feed {ANEW}": "/sv/event/feed.atom",
        "search: words": "/sv/search/?q=mentor",
    }


def address_of(model: str) -> str:
    """Return the address of the first page of a kind in Swedish. Raises CommandError when there is none."""
    page = apps.get_model(model).objects.live().filter(locale__language_code="sv").first()
    if not isinstance(page, Page):
        raise CommandError("There is no content to measure: run `make demo` first.")
    return str(page.get_url())
