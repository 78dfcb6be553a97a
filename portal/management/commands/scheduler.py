"""The third process beside web server and task worker: it starts what happens by the clock."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from datetime import datetime
from io import StringIO
from typing import Any

from cronsim import CronSim
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from portal.schedule import Job, due_jobs

logger = logging.getLogger("portal.scheduler")


class Command(BaseCommand):
    """Run the jobs of portal/schedule.py at their times until told to stop."""

    help = "Publish scheduled pages, send waiting mail and tidy up, each at its time, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run every job once, now, and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = due_jobs()
        if options["once"]:
            for job in jobs:
                run_job(job)
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        # What fell due while nothing ran is done at once: pages that should have been published, mail that waits.
        for job in jobs:
            run_job(job)
        upcoming = {job: next_run(job, timezone.localtime()) for job in jobs}
        while not stopping.is_set():
            soonest = min(upcoming.values())
            if stopping.wait(timeout=max((soonest - timezone.localtime()).total_seconds(), 0.2)):
                break
            now = timezone.localtime()
            for job in [job for job, when in upcoming.items() if when <= now]:
                run_job(job)
                upcoming[job] = next_run(job, timezone.localtime())


def next_run(job: Job, after: datetime) -> datetime:
    """Return the first time after `after` (aware) at which the job is due."""
    return next(CronSim(job.cron, after))


def run_job(job: Job) -> None:
    """Run a job. Its failure is logged and stops neither the other jobs nor its own next turn."""
    close_old_connections()
    started = time.monotonic()
    try:
        # What a command tells whoever runs it by hand is not what belongs in the terminal of the portal.
        call_command(job.command, *job.arguments, verbosity=0, stdout=StringIO())
    except Exception:
        logger.exception("job failed", extra={"job": job.command})
    else:
        logger.debug("job done", extra={"job": job.command, "seconds": round(time.monotonic() - started, 2)})
    finally:
        close_old_connections()
