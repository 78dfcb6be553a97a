"""A kind of mail for tests, and servers that fail."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as MemoryBackend

from core.mail import kinds
from tests.factories.mail import registered


class Words:
    subject = "Hello"
    lead = "Something happened."
    note = ""
    link_text = ""


class FailingBackend(BaseEmailBackend):
    """Raises what a test puts in `error`; sends when it is None."""

    error: Exception | None = None
    calls = 0

    def send_messages(self, messages):
        type(self).calls += 1
        if type(self).error is not None:
            raise type(self).error
        return MemoryBackend().send_messages(messages)


def letter(message, **values):
    return kinds.Letter(**{"to": "kim@example.org", "subject": "Hello", "context": {"words": Words}, **values})


@pytest.fixture
def test_kind(db):
    """The kind `test`, whose letter always goes to the same address."""
    with registered(letter):
        yield letter


@pytest.fixture
def failing_server(settings):
    """A mail server that can be told to fail."""
    settings.MAIL_TRANSPORT = f"{__name__}.FailingBackend"
    FailingBackend.error, FailingBackend.calls = None, 0
    yield FailingBackend
    FailingBackend.error = None
