"""Logs tell what happened and never to whom."""

import json
import logging
import subprocess
import sys

import pytest
from django.conf import settings

from portal.settings.logs import OrdinaryRefusals, without_personal_data


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("mail to kim.berg+x@example.org failed", "mail to [e-mail] failed"),
        ("/sv/anmalan/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6:1abcde/", "/sv/anmalan/[secret]/"),
        ("/sv/?token=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6", "/sv/?token=[secret]"),
        ("Task path=core.mail.tasks.send_due_messages", "Task path=core.mail.tasks.send_due_messages"),
        ("number 19811218-9876 and 8112189876", "number [number] and [number]"),
        ("/sv/projekt/arbetsplatsambassadorer/", "/sv/projekt/arbetsplatsambassadorer/"),
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


def test_a_failed_request_is_logged_with_its_traceback_and_without_its_query(rf, caplog):
    from portal.apps import log_failure

    try:
        raise RuntimeError("broken")
    except RuntimeError:
        log_failure(None, request=rf.get("/sv/?email=kim@example.org"))
    assert "request failed: GET /sv/" in caplog.text
    assert "RuntimeError: broken" in caplog.text
    assert "kim@" not in caplog.text
