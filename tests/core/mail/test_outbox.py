"""A mail is told once, is not lost when a server is away, and leaves no text behind."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from core.audit.models import AuditEntry
from core.mail import outbox, sealing, services
from core.mail.enums import State
from core.mail.models import OutboxMessage
from tests.core.mail.conftest import letter
from tests.factories.mail import OutboxMessageFactory, registered
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def deliver(**later):
    return services.deliver_due(now=timezone.now() + dt.timedelta(**later) if later else None)


def test_a_mail_is_sent_when_the_transaction_of_what_it_tells_is_committed(
    test_kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        outbox.enqueue("test", "tests.thing:1")
        assert mail.outbox == []
    assert [sent.to for sent in mail.outbox] == [["kim@example.org"]]
    assert OutboxMessage.objects.get().state == State.SENT


def test_a_mail_vanishes_with_the_transaction_that_is_rolled_back(test_kind):
    def something_that_fails_later():
        with transaction.atomic():
            outbox.enqueue("test", "tests.thing:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        something_that_fails_later()
    assert not OutboxMessage.objects.exists()


def test_the_same_thing_is_told_once_and_again_only_with_a_new_sequence(test_kind):
    first = outbox.enqueue("test", "tests.thing:1")
    assert outbox.enqueue("test", "tests.thing:1") == first
    assert outbox.enqueue("test", "tests.thing:1", sequence=1) != first
    deliver()
    deliver()
    assert len(mail.outbox) == 2


def test_a_reference_names_the_object(db):
    user = UserFactory()
    message = outbox.enqueue("test", user)
    assert message.subject_ref == f"accounts.user:{user.pk}"
    assert outbox.referenced_id(message) == str(user.pk)


def test_a_failed_mail_is_tried_again_later_with_the_same_message_id(test_kind, failing_server):
    message = OutboxMessageFactory()
    failing_server.error = smtplib.SMTPResponseException(451, b"Try later, kim@example.org")
    assert deliver() == {"failed": 1}
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "smtp_451")
    assert deliver() == {}
    failing_server.error = None
    assert deliver(minutes=2) == {"sent": 1}
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{message.message_id}@example.org>"


def test_the_waits_grow_and_at_last_the_mail_is_given_up(test_kind, failing_server):
    message = OutboxMessageFactory()
    failing_server.error = smtplib.SMTPResponseException(451, b"")
    waits = []
    for attempt in range(services.MAX_ATTEMPTS):
        assert message.attempts == attempt
        OutboxMessage.objects.update(next_attempt_at=timezone.now() - dt.timedelta(seconds=1))
        deliver()
        message.refresh_from_db()
        waits.append(message.next_attempt_at - timezone.now())
    assert waits[0] < waits[1] < waits[2]
    assert max(waits) <= services.LONGEST_WAIT
    assert message.state == State.DEAD


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (smtplib.SMTPRecipientsRefused({"kim@example.org": (550, b"no such user")}), State.DEAD, "smtp_550"),
        (smtplib.SMTPRecipientsRefused({"kim@example.org": (450, b"greylisted")}), State.FAILED, "smtp_450"),
        (smtplib.SMTPDataError(554, b"spam"), State.DEAD, "smtp_554"),
        (smtplib.SMTPAuthenticationError(535, b"bad password"), State.FAILED, "authentication"),
        (smtplib.SMTPServerDisconnected(), State.FAILED, "connection"),
        (ConnectionRefusedError(), State.FAILED, "connection"),
        (TimeoutError(), State.FAILED, "connection"),
        (RuntimeError("kim@example.org"), State.FAILED, "RuntimeError"),
    ],
)
def test_what_went_wrong_decides_whether_it_is_tried_again(test_kind, failing_server, error, state, code):
    message = OutboxMessageFactory()
    failing_server.error = error
    deliver()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (state, code)


def test_a_server_that_is_away_costs_only_one_mail_an_attempt(test_kind, failing_server):
    OutboxMessageFactory.create_batch(3)
    failing_server.error = ConnectionRefusedError()
    deliver()
    assert failing_server.calls == 1
    assert OutboxMessage.objects.filter(attempts=0, state=State.QUEUED).count() == 2


def test_a_mail_that_cannot_be_written_does_not_stop_the_next(db):
    def build(message):
        if message.subject_ref.endswith("bad"):
            raise KeyError("gone")
        return letter(message)

    OutboxMessageFactory(subject_ref="tests.thing:bad")
    OutboxMessageFactory(subject_ref="tests.thing:good")
    with registered(build):
        assert deliver() == {"dead": 1, "sent": 1}


def test_nothing_to_tell_any_more_is_not_sent(db):
    OutboxMessageFactory()
    with registered(lambda message: None):
        assert deliver() == {"dead": 1}
    assert OutboxMessage.objects.get().last_error == "nothing_to_tell"


def test_a_kind_nobody_registered_is_given_up_and_breaks_nothing(db):
    OutboxMessageFactory(kind="unheard.of")
    assert deliver() == {"dead": 1}


def test_what_a_dead_worker_left_in_flight_is_sent_again_with_the_same_message_id(test_kind):
    long_ago = timezone.now() - services.STUCK_AFTER - dt.timedelta(seconds=1)
    message = OutboxMessageFactory(state=State.IN_FLIGHT, in_flight_since=long_ago, attempts=1)
    assert deliver() == {"sent": 1}
    assert message.message_id in mail.outbox[0].extra_headers["Message-ID"]


def test_what_another_worker_is_sending_is_left_alone(test_kind):
    OutboxMessageFactory(state=State.IN_FLIGHT, in_flight_since=timezone.now(), attempts=1)
    assert deliver() == {}


def test_a_slow_worker_does_not_overwrite_what_was_decided_meanwhile(test_kind):
    message = OutboxMessageFactory()
    claimed = services._claim(timezone.now())
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=5)
    services._settle(claimed, None)
    message.refresh_from_db()
    assert message.state == State.IN_FLIGHT


def test_a_mail_claimed_once_is_not_claimed_twice(test_kind):
    OutboxMessageFactory()
    assert services._claim(timezone.now()) is not None
    assert services._claim(timezone.now()) is None


def test_sealed_content_is_unreadable_in_the_database_and_emptied_when_sent(test_kind):
    message = outbox.enqueue("test", "tests.thing:1", payload={"code": "K7XQ2", "to": "kim@example.org"})
    assert "K7XQ2" not in message.payload
    assert "kim" not in message.payload
    assert sealing.unseal(message.payload)["code"] == "K7XQ2"
    deliver()
    message.refresh_from_db()
    assert (message.state, message.payload) == (State.SENT, "")


def test_what_was_sealed_with_an_earlier_key_can_still_be_read(settings):
    sealed = sealing.seal({"code": "1"})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert sealing.unseal(sealed) == {"code": "1"}
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.UnreadableError):
        sealing.unseal(sealed)


def test_a_code_that_no_longer_works_is_not_sent_and_does_not_lie_about(test_kind):
    past = timezone.now() - dt.timedelta(seconds=1)
    message = outbox.enqueue("test", "tests.thing:1", payload={"code": "1"}, expires_at=past)
    assert deliver() == {}
    message.refresh_from_db()
    assert (message.state, message.payload, message.last_error) == (State.DEAD, "", "expired")


def test_an_administrator_can_have_a_mail_sent_again_and_that_is_recorded(test_kind):
    actor = UserFactory()
    message = OutboxMessageFactory(state=State.DEAD, attempts=12, last_error="smtp_550")
    assert services.retry(message, actor=actor)
    assert deliver() == {"sent": 1}
    entry = AuditEntry.objects.get(action="mail.retried")
    assert (entry.actor_id, entry.object_id) == (actor.pk, str(message.pk))


@pytest.mark.parametrize("state", [State.SENT, State.QUEUED, State.IN_FLIGHT])
def test_only_what_failed_can_be_sent_again(test_kind, state):
    assert not services.retry(OutboxMessageFactory(state=state), actor=None)
    assert not AuditEntry.objects.exists()


def test_a_mail_whose_content_is_gone_cannot_be_sent_again(test_kind):
    later = timezone.now() + dt.timedelta(minutes=5)
    assert not services.retry(OutboxMessageFactory(state=State.DEAD, payload="", expires_at=later), actor=None)


def test_the_scheduler_sends_what_the_worker_was_not_told(test_kind, capsys):
    OutboxMessageFactory()
    call_command("send_mail")
    assert capsys.readouterr().out == "sent: 1\n"


def test_old_mails_are_purged_and_those_that_wait_are_not(test_kind):
    old = timezone.now() - services.SENT_KEPT - dt.timedelta(days=1)
    OutboxMessageFactory(state=State.SENT, created_at=old)
    waiting = OutboxMessageFactory(state=State.FAILED, created_at=old)
    assert services.purge_sent(timezone.now()) == 1
    assert list(OutboxMessage.objects.all()) == [waiting]
