"""How autosave holds: hundreds write at once on one worker, beside a plain page under the same load."""

import re
import uuid
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from grants.models.applications import Application
from grants.models.records import Call
from grants.services import drafts
from portal.bench.writers import Writer, ask, percentile, read, save, server, sit_down, under_load

BACKEND = "django.contrib.auth.backends.ModelBackend"
ADDRESS = "writer{}@bench.example.org"


class Command(BaseCommand):
    """Measure, compare what was acknowledged with what is stored, and fail when a save is lost or fails."""

    help = "Autosave by hundreds of writers on one worker, beside a plain page under the same load. Needs the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--writers", type=int, default=200, help="How many write (default 200).")
        parser.add_argument("--saves", type=int, default=5, help="How often each saves (default 5).")
        parser.add_argument("--every", type=float, default=8, help="Seconds between the saves of one (default 8).")

    def handle(self, *args: Any, **options: Any) -> None:
        remove()
        writers = make_writers(options["writers"])
        try:
            with server(Path(settings.BASE_DIR)) as port:
                plain, saving = self._measure(port, writers, options["saves"], options["every"])
            faults = [fault for writer in writers for fault in writer.faults] + lost(writers)
        finally:
            remove()
        acknowledged = sum(writer.acknowledged for writer in writers)
        ninety_fifth, of_plain = percentile(saving, 0.95), percentile(plain, 0.95)
        self.stdout.write(
            f"{connection.vendor:<12}{len(writers)} writers, one worker: {acknowledged} saves acknowledged, "
            f"{len(faults)} failed or lost; 95 % within {ninety_fifth:.0f} ms, "
            f"{ninety_fifth / of_plain:.2g} × a plain page under the same load ({of_plain:.0f} ms)"
        )
        if faults:
            raise CommandError("Autosave does not hold: " + "; ".join(faults[:10]))

    def _measure(self, port: int, writers: list[Writer], saves: int, every: float) -> tuple[list[float], list[float]]:
        page = plain_page()
        for writer in writers:
            sit_down(port, writer)
        ask(port, "GET", page)
        plain = under_load(writers, saves, every, lambda writer, _number: read(port, page, writer))
        saving = under_load(writers, saves, every, lambda writer, number: save(port, writer, number))
        return plain, saving


def plain_page() -> str:
    """Return the address of the list of calls, which everybody reads before writing."""
    from grants.models import CallIndexPage

    index = CallIndexPage.objects.live().filter(locale__language_code="sv").first()
    if index is None:
        raise CommandError("There is no list of calls; load the demo content first.")
    return str(index.get_url())


def make_writers(count: int) -> list[Writer]:
    """Begin an application for each, to an open call, and sign everybody in. Raises CommandError without a call."""
    call = next((call for call in Call.objects.open() if FormField.of(call)), None)
    if call is None:
        raise CommandError("No open call has a form with a long text; load the demo content first.")
    writers = []
    for number in range(count):
        user = User.objects.create_user(email=ADDRESS.format(number), password=uuid.uuid4().hex)
        application = drafts.start(user, call, "sv")
        section_id = FormField.of(call)
        with translation.override("sv"):
            path = reverse("grants:section", args=[application.key, section_id])
        writers.append(Writer(path, _signed_in(user), ""))
    name = FormField.name_in(writers[0])
    for writer in writers:
        writer.field_name = name
    return writers


class FormField:
    """Where in a form a long text is written."""

    @staticmethod
    def of(call: Call) -> str:
        """Return the id of the first section with a long text; "" when there is none."""
        version = call.form_versions.order_by("-number").first()
        for section in version.structure if version else []:
            if any(part["kind"] == "long_text" for part in section["parts"]):
                return str(section["id"])
        return ""

    @staticmethod
    def name_in(writer: Writer) -> str:
        """Return what the first long text of the section is called in the form. Raises CommandError."""
        client = Client(headers={"host": "localhost"})
        client.cookies[settings.SESSION_COOKIE_NAME] = writer.session
        found = re.search(r'<textarea[^>]* name="([^"]+)"', client.get(writer.path).text)
        if found is None:
            raise CommandError("The section has no long text to write in.")
        return found.group(1)


def _signed_in(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def lost(writers: list[Writer]) -> list[str]:
    """Return what was acknowledged and is not there."""
    faults = []
    for writer in writers:
        key, _name, section_id = writer.path.rstrip("/").split("/")[-3:]
        row = Application.objects.get(key=key).sections.filter(section_id=section_id).first()
        stored = (row.revision, str(row.answers)) if row else (0, "")
        if stored[0] != writer.acknowledged or writer.text not in stored[1]:
            faults.append(f"{writer.path}: {writer.acknowledged} saves acknowledged, revision {stored[0]} stored")
    return faults


def remove() -> None:
    """Take away the writers and all they wrote."""
    users = User.objects.filter(email__endswith=ADDRESS.partition("@")[2])
    for application in Application.objects.filter(members__user__in=users):
        drafts.remove_draft(application)
    users.delete()
