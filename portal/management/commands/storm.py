"""How many registrations a second: a storm on one seminar, on this database and on a PostgreSQL of its own."""

import datetime as dt
import os
import subprocess
import sys
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale

from core.mail.models import OutboxMessage
from events.models import Event, Pool, Registration
from portal.bench import postgres
from portal.bench.storm import storm


class Command(BaseCommand):
    """Let hundreds of clients register at once, cancel in between, kill some processes, and see that it adds up."""

    help = (
        "Registrations a second for a seminar with few places, with kills in the middle; fails if it does not add up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clients", type=int, default=400, help="How many register (default 400).")
        parser.add_argument("--places", type=int, default=50, help="For how many places (default 50).")
        parser.add_argument("--processes", type=int, default=4, help="In how many processes (default 4).")
        parser.add_argument("--kills", type=int, default=2, help="How many of these are killed (default 2).")
        parser.add_argument("--postgres", action="store_true", help="On a PostgreSQL started for it, not on this one.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["postgres"]:
            self._on_postgres(options)
            return
        event = make_event(options["places"])
        try:
            outcome = storm(event, clients=options["clients"], processes=options["processes"], kills=options["kills"])
        finally:
            remove(event)
        self.stdout.write(
            f"{connection.vendor:<12}{outcome.per_second:>8.1f} registrations/s: {len(outcome.acknowledged)} of "
            f"{options['clients']} clients acknowledged in {outcome.seconds:.1f} s, {outcome.killed} processes killed, "
            f"{outcome.taken} places of {options['places']} taken, {outcome.waiting} in line"
        )
        if outcome.faults:
            raise CommandError("It does not add up: " + "; ".join(outcome.faults))

    def _on_postgres(self, options: dict[str, Any]) -> None:
        programs = postgres.find()
        if programs is None:
            self.stdout.write("PostgreSQL is not installed here, so it is not measured.")
            return
        self.stdout.write("Starting a PostgreSQL and making its tables …")
        manage = [sys.executable, "manage.py"]
        numbers = [f"--{name}={options[name]}" for name in ("clients", "places", "processes", "kills")]
        with postgres.running(programs) as url:
            environment = {**os.environ, "DATABASE_URL": url}
            subprocess.run([*manage, "migrate", "--verbosity=0"], env=environment, check=True)
            ended = subprocess.run([*manage, "storm", *numbers], env=environment, check=False)
        if ended.returncode:
            raise CommandError("It does not add up on PostgreSQL.")


def make_event(places: int) -> Event:
    """Make the record of a seminar that no page tells of, so that nobody finds it."""
    starts = timezone.now() + dt.timedelta(days=60)
    locale, _made = Locale.objects.get_or_create(language_code="sv")
    with transaction.atomic():
        event = Event.objects.create(
            translation_key=uuid.uuid4(),
            locale=locale,
            title="Storm",
            is_public=True,
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=2),
        )
        Pool.objects.create(event=event, kind="on_site", capacity=places)
    return event


@transaction.atomic
def remove(event: Event) -> None:
    """Take away the seminar and all that came of it."""
    rows = Registration.objects.filter(event=event)
    references = [f"events.registration:{pk}" for pk in rows.values_list("pk", flat=True)]
    for start in range(0, len(references), 500):
        OutboxMessage.objects.filter(subject_ref__in=references[start : start + 500]).delete()
    rows.delete()
    event.delete()
