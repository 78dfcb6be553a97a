"""What happens by the clock, in one table. Times are Swedish, in cron's notation."""

from dataclasses import dataclass

from django.core.management import get_commands


@dataclass(frozen=True)
class Job:
    """A management command and when it runs."""

    cron: str
    command: str
    arguments: tuple[str, ...] = ()


JOBS = (
    Job("* * * * *", "publish_scheduled"),
    Job("* * * * *", "send_mail"),
    Job("* * * * *", "sweep_events"),
    Job("*/5 * * * *", "fetch_feeds"),
    Job("17 3 * * *", "clearsessions"),
    Job("37 3 * * *", "apply_retention"),
    Job("27 3 * * *", "prune_db_task_results"),
    Job("7 4 * * *", "remember_translations"),
    Job("47 3 * * *", "refresh_statistics"),
    Job("7 8 * * *", "remind_adopters"),
)


def due_jobs() -> list[Job]:
    """Return the jobs whose command exists in this installation."""
    known = get_commands()
    return [job for job in JOBS if job.command in known]
