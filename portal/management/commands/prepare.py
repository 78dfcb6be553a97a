"""Everything between installed packages and a portal that can be started; quick when there is nothing to do."""

import hashlib
import os
import shutil
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from wagtail.models import Page, Site

from portal.demo.content import read_content
from portal.preparing import ACCOUNTS_NAME, Done, data_alone, demo_password, fingerprint, taking_turns, write_private

STEPS = 4


class Command(BaseCommand):
    """Migrate, load the demo content once, collect static files."""

    # `migrate` makes its own checks when there is something to migrate; a second start should be quick.
    requires_system_checks: list[str] = []
    help = "Prepare the database, the demo content and the static files. Does nothing that is done already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="The port the site will answer on.")
        parser.add_argument("--reset", action="store_true", help="Throw away the demo's data first.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.data_dir: Path = settings.DATA_DIR
        self.done = Done(self.data_dir)
        self.number = 0
        with taking_turns(self.data_dir, lambda: self.stdout.write("Waiting for another start on this data …")):
            self._prepare(options)

    def _prepare(self, options: dict[str, Any]) -> None:
        if options["reset"]:
            self._reset()
        self._migrate()
        self._collect_static()
        if settings.DEMO:
            self._load_demo()
            self._demo_accounts(options["port"])

    def _say(self, text: str) -> None:
        self.number += 1
        self.stdout.write(self.style.MIGRATE_HEADING(f"▸ {self.number}/{STEPS} {text}"))
        self.stdout.flush()

    def _reset(self) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demo's data can be reset; DEMO is off in these settings.")
        with data_alone(self.data_dir) as alone:
            if not alone:
                raise CommandError("The portal is running on this data: stop it (Ctrl-C) and try again.")
            self.stdout.write("Throwing away database, media, private files and mail …")
            _empty_database()
            for folder in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT, settings.LOCAL_MAILBOX_DIR):
                shutil.rmtree(folder, ignore_errors=True)
            self.done.forget()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("The database is up to date.")
            return
        self._say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=1)

    def _collect_static(self) -> None:
        base = Path(settings.BASE_DIR)
        key = fingerprint(base / "static", base / "requirements.txt", base / "portal" / "static_files.py")
        if self.done.is_done("static", key) and Path(settings.STATIC_ROOT).exists():
            self._say("The static files are in place.")
            return
        self._say("Collecting and compressing static files (half a minute) …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        self.done.mark("static", key)

    def _load_demo(self) -> None:
        password = demo_password(self.data_dir)
        if self.done.is_done("demo"):
            self._say("The demo content is in place.")
            return
        self._say("Loading the demo content …")
        os.environ["DEMO_PASSWORD"] = password
        call_command("load_demo")
        self.stdout.write("Drawing the pictures of the first pages …")
        for path in first_pages():
            Client(headers={"host": "localhost"}).get(path)
        self.done.mark("demo")

    def _demo_accounts(self, port: int) -> None:
        """Set the addresses and the password that are printed, which may have changed since the content was loaded."""
        self._say("Setting the demo accounts …")
        Site.objects.filter(is_default_site=True).update(hostname="localhost", port=port)
        password = demo_password(self.data_dir)
        key = hashlib.sha256(password.encode()).hexdigest()
        if not self.done.is_done("password", key):
            addresses = [account["email"] for account in read_content().accounts]
            for user in get_user_model().objects.filter(email__in=addresses):
                user.set_password(password)
                user.save(update_fields=["password"])
            self.done.mark("password", key)
        sheet = StringIO()
        call_command("demo_accounts", stdout=sheet)
        write_private(self.data_dir / ACCOUNTS_NAME, sheet.getvalue())


def first_pages() -> list[str]:
    """Return the start page of each language and what stands right below the Swedish one."""
    starts = [f"/{code}/" for code, _name in settings.LANGUAGES]
    below = Page.objects.live().filter(depth=3, locale__language_code=settings.LANGUAGE_CODE)
    return [*starts, *(address for page in below if (address := page.get_url()))]


def _empty_database() -> None:
    """Leave a database without tables: the file is removed, or the schema made anew."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
