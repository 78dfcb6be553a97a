"""`make run` does each thing once and knows the next time that it is done."""

import fcntl
import os
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from portal.demo.content import read_content
from portal.management.commands import prepare as prepare_module
from portal.preparing import LOCK_NAME, Done, data_alone, demo_password, fingerprint, taking_turns
from tests.factories.users import UserFactory


@pytest.fixture(autouse=True)
def _no_password_in_the_shell(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "")


def test_a_random_password_is_kept_and_private(tmp_path):
    first = demo_password(tmp_path)
    assert len(first) >= 10
    assert demo_password(tmp_path) == first
    assert (tmp_path / "demo-password").stat().st_mode & 0o077 == 0


def test_a_chosen_password_wins_and_is_kept(tmp_path, monkeypatch):
    demo_password(tmp_path)
    monkeypatch.setenv("DEMO_PASSWORD", "kaffe och bulle")
    assert demo_password(tmp_path) == "kaffe och bulle"
    monkeypatch.delenv("DEMO_PASSWORD")
    assert demo_password(tmp_path) == "kaffe och bulle"


def test_a_fingerprint_changes_with_a_file(tmp_path):
    (tmp_path / "a.css").write_text("a")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    os.utime(tmp_path / "a.css", (1, 1))
    assert fingerprint(tmp_path) != before


def test_steps_are_remembered_by_key_and_forgotten_together(tmp_path):
    done = Done(tmp_path)
    done.mark("static", "1")
    assert Done(tmp_path).is_done("static", "1")
    assert not done.is_done("static", "2")
    done.forget()
    assert not done.is_done("static", "1")


def test_two_starts_on_the_same_data_take_turns(tmp_path):
    order: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with taking_turns(tmp_path, waiting.set):
            order.append("second")

    other = threading.Thread(target=second)
    with taking_turns(tmp_path, lambda: order.append("nobody was there")):
        other.start()
        assert waiting.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_data_in_use_is_noticed(tmp_path):
    with data_alone(tmp_path) as alone:
        assert alone
    with (tmp_path / LOCK_NAME).open("w") as running:
        fcntl.flock(running, fcntl.LOCK_SH)
        with data_alone(tmp_path) as alone:
            assert not alone


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    """Demo settings with a data folder of their own, and a note of the long steps."""
    settings.DEMO = True
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    called = []

    def note(name, *args, **kwargs):
        if name == "demo_accounts":
            call_command(name, *args, **kwargs)
        else:
            called.append(name)

    monkeypatch.setattr(prepare_module, "call_command", note)
    return called


@pytest.mark.django_db
def test_the_second_time_nothing_is_done_again(site, demo, settings):
    call_command("prepare", port=8123, stdout=StringIO())
    assert demo == ["collectstatic", "load_demo"]
    demo.clear()
    output = StringIO()
    call_command("prepare", port=8124, stdout=output)
    assert demo == []
    assert "4/4" in output.getvalue()
    assert Site.objects.get(is_default_site=True).port == 8124


@pytest.mark.django_db
def test_the_printed_password_opens_every_printed_account(site, demo, settings, monkeypatch):
    address = read_content().accounts[0]["email"]
    user, stranger = UserFactory(email=address), UserFactory()
    call_command("prepare", stdout=StringIO())
    monkeypatch.setenv("DEMO_PASSWORD", "ett annat lösenord")
    call_command("prepare", stdout=StringIO())
    user.refresh_from_db()
    stranger.refresh_from_db()
    printed = (settings.DATA_DIR / "demo-accounts.txt").read_text(encoding="utf-8")
    assert user.check_password("ett annat lösenord")
    assert not stranger.check_password("ett annat lösenord")
    assert address in printed
    assert stranger.email not in printed
    assert "ett annat lösenord" in printed


def test_only_a_demo_can_be_reset(demo, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("prepare", reset=True, stdout=StringIO())


def test_a_running_demo_is_not_reset(demo, settings):
    with (settings.DATA_DIR / LOCK_NAME).open("w") as running:
        fcntl.flock(running, fcntl.LOCK_SH)
        with pytest.raises(CommandError, match="running on this data"):
            call_command("prepare", reset=True, stdout=StringIO())
