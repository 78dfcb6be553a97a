"""How fast and how heavy: the main pages against the empty home page of a fresh `wagtail start`, in the same run."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from wagtail.models import Page

from portal.bench.weight import LIMIT, weigh

REFERENCE_SETTINGS = """
from reference.settings.base import *
SECRET_KEY = "only-for-measuring"
DEBUG = False
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""
ROUNDS = 5


class Command(BaseCommand):
    """Measure and print a table; end with status 1 when the home page is too heavy."""

    help = "Print median server time, queries and page weight of the main pages. Needs the demo content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--times", type=int, default=20, help="Fetches of each page per round.")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = main_pages()
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
            self.stdout.write("Making an empty Wagtail project to compare with …")
            reference = make_reference(Path(name))
            with worker(reference, "bench_settings") as empty, worker(Path(settings.BASE_DIR), None) as ours:
                results = self._measure(empty, ours, paths, options["times"])
        self._time_table(results)
        if not self._weight_table(paths["home"]):
            raise CommandError(f"The home page is heavier than {LIMIT // 1024} KB.")

    def _measure(self, empty: Any, ours: Any, paths: dict[str, str], times: int) -> dict[str, dict[str, Any]]:
        """Take turns, so that a busy moment of the machine falls on all alike."""
        results: dict[str, dict[str, Any]] = {}
        for number in range(1, ROUNDS + 1):
            self.stdout.write(f"  round {number} of {ROUNDS} …")
            turns = [("empty Wagtail", empty, "/"), *((name, ours, path) for name, path in paths.items())]
            for name, process, path in turns:
                answer = ask(process, path, times)
                kept = results.setdefault(name, {**answer, "milliseconds": []})
                kept["milliseconds"] += answer["milliseconds"]
        return results

    def _time_table(self, results: dict[str, dict[str, Any]]) -> None:
        base = median(results["empty Wagtail"]["milliseconds"])
        self.stdout.write(f"\n{'page':<16}{'status':>8}{'median ms':>12}{'× empty':>10}{'queries':>10}")
        for name, result in results.items():
            middle = median(result["milliseconds"])
            self.stdout.write(
                f"{name:<16}{result['status']:>8}{middle:>12.1f}{middle / base:>10.1f}{result['queries']:>10}"
            )

    def _weight_table(self, path: str) -> bool:
        html = Client(headers={"host": "localhost"}).get(path).text
        parts = weigh(path, html)
        total = sum(part.size for part in parts)
        self.stdout.write(f"\n{'home page on the wire, before images':<56}{'bytes':>9}")
        for part in parts:
            self.stdout.write(f"  {part.name:<54}{part.size:>9}")
        self.stdout.write(f"  {'total':<54}{total:>9}  (limit {LIMIT})")
        return total <= LIMIT


def main_pages() -> dict[str, str]:
    """Return the addresses to measure, by name. Raises CommandError without demo content."""
    found = {"home": "/sv/"}
    for name, model in {"list": "home.ArticleIndexPage", "article": "home.ArticlePage"}.items():
        page = apps.get_model(model).objects.live().filter(locale__language_code="sv").first()
        if not isinstance(page, Page):
            raise CommandError("There is no content to measure: run `make demo` first.")
        found[name] = page.get_url()
    return {**found, "search": "/sv/search/?q=projekt"}


def make_reference(folder: Path) -> Path:
    """Make a project with `wagtail start` in the folder, migrated and empty, and return its folder."""
    project = folder / "reference"
    project.mkdir()
    wagtail = Path(sys.executable).with_name("wagtail")
    subprocess.run([str(wagtail), "start", "reference", str(project)], check=True, capture_output=True)
    (project / "bench_settings.py").write_text(REFERENCE_SETTINGS, encoding="utf-8")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=project,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench_settings"},
        check=True,
    )
    return project


@contextmanager
def worker(project: Path, settings_module: str | None) -> Iterator[Any]:
    """Start a process that measures the project, and end it afterwards."""
    environment = {**os.environ, "PYTHONPATH": str(project)}
    if settings_module:
        environment["DJANGO_SETTINGS_MODULE"] = settings_module
    script = Path(settings.BASE_DIR) / "portal" / "bench" / "worker.py"
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=project,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.communicate()


def ask(process: Any, path: str, times: int, *, anew: bool = False) -> dict[str, Any]:
    """Let a worker measure an address. Raises CommandError when the page does not answer 200."""
    process.stdin.write(json.dumps({"path": path, "times": times, "anew": anew}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    answer: dict[str, Any] = json.loads(line) if line else {"status": "no answer"}
    if answer["status"] != 200:
        raise CommandError(f"{path} answered {answer['status']}.")
    return answer
