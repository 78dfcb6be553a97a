"""Imports of the same file at once. First that the race is there without the lock; then that it is not."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from accounts.models import Organisation
from projects.importing import locking, previews, services
from projects.importing.apply import Applier
from projects.importing.options import ImportOptions
from projects.importing.plan import Action
from projects.models import ImportBatch, ProgrammeArea, ProjectPage
from tests.factories.projects import make_bank
from tests.factories.users import user_with_role
from tests.projects.importing.records import RECORD, outcome_of
from tests.support.site import build_site

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
AT_ONCE = 3
CONTENT = RECORD.encode()
OPTIONS = ImportOptions()


@pytest.fixture
def bank():
    return make_bank(build_site(), "en")["sv"]


def together(work):
    """Run `work` in threads that start at once, each with a connection of its own."""
    gate = threading.Barrier(AT_ONCE)

    def one(_number):
        try:
            gate.wait(timeout=30)
            return outcome_of(work)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_without_the_lock_a_record_is_made_as_often_as_it_is_looked_for(bank):
    """All look before any writes: what the lock is there for."""
    ProgrammeArea.objects.create(number=2, label_sv="Ökat arbetskraftsutbud")
    looked = together(lambda: services._plan("post.txt", CONTENT, OPTIONS, lambda _done, _count: None))
    for outcome in looked:
        plan, vocabulary = outcome.result
        batch = ImportBatch.objects.create(filename="post.txt", digest="0")
        Applier(bank, OPTIONS, vocabulary, None).run(plan, batch, lambda: None)
        bank.refresh_from_db()
    assert ProjectPage.objects.count() == AT_ONCE


@pytest.mark.usefixtures("bank")
def test_with_the_lock_it_is_made_once_and_the_others_are_told():
    outcomes = together(lambda: services.import_file("post.txt", CONTENT, OPTIONS, None))
    assert [outcome.faults for outcome in outcomes] == [[]] * AT_ONCE
    done = sorted(outcome.result[0].steps[0].action.value for outcome in outcomes)
    assert done == [Action.CREATE.value, *[Action.UNCHANGED.value] * (AT_ONCE - 1)]
    assert ProjectPage.objects.count() == 1
    assert Organisation.objects.filter(name="Motala Verkstadsring").count() == 1
    assert ImportBatch.objects.count() == 1


@pytest.mark.usefixtures("bank")
def test_clicks_at_once_import_a_preview_once():
    editor = user_with_role("editor")
    waiting, _plan = previews.preview("post.txt", CONTENT, OPTIONS, editor)
    outcomes = together(lambda: previews.confirm(waiting.pk, editor))
    assert [outcome.faults for outcome in outcomes] == [[]] * AT_ONCE
    assert sorted(outcome.result is None for outcome in outcomes) == [False, *[True] * (AT_ONCE - 1)]
    assert ProjectPage.objects.count() == 1


@pytest.mark.usefixtures("bank")
def test_who_waits_too_long_is_told_that_another_import_is_under_way(monkeypatch):
    monkeypatch.setattr(locking, "PATIENCE", 1)
    held, done = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                locking.hold_banks()
                held.set()
                done.wait(timeout=60)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        assert held.wait(timeout=30)
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.connection.execute("PRAGMA busy_timeout = 500")
        outcome = outcome_of(lambda: services.import_file("post.txt", CONTENT, OPTIONS, None))
        done.set()
    assert "pågår" in outcome.faults[0].reason or "under way" in outcome.faults[0].reason
    assert not ProjectPage.objects.exists()


def test_other_troubles_of_the_database_are_not_taken_for_a_lock(monkeypatch):
    def break_down():
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(locking, "hold_banks", break_down)
    with pytest.raises(OperationalError, match="disk"), locking.alone():
        pass
