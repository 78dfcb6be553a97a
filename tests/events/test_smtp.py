"""The mails as a real mail server receives them, read by the parser of the standard library."""

import datetime as dt
import email
import email.policy
import re
import socket

import icalendar
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from core.mail import services
from core.mail.enums import State as MailState
from core.mail.models import OutboxMessage
from events import notifications
from events.models import Event
from events.services import registering, running, sweeping
from tests.factories.events import (
    in_days,
    make_event,
    make_event_page,
    make_registration,
    occasion,
    pool_of,
    republish,
)

pytestmark = pytest.mark.django_db


class Receiver:
    """Keeps what it is given; refuses some addresses for good, and some the first time."""

    def __init__(self):
        self.letters, self.refused, self.busy = [], set(), set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 — aiosmtpd's name
        if address in self.refused:
            return "550 No such mailbox"
        if address in self.busy:
            self.busy.discard(address)
            return "451 Try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 — aiosmtpd's name
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


class Port(Controller):
    """A server on a port that the system chooses."""

    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=False)

    def where(self):
        return self.server.sockets[0].getsockname()[:2]

    def _trigger_server(self):
        with socket.create_connection(self.where(), timeout=20) as connection:
            connection.recv(100)


@pytest.fixture
def receiver(settings):
    handler = Receiver()
    controller = Port(handler, hostname="127.0.0.1", port=0, ready_timeout=60)
    controller.start()
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.where()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    controller.stop()


def last(receiver):
    services.deliver_due()
    return receiver.letters[-1][1]


def part(letter, kind):
    return next(piece for piece in letter.walk() if piece.get_content_type() == kind)


def plain_of(letter):
    return letter.get_body(("plain",)).get_content()


def entry_of(letter):
    calendar = icalendar.Calendar.from_ical(part(letter, "text/calendar").get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_every_mail_has_its_headers_a_plain_text_and_its_language(receiver, index):
    event = make_event(index, capacity_on_site=1, title="Räksmörgås & vänner")
    first = make_registration(event, 1, name="Åsa Öberg")
    make_registration(event, 2, language="en")
    services.deliver_due()
    registering.confirm(first)
    services.deliver_due()
    assert [to for to, _letter in receiver.letters] == [
        ["kim1@example.org"],
        ["kim2@example.org"],
        ["kim1@example.org"],
    ]
    for _to, letter in receiver.letters:
        assert letter["Auto-Submitted"] == "auto-generated"
        assert re.fullmatch(r"<[^@\s]+@[^@\s]+>", letter["Message-ID"])
        assert letter["Date"].datetime.tzinfo is not None
        assert "Räksmörgås & vänner" in letter["Subject"]
        assert letter["List-Unsubscribe"] is None
        assert letter.defects == []
        plain, html = letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()
        assert "/event/registration/" in plain
        assert "Räksmörgås & vänner" in plain
        assert "Räksmörgås &amp; vänner" in html
        assert "<" not in plain
    languages = [letter["Content-Language"] for _to, letter in receiver.letters]
    assert languages == ["sv", "en", "sv"]
    assert "waiting list" in receiver.letters[1][1]["Subject"]
    assert len({letter["Message-ID"] for _to, letter in receiver.letters}) == 3


def test_the_calendar_entry_follows_what_happens(receiver, index):
    page = make_event_page(index, format="hybrid", text_confirmed="Kaffe från åtta.")
    event = Event.objects.get()
    row = registering.confirm(make_registration(event, 1))
    receipt = last(receiver)
    assert "Kaffe från åtta." in receipt.get_body(("plain",)).get_content()
    assert part(receipt, "text/calendar").get_param("method") == "REQUEST"
    calendar, first = entry_of(receipt)
    assert (calendar["METHOD"], str(first["UID"]), int(first["SEQUENCE"])) == ("REQUEST", str(event.uid), 0)
    assert str(first["ATTENDEE"]) == "mailto:kim1@example.org"
    assert str(first["ORGANIZER"]).startswith("mailto:")

    republish(page, starts=in_days(40))
    calendar, moved = entry_of(last(receiver))
    assert (calendar["METHOD"], str(moved["UID"]), int(moved["SEQUENCE"])) == ("REQUEST", str(event.uid), 1)
    assert moved["DTSTART"].dt > first["DTSTART"].dt

    registering.change_format(row, pool_of(event, "online"))
    _calendar, changed = entry_of(last(receiver))
    assert int(changed["SEQUENCE"]) == 2

    registering.cancel(row)
    calendar, gone = entry_of(last(receiver))
    assert (calendar["METHOD"], str(gone["STATUS"]), int(gone["SEQUENCE"])) == ("CANCEL", "CANCELLED", 3)
    assert "Kaffe" not in last(receiver).get_body(("plain",)).get_content()
    for _to, letter in receiver.letters:
        for piece in letter.walk():
            if piece.get_content_type() == "text/calendar":
                assert "registration" not in piece.get_payload(decode=True).decode()


def entries_of(letter):
    """Every calendar part as (METHOD, UID, SEQUENCE, hour); RFC 5546 lets one part be about one UID only."""
    found = []
    for piece in letter.walk():
        if piece.get_content_type() == "text/calendar":
            calendar = icalendar.Calendar.from_ical(piece.get_payload(decode=True))
            (event,) = calendar.walk("VEVENT")
            assert piece.get_param("method") == calendar["METHOD"]
            found.append((str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt.hour))
    return found


def days_of(page, *starts):
    page = type(page).objects.get(pk=page.pk)
    page.occasions = [occasion(start) for start in starts]
    page.save_revision().publish()


def test_of_several_days_each_is_an_invitation_and_one_dropped_is_taken_out(receiver, index):
    page = make_event_page(index)
    first, second, third = (in_days(day) for day in (30, 31, 32))
    days_of(page, first, second, third)
    row = registering.confirm(make_registration(Event.objects.get(), 1))
    before = entries_of(last(receiver))
    uids = [uid for _method, uid, _sequence, _hour in before]
    assert len(set(uids)) == 3
    assert {(method, sequence) for method, _uid, sequence, _hour in before} == {("REQUEST", before[0][2])}
    assert plain_of(last(receiver)).count("12:00–15:00") == 3
    names = [piece.get_filename() for piece in last(receiver).walk() if piece.get_content_type() == "text/calendar"]
    assert len(set(names)) == 3

    days_of(page, first, second + dt.timedelta(hours=1), third)
    moved = entries_of(last(receiver))
    assert [hour for _method, _uid, _sequence, hour in moved] == [12, 13, 12]
    assert {sequence for _method, _uid, sequence, _hour in moved} == {before[0][2] + 1}

    days_of(page, first, third)
    fewer = entries_of(last(receiver))
    assert [(method, uid) for method, uid, _sequence, _hour in fewer] == [
        ("REQUEST", uids[0]),
        ("REQUEST", uids[1]),
        ("CANCEL", uids[2]),
    ]
    assert {sequence for _method, _uid, sequence, _hour in fewer} == {before[0][2] + 2}

    registering.cancel(row)
    assert [(method, uid) for method, uid, _sequence, _hour in entries_of(last(receiver))] == [
        ("CANCEL", uids[0]),
        ("CANCEL", uids[1]),
    ]


def test_who_comes_back_after_cancelling_is_put_in_the_calendar_again(receiver, index):
    event = make_event(index)
    row = registering.confirm(make_registration(event, 1))
    registering.cancel(row)
    gone = entries_of(last(receiver))
    registering.confirm(make_registration(event, 1))
    (back,) = entries_of(last(receiver))
    assert (gone[-1][0], back[0]) == ("CANCEL", "REQUEST")
    assert back[2] > gone[-1][2]


def test_an_address_with_swedish_letters_is_reached_and_is_ascii_in_the_calendar(receiver, index):
    registering.confirm(make_registration(make_event(index), 1, email="kim@räksmörgås.example.org"))
    letter = last(receiver)
    assert receiver.letters[-1][0] == [letter["To"]] == ["kim@xn--rksmrgs-5wao1o.example.org"]
    assert str(entry_of(letter)[1]["ATTENDEE"]) == f"mailto:{letter['To']}"


def test_a_new_address_gets_the_entry_of_the_calendar(receiver, index):
    row = registering.confirm(make_registration(make_event(index), 1))
    receipt = entries_of(last(receiver))
    registering.change_details(row, registering.Person(row.name, "ny@example.org"))
    letter = last(receiver)
    assert letter["To"] == "ny@example.org"
    assert [entry[:2] for entry in entries_of(letter)] == [entry[:2] for entry in receipt]


def test_a_cancelled_seminar_is_told_and_taken_out_of_calendars(receiver, index):
    page = make_event_page(index)
    row = registering.confirm(make_registration(Event.objects.get(), 1))
    services.deliver_due()
    republish(page, status="cancelled", status_note="Snöstorm.")
    letter = last(receiver)
    assert "Snöstorm." in letter.get_body(("plain",)).get_content()
    assert entry_of(letter)[0]["METHOD"] == "CANCEL"
    assert row.state == "confirmed"


def test_line_breaks_end_no_header(receiver, index, editor):
    event = make_event(index, title="Rubrik\r\nBcc: alla@example.org")
    make_registration(event, 1, name="Kim\r\nBcc: alla@example.org")
    running.send_message(event, ["held"], "Hej\r\nBcc: alla@example.org\r\n\r\nText", "Text", actor=editor)
    services.deliver_due()
    assert len(receiver.letters) == 2
    for to, letter in receiver.letters:
        assert to == ["kim1@example.org"]
        assert letter["Bcc"] is None
        assert letter["To"] == "kim1@example.org"


def test_reminders_of_the_editor_come_once_and_not_to_those_who_left(receiver, index):
    event = make_event(index, starts=in_days(10), reminder_days="3", text_reminder="Ta med ett exempel.")
    stays, leaves = (registering.confirm(make_registration(event, number)) for number in (1, 2))
    services.deliver_due()
    receiver.letters.clear()
    registering.cancel(leaves)
    for _time in range(2):
        sweeping.remind(event.starts_at - dt.timedelta(days=2))
    services.deliver_due()
    reminded = [(to, letter) for to, letter in receiver.letters if "Ta med ett exempel." in plain_of(letter)]
    assert [to for to, _letter in reminded] == [[stays.email]]


def test_what_cannot_be_delivered_is_shown_and_can_be_sent_again(receiver, index, editor_client):
    event = make_event(index)
    row = make_registration(event, 1, name="Felstavad")
    receiver.refused.add(row.email)
    services.deliver_due()
    address = f"/admin/seminars/{event.pk}/"
    html = editor_client.get(address).content.decode()
    assert "Felstavad, kim1@example.org" in html
    assert f'action="{address}retry/"' in html
    receiver.refused.clear()
    editor_client.post(f"{address}retry/", {"registration": row.pk})
    services.deliver_due()
    assert receiver.letters[-1][0] == [row.email]
    assert "Felstavad, kim1@example.org" not in editor_client.get(address).content.decode()


def test_a_busy_mailbox_is_tried_again_with_the_same_message_id(receiver, index):
    row = make_registration(make_event(index), 1)
    receiver.busy.add(row.email)
    services.deliver_due()
    message = OutboxMessage.objects.get(kind=notifications.CONFIRM)
    assert (receiver.letters, message.state, message.last_error) == ([], MailState.FAILED, "smtp_451")
    services.deliver_due(now=timezone.now() + services.FIRST_WAIT * 2)
    assert receiver.letters[0][1]["Message-ID"].startswith(f"<{message.message_id}@")
