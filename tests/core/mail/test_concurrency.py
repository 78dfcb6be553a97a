"""Several workers at once: each mail goes once. First it is shown that without the claim it would not."""

import threading

import pytest
from django.core import mail
from django.db import close_old_connections, connection
from django.utils import timezone

from core.mail import services
from core.mail.enums import State
from core.mail.models import OutboxMessage
from tests.factories.mail import OutboxMessageFactory

WORKERS = 4
MAILS = 12


def run_workers(work):
    barrier = threading.Barrier(WORKERS)
    errors = []

    def run():
        try:
            barrier.wait(timeout=20)
            work()
        except Exception as error:  # noqa: BLE001 — whatever a thread raises is shown by the assertion below
            errors.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []


def claim_without_care(now):
    """What a worker would do that reads first and writes later."""
    message = OutboxMessage.objects.due(now).first()
    if message is None:
        return None
    threading.Event().wait(0.02)
    OutboxMessage.objects.filter(pk=message.pk).update(state=State.IN_FLIGHT, attempts=message.attempts + 1)
    message.refresh_from_db()
    return message


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_mails_are_sent_twice(test_kind, monkeypatch):
    OutboxMessageFactory.create_batch(MAILS)
    monkeypatch.setattr(services, "_claim", claim_without_care)
    run_workers(services.deliver_due)
    assert len(mail.outbox) > MAILS


@pytest.mark.django_db(transaction=True)
def test_with_the_claim_each_mail_is_sent_once(test_kind):
    OutboxMessageFactory.create_batch(MAILS)
    run_workers(services.deliver_due)
    services.deliver_due(now=timezone.now())
    assert len(mail.outbox) == MAILS
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
