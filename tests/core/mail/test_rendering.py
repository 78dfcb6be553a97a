"""How a mail is written: readable by all, in the recipient's language, with headers nobody can forge."""

import re

import pytest
from django.core import mail
from django.core.mail.message import BadHeaderError
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.mail import services, subscriptions
from core.mail.models import OutboxMessage
from core.mail.rendering import one_line, render
from tests.core.mail.conftest import letter
from tests.factories.mail import OutboxMessageFactory, SubscriptionFactory, registered

pytestmark = pytest.mark.django_db


def sent():
    services.deliver_due()
    return mail.outbox[-1]


def parts(message):
    return {part.get_content_type(): part for part in message.message().walk()}


def test_there_is_always_a_text_and_an_html_part(test_kind):
    OutboxMessageFactory()
    message = sent()
    assert {"text/plain", "text/html"} <= set(parts(message))
    assert "Something happened." in message.body


def test_the_html_carries_its_own_style_and_fetches_nothing(test_kind):
    OutboxMessageFactory()
    html = parts(sent())["text/html"].get_payload(decode=True).decode()
    assert 'style="' in html
    assert "<img" not in html
    assert "<link" not in html
    assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', html)) <= {"http://localhost:8000"}


def test_the_headers_say_that_nobody_wrote_it(test_kind):
    OutboxMessageFactory()
    headers = sent().message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"]
    assert headers["List-Unsubscribe"] is None


def test_mail_that_is_subscribed_to_can_be_stopped_with_one_click(db):
    SubscriptionFactory()
    OutboxMessageFactory()
    with registered(lambda message: letter(message, unsubscribe_url="https://portal.example.org/stop/1/")):
        headers = sent().message()
    assert headers["List-Unsubscribe"] == "<https://portal.example.org/stop/1/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("language", ["sv", "en", "nb", "nl", "pt", "it"])
def test_the_mail_is_in_the_recipients_language(language):
    subscriptions.request_subscription("kim@example.org", ["news"], language=language)
    message = sent()
    html = parts(message)["text/html"].get_payload(decode=True).decode()
    assert f'lang="{language}"' in html
    assert f"/{language}/subscription/" in message.body


def test_words_are_escaped_in_html_and_plain_in_text(db):
    class Words:
        lead = "<b>Åsa</b> & Bo"
        note = ""

    OutboxMessageFactory()
    with registered(lambda message: letter(message, context={"words": Words})):
        message = sent()
    assert "<b>Åsa</b> & Bo" in message.body
    assert "&lt;b&gt;Åsa&lt;/b&gt; &amp; Bo" in parts(message)["text/html"].get_payload(decode=True).decode()


hostile = st.text(st.one_of(st.sampled_from("\r\n\x00\u2028\u0085"), st.characters(codec="utf-8")), max_size=80)


@given(subject=hostile)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_subject_can_add_a_header(subject):
    message = OutboxMessage(kind="test", subject_ref="x:1")
    with registered(lambda row: letter(row)):
        from core.mail import kinds

        rendered = render(message, kinds.get("test"), letter(message, subject=f"Hi {subject}\r\nBcc: all@example.org"))
    headers = rendered.message()
    assert headers["Bcc"] is None
    assert rendered.recipients() == ["kim@example.org"]
    assert "\n" not in rendered.subject
    assert "\r" not in rendered.subject


@pytest.mark.parametrize("address", ["kim@example.org\r\nBcc: all@example.org", "kim@example.org\nTo: x@example.org"])
def test_no_address_can_add_a_header_or_a_recipient(address):
    OutboxMessageFactory()
    with registered(lambda message: letter(message, to=address)):
        services.deliver_due()
    for message in mail.outbox:
        try:
            headers = message.message()
        except BadHeaderError:
            continue
        assert headers["Bcc"] is None
        assert len(message.recipients()) == 1


def test_control_characters_become_spaces():
    assert one_line("a\r\nb\x00c\u2028d") == "a b c d"
