"""Logs: a line of JSON per event in production, readable lines elsewhere, and no personal data in either."""

import logging
import re
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist

# What an extra of a log call may be named; anything else (the request, a form, a user) stays out of the log.
KEPT_EXTRAS = ("job", "seconds", "status_code", "count", "kind", "subject_id")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Links that let their holder in, such as those that manage a registration, have such a part in their address.
SECRET_PART = re.compile(r"(?:(?<=/)|(?<=token=)|(?<=code=)|(?<=key=))[A-Za-z0-9_:.~-]{24,}(?=[/&?\s'\"]|$)")
# The address of a page is words and years between hyphens, however long; that is nobody's secret.
SLUG = re.compile(r"(?:[a-z]+|\d{1,4})(?:-(?:[a-z]+|\d{1,4}))*")
PERSONAL_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+]?\d{4}\b")


def without_personal_data(text: str) -> str:
    """Return the text with e-mail addresses, personal identity numbers and secret links blotted out."""
    text = EMAIL.sub("[e-mail]", text)
    text = PERSONAL_NUMBER.sub("[number]", text)
    return SECRET_PART.sub(_blot_secret, text)


def _blot_secret(part: re.Match[str]) -> str:
    is_page = part.string[part.start() - 1] == "/" and SLUG.fullmatch(part[0])
    return part[0] if is_page else "[secret]"


def blot_out(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Clean every text of an event, tracebacks included: databases quote the row that they refuse."""
    return {key: without_personal_data(value) if isinstance(value, str) else value for key, value in event.items()}


def logging_config(*, json: bool, level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error, where the service manager picks it up."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=KEPT_EXTRAS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        blot_out,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"ordinary_refusals": {"()": OrdinaryRefusals}, "ordinary_tasks": {"()": OrdinaryTasks}},
        "formatters": {
            "portal": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "portal",
                "filters": ["ordinary_refusals", "ordinary_tasks"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # A line for every page saved and picture resized is what the audit log is for.
            "wagtail": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }


class OrdinaryRefusals(logging.Filter):
    """Keeps the log for what somebody should look at: a visitor's wrong address is not such a thing.

    Django's own line about a failed request is left out too: `portal.errors` has written it, with the traceback that
    Django drops when an error page fails.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out Django's line about each answer of 400 and above, and about each robot that tries a door."""
        return not record.name.startswith(("django.request", "django.security"))


class OrdinaryTasks(logging.Filter):
    """Keeps the log for tasks that failed: the worker would tell of each that begins and ends.

    A page that is published again gets new rows in the place of its old ones. That the task which should have indexed
    an old row finds nothing is no failure: the new row has a task of its own.
    """

    INDEXING = ("wagtail.tasks.update_reference_index_task", "modelsearch.tasks.insert_or_update_object_task")

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out what goes well, and the indexing of a row that is gone."""
        if not record.name.startswith("django_tasks"):
            return True
        gone = record.exc_info is not None and isinstance(record.exc_info[1], ObjectDoesNotExist)
        indexing = isinstance(record.args, tuple) and any(path in record.args for path in self.INDEXING)
        return record.levelno >= logging.WARNING and not (gone and indexing)
