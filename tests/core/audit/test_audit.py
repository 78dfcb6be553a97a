"""What is written in the audit log stays as it was written."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.audit import services, triggers
from core.audit.models import AppendOnlyError, AuditEntry
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def run(statement, values=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_did_what_to_what():
    actor, other = UserFactory(), UserFactory()
    entry = services.record(actor, "accounts.role_granted", other, role="editor")
    assert (entry.actor_id, entry.action, entry.data) == (actor.pk, "accounts.role_granted", {"role": "editor"})
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(other.pk))


def test_the_system_itself_has_no_actor():
    assert services.record(None, "mail.retried").actor_id is None


@pytest.mark.parametrize("value", ["anna@example.org", "x" * 121, {"name": "Anna"}, dt.date(2026, 1, 1), ["a@b.se"]])
def test_addresses_and_text_are_refused(value):
    with pytest.raises(ValueError, match="audit log"):
        services.record(None, "mail.retried", note=value)


def test_a_digest_tells_the_same_address_from_another_and_does_not_show_it():
    assert services.digest("Anna@example.org ") == services.digest("anna@example.org")
    assert services.digest("anna@example.org") != services.digest("bo@example.org")
    assert "anna" not in services.digest("anna@example.org")


def test_the_model_refuses_to_change_or_delete():
    entry = services.record(None, "mail.retried")
    entry.action = "mail.forged"
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="mail.forged"),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET action = 'forged'", "DELETE FROM audit_auditentry"])
def test_the_database_refuses_to_change_or_delete(statement):
    entry = services.record(None, "mail.retried")
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    assert AuditEntry.objects.get(pk=entry.pk).action == "mail.retried"


def test_even_the_open_door_lets_nothing_be_changed_on_a_server():
    services.record(None, "mail.retried")
    if connection.vendor == "postgresql":
        with triggers.purge_allowed(connection), pytest.raises(DatabaseError, match="append-only"):
            run("UPDATE audit_auditentry SET action = 'forged'")
    run_count = AuditEntry.objects.filter(action="forged").count()
    assert run_count == 0


def test_only_entries_past_the_retention_are_removed():
    old = services.record(None, "mail.retried")
    young = services.record(None, "mail.retried")
    later = timezone.now() + services.RETENTION + dt.timedelta(seconds=1)
    with triggers.purge_allowed(connection):
        run("DELETE FROM audit_auditentry WHERE id = %s", [old.pk])
    assert services.purge_expired() == 0
    assert AuditEntry.objects.get() == young
    assert services.purge_expired(now=later) == 1


def test_the_door_is_closed_again_after_a_purge():
    services.purge_expired()
    services.record(None, "mail.retried")
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM audit_auditentry")


def test_the_log_outlives_the_account():
    user = UserFactory()
    services.record(user, "accounts.signed_in")
    pk = user.pk
    user.delete()
    assert AuditEntry.objects.get().actor_id == pk


def test_triggers_can_be_put_back_as_often_as_one_likes():
    call_command("migrate", "audit", verbosity=0)
    triggers.install(connection)
    services.record(None, "mail.retried")
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM audit_auditentry")
