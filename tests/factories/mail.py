"""Mail: rows in the outbox, subscriptions, and kinds that only tests know."""

from contextlib import contextmanager

import factory
from django.utils import timezone

from core.mail import kinds
from core.mail.models import OutboxMessage, Subscription


class OutboxMessageFactory(factory.django.DjangoModelFactory):
    """A mail of the kind `test`, which waits."""

    class Meta:
        model = OutboxMessage

    kind = "test"
    subject_ref = factory.Sequence(lambda number: f"tests.thing:{number}")


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """A confirmed subscription to the news."""

    class Meta:
        model = Subscription

    email = factory.Sequence(lambda number: f"reader{number}@example.org")
    kind = "news"
    language = "sv"
    confirmed_at = factory.LazyFunction(timezone.now)


@contextmanager
def registered(build, code="test", template="emails/account"):
    """Let a kind of mail exist while the block runs."""
    kept = dict(kinds._kinds)
    kinds.register(kinds.MailKind(code, "Test", template, build))
    try:
        yield
    finally:
        kinds._kinds.clear()
        kinds._kinds.update(kept)
