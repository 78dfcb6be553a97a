"""Web server, task worker and scheduler: all run, or none does; what happens by the clock happens in time."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

from portal import schedule
from portal.management.commands import scheduler
from portal.schedule import JOBS, Job, due_jobs
from scripts.compile_messages import compile_all
from scripts.supervise import Supervisor, commands, data_lock

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]


def test_told_to_stop_it_stops_everything_and_is_content(capsys):
    supervisor = Supervisor({"one": SLEEP, "two": SLEEP})
    for name in supervisor.commands:
        supervisor.start(name)
    supervisor.ask_to_stop(signal.SIGINT)
    assert supervisor.wait() == 0
    supervisor.stop()
    assert all(process.poll() is not None for process in supervisor.running.values())


def test_when_one_ends_the_others_are_stopped_and_it_says_which(capsys):
    supervisor = Supervisor({"one": SLEEP, "task worker": [sys.executable, "-c", "raise SystemExit(3)"]})
    for name in supervisor.commands:
        supervisor.start(name)
    assert supervisor.wait() == 1
    supervisor.stop()
    assert "task worker ended by itself (status 3)" in capsys.readouterr().err
    assert supervisor.running["one"].poll() is not None


def test_one_that_had_run_for_a_while_is_started_anew(capsys):
    supervisor = Supervisor({"one": SLEEP, "task worker": [sys.executable, "-c", "raise SystemExit(3)"]})
    for name in supervisor.commands:
        supervisor.start(name)
    # As if it had run for an hour when the database went away.
    supervisor.started["task worker"] -= 3600
    assert supervisor.wait() == 1
    supervisor.stop()
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "The task worker ended by itself (status 3); starting it anew.",
        "The task worker ended by itself (status 3); stopping the rest.",
    ]


def test_who_will_not_listen_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr("scripts.supervise.STOP_LIMIT", 0.5)
    supervisor = Supervisor({"stubborn": STUBBORN})
    for name in supervisor.commands:
        supervisor.start(name)
    time.sleep(0.3)
    supervisor.stop()
    assert supervisor.running["stubborn"].poll() is not None


def test_three_processes_and_a_choice_of_server(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "3")
    processes = commands("127.0.0.1", 8123, development=False)
    assert list(processes) == ["web server", "task worker", "scheduler"]
    assert "127.0.0.1:8123" in processes["web server"]
    assert processes["web server"][processes["web server"].index("--workers") + 1] == "3"
    assert "runserver" in commands("::1", 8123, development=True)["web server"]
    assert "[::1]:8123" in commands("::1", 8123, development=True)["web server"]


def test_a_port_in_use_is_one_clear_sentence(tmp_path):
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        result = subprocess.run(
            ["bash", "scripts/run.sh"],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "PORT": str(port), "PORTAL_DATA": str(tmp_path), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in result.stderr


def test_a_second_portal_on_the_same_data_is_refused_in_a_sentence(tmp_path):
    environment = {"PATH": os.environ["PATH"], "PORT": "8766", "PORTAL_DATA": str(tmp_path), "HOME": str(tmp_path)}
    with data_lock(tmp_path):
        result = subprocess.run(
            ["bash", "scripts/run.sh"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
        )
        with pytest.raises(SystemExit, match="running on the data"), data_lock(tmp_path):
            raise AssertionError("two portals on the same data")
    assert result.returncode == 1
    assert result.stderr.startswith(f"A portal is running on the data in {tmp_path} already")
    assert result.stderr.count("\n") == 1


def test_every_job_is_a_command_of_this_portal():
    assert {job.command for job in JOBS} <= set(get_commands())
    assert due_jobs() == list(JOBS)


def test_the_next_time_is_reckoned_in_swedish_time():
    from zoneinfo import ZoneInfo

    evening = datetime(2026, 3, 28, 23, 0, tzinfo=UTC).astimezone(ZoneInfo("Europe/Stockholm"))
    following = scheduler.next_run(Job("17 3 * * *", "clearsessions"), evening)
    assert (following.hour, following.minute) == (3, 17)
    assert following.astimezone(UTC) == datetime(2026, 3, 29, 1, 17, tzinfo=UTC)


@pytest.mark.django_db
def test_a_job_that_fails_is_logged_and_stops_nobody(monkeypatch, caplog):
    ran = []

    def run(name, *args, **kwargs):
        ran.append(name)
        if name == "publish_scheduled":
            raise RuntimeError("broken")

    monkeypatch.setattr(scheduler, "call_command", run)
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    call_command("scheduler", once=True)
    assert ran == [job.command for job in JOBS]
    assert "job failed" in caplog.text


def test_the_schedule_leaves_out_what_is_not_installed(monkeypatch):
    monkeypatch.setattr(schedule, "get_commands", lambda: {"clearsessions": "django"})
    assert [job.command for job in due_jobs()] == ["clearsessions"]


CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Seminar"
msgstr "Seminarium"

#, fuzzy
msgid "Call"
msgstr "Rop"
"""


def test_catalogues_are_compiled_when_they_change(tmp_path):
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE, encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    assert compile_all(tmp_path) == []
    import gettext

    with (folder / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert catalogue.gettext("Seminar") == "Seminarium"
    assert catalogue.gettext("Call") == "Call"
    os.utime(source, (time.time() + 10, time.time() + 10))
    assert len(compile_all(tmp_path)) == 1


def test_visitors_files_get_brotli_and_the_admins_get_gzip(tmp_path):
    from portal.static_files import PublicFirstCompressor

    made = {}
    for name in ("css/base.css", "wagtailadmin/css/core.css"):
        path: Path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("body { color: red }\n" * 200)
        made[name] = {Path(p).suffix for p in PublicFirstCompressor(str(tmp_path), quiet=True).compress(str(path))}
    assert made == {"css/base.css": {".br", ".gz"}, "wagtailadmin/css/core.css": {".gz"}}


def test_a_forgotten_static_file_is_a_missing_picture_and_no_failure(tmp_path):
    from portal.static_files import PortalStaticFilesStorage

    storage = PortalStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    assert storage.stored_name("img/forgotten.svg") == "img/forgotten.svg"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"PORTAL_DATA": "/etc/hostname"}, "PORTAL_DATA is '/etc/hostname', which is no folder"),
        ({"PORTAL_DATA": "/proc/nowhere/data"}, "PORTAL_DATA is '/proc/nowhere/data', which is no folder"),
        ({"PORT": "0"}, "PORT must be a number from 1 to 65535"),
        ({"PORT": "åtta"}, "PORT must be a number from 1 to 65535"),
        ({"PORT": "70000"}, "Port 70000 on 127.0.0.1 cannot be used"),
    ],
)
def test_a_start_that_cannot_work_is_refused_in_a_sentence(tmp_path, variables, told):
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PORTAL_DATA": str(tmp_path), **variables}
    result = subprocess.run(
        ["bash", "scripts/run.sh"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert result.stderr.startswith(told)
    assert result.stderr.count("\n") == 1


@pytest.mark.django_db
def test_a_job_by_the_clock_says_nothing_in_the_terminal(capsys):
    for command in ("send_mail", "apply_retention", "refresh_statistics"):
        scheduler.run_job(Job("* * * * *", command))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == ""
