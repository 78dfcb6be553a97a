"""Logs tell what happened and never to whom."""

import json
import logging
import subprocess
import sys

import pytest
from django.conf import settings
from wagtail.models import Page

from portal.settings.logs import OrdinaryRefusals, OrdinaryTasks, without_personal_data


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("mail to kim.berg+x@example.org failed", "mail to [e-mail] failed"),
        ("/sv/anmalan/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6:1abcde/", "/sv/anmalan/[secret]/"),
        ("/sv/?token=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6", "/sv/?token=[secret]"),
        ("Task path=core.mail.tasks.send_due_messages", "Task path=core.mail.tasks.send_due_messages"),
        ("number 19811218-9876 and 8112189876", "number [number] and [number]"),
        ("/sv/projekt/arbetsplatsambassadorer/", "/sv/projekt/arbetsplatsambassadorer/"),
        (
            "/sv/nyheter/norrkoping-far-prova-arbetslagets-vardegrund-2027/",
            "/sv/nyheter/norrkoping-far-prova-arbetslagets-vardegrund-2027/",
        ),
        ("/sv/anmalan/a701857c-aec2-5cf1-93a2-2ed2a4d853c7/", "/sv/anmalan/[secret]/"),
        ("/sv/anmalan/8701857caec25cf193a22ed2a4d853c7", "/sv/anmalan/[secret]"),
        ("/sv/?key=abcdefghijklmnopqrstuvwxyzabcdef", "/sv/?key=[secret]"),
    ],
)
def test_personal_data_is_blotted_out(text, cleaned):
    assert without_personal_data(text) == cleaned


EVENT = """
import logging, logging.config
from portal.settings.logs import logging_config
logging.config.dictConfig(logging_config(json=True))
try:
    raise ValueError("Key (email)=(kim@example.org) already exists")
except ValueError:
    logging.getLogger("portal.test").exception("job failed", extra={"job": "x", "user": "Kim", "request": object()})
"""


def test_production_writes_one_line_of_json_per_event():
    result = subprocess.run(
        [sys.executable, "-c", EVENT], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    (line,) = [json.loads(line) for line in result.stderr.splitlines()]
    assert line["event"] == "job failed"
    assert line["level"] == "error"
    assert line["job"] == "x"
    assert "user" not in line
    assert "request" not in line
    assert "ValueError" in line["exception"]
    assert "kim@example.org" not in result.stderr


def test_a_wrong_address_is_no_event():
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Not Found: /x", (), None)
    assert OrdinaryRefusals().filter(record) is False


def task_record(level, name, path, error=None):
    exc_info = (type(error), error, None) if error else None
    text = "Task id=%s path=%s state=%s"
    return logging.LogRecord(name, level, __file__, 1, text, ("1", path, "FAILED"), exc_info)


def test_the_worker_tells_of_tasks_that_failed_and_of_no_others():
    index = "wagtail.tasks.update_reference_index_task"
    gone = Page.DoesNotExist("Page matching query does not exist.")
    kept = [
        task_record(logging.INFO, "django_tasks", index),
        task_record(logging.INFO, "django_tasks_db", index),
        task_record(logging.ERROR, "django_tasks", index, gone),
        task_record(logging.ERROR, "django_tasks", index, ValueError("x")),
        task_record(logging.ERROR, "django_tasks", "core.mail.tasks.deliver", gone),
        task_record(logging.INFO, "portal.scheduler", index),
        logging.LogRecord("django_tasks_db", logging.WARNING, __file__, 1, "No worker", (), None),
    ]

    assert [OrdinaryTasks().filter(record) for record in kept] == [False, False, False, True, True, True, True]


def test_a_failed_request_is_logged_with_its_traceback_and_without_its_query(rf, caplog):
    from portal.apps import log_failure

    try:
        raise RuntimeError("broken")
    except RuntimeError:
        log_failure(None, request=rf.get("/sv/?email=kim@example.org"))
    assert "request failed: GET /sv/" in caplog.text
    assert "RuntimeError: broken" in caplog.text
    assert "kim@" not in caplog.text
