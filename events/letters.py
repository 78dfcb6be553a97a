"""The mails to those registered, written when they are sent: in their language, from how things stand then."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.mail import kinds, outbox, sealing
from core.mail.kinds import Letter
from core.mail.links import absolute
from core.mail.models import OutboxMessage
from events import certificates, ics, links, notifications
from events.enums import State
from events.models.registrations import Registration
from events.pages_of import page_of
from events.services import evaluating
from events.services.places import position
from events.wording import hours_text, where_text

# A mail that is about a state tells nothing once the state has passed.
ONLY_IN = {
    notifications.CONFIRM: State.HELD,
    notifications.OFFER: State.OFFERED,
    notifications.WAITING: State.WAITING,
    notifications.RECEIPT: State.CONFIRMED,
    notifications.REMINDER: State.CONFIRMED,
    notifications.THANKS: State.CONFIRMED,
    notifications.LAPSED: State.LAPSED,
}


class Draft:
    """What all these mails are written from."""

    def __init__(self, registration: Registration, message: OutboxMessage) -> None:
        self.registration = registration
        self.event = registration.event
        self.language = message.language
        self.payload = sealing.unseal(message.payload) if message.payload else {}
        self.page = self.find_page()
        self.title = self.page.title if self.page is not None else self.event.title
        self.manage_url = links.manage_url(registration, message.language)

    def find_page(self) -> Any:
        """Return the page in the language of the mail, or None when there is none to be read."""
        return page_of(self.event, self.language)

    def until(self, moment: Any) -> str:
        """Return a deadline by the clock of the seminar."""
        return hours_text(moment, moment, self.event, with_end=False) if moment else ""

    def hours(self) -> list[ics.Hours]:
        """Return the stretches of hours of the seminar."""
        return self.entry().hours()

    def text(self, name: str) -> str:
        """Return an editor's own words for a mail."""
        return getattr(self.page, name, "") if self.page is not None else ""

    def entry(self) -> ics.Entry:
        """Return the calendar entry, without anything personal."""
        url = absolute(self.page.get_url() or "/") if self.page is not None else ""
        return ics.Entry(self.event, self.title, getattr(self.page, "introduction", ""), url, self.language)

    def calendar(self, *, cancelled: bool = False) -> tuple[Any, ...]:
        """Return the attachments that put it in, or take it out of, the registrant's calendar."""
        who = ics.Invited(self.registration.name, self.registration.email, self.registration.calendar_sequence)
        entry = self.entry()
        return ics.invitations(entry, who, cancelled=cancelled, dropped=self.dropped(len(entry.hours())))

    def dropped(self, now: int) -> list[ics.Hours]:
        """Return the hours it had beyond as many as it has now, when this mail is about there being fewer."""
        before = self.payload.get("hours_before", [])
        return [(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) for start, end in before[now:]]


Words = dict[str, Any]
Writer = Callable[[Draft], Words]


def build(message: OutboxMessage) -> Letter | None:
    """Return the letter, or None when there is nobody or nothing to tell any more."""
    registration = Registration.objects.select_related("event", "pool").filter(pk=outbox.referenced_id(message)).first()
    if registration is None or not registration.email:
        return None
    if ONLY_IN.get(message.kind, registration.state) != registration.state:
        return None
    return compose(Draft(registration, message), message)


def compose(draft: Draft, message: OutboxMessage) -> Letter:
    """Return the letter of a draft, in the language of the mail."""
    registration = draft.registration
    with translation.override(message.language):
        words = WRITERS[message.kind](draft)
        context = {
            "paragraphs": [],
            "more": [],
            "action": "",
            "action_url": draft.manage_url,
            "title": draft.title,
            "name": registration.name,
            "facts": facts(draft),
            "manage_url": draft.manage_url,
            **words,
        }
        return Letter(
            to=registration.email, context=context, subject=words["subject"], attachments=words.get("attachments", ())
        )


def facts(draft: Draft) -> list[tuple[str, str]]:
    """Return when and where."""
    event = draft.event
    hours = "; ".join(hours_text(start, end, event) for start, end in draft.hours())
    rows = [(_("When"), hours), (_("Where"), where_text(event))]
    return [(label, text) for label, text in rows if text]


def _confirm(draft: Draft) -> Words:
    minutes = draft.event.hold_minutes
    held = ngettext(
        "A place is held for you for %(n)d minute. Confirm it with the button, and it is yours.",
        "A place is held for you for %(n)d minutes. Confirm it with the button, and it is yours.",
        minutes,
    ) % {"n": minutes}
    return {
        "subject": _("Confirm your place: %(title)s") % {"title": draft.title},
        "paragraphs": [held, _("If it was not you who registered, do nothing: the place is then released.")],
        "action": _("Confirm the place"),
    }


def _receipt(draft: Draft) -> Words:
    paragraphs = [_("You have a place. Here is your receipt, with an entry for your calendar.")]
    return {
        "subject": _("You have a place: %(title)s") % {"title": draft.title},
        "paragraphs": [*paragraphs, *_own(draft.text("text_confirmed"))],
        "action": _("See, change or cancel"),
        "attachments": draft.calendar(),
    }


def _waiting(draft: Draft) -> Words:
    place = position(draft.registration) or 1
    hours = draft.event.offer_hours
    answer = ngettext(
        "If a place becomes free we offer it to you, and you have %(n)d hour to answer.",
        "If a place becomes free we offer it to you, and you have %(n)d hours to answer.",
        hours,
    ) % {"n": hours}
    return {
        "subject": _("You are on the waiting list: %(title)s") % {"title": draft.title},
        "paragraphs": [_("It is full at the moment. You are number %(n)d in line.") % {"n": place}, answer],
        "action": _("See your place in line, or leave it"),
    }


def _offer(draft: Draft) -> Words:
    until = draft.until(draft.registration.offered_until)
    return {
        "subject": _("A place is free for you: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("A place has become free, and you are next in line. It is held for you until %(when)s.") % {"when": until}
        ],
        "action": _("Take the place, or decline"),
    }


def _lapsed(draft: Draft) -> Words:
    return {
        "subject": _("The place is released: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("The place that was held for you was not confirmed in time, and has been released."),
            _("If you still want to come, use the button: you get a place if one is free, else a place in the line."),
        ],
        "action": _("I still want to come"),
    }


def _again(draft: Draft) -> Words:
    return {
        "subject": _("Your registration: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("This address is registered. Status: %(state)s.") % {"state": draft.registration.state_label()},
            _("With the link you see, change, confirm or cancel it."),
        ],
        "action": _("To your registration"),
        # It may be a new address, whose calendar knows nothing of it; where the entry is, it is the same one.
        "attachments": draft.calendar() if draft.registration.has_place else (),
    }


def _cancelled(draft: Draft) -> Words:
    attachments = draft.calendar(cancelled=True) if draft.payload.get("calendar") else ()
    return {
        "subject": _("Your registration is cancelled: %(title)s") % {"title": draft.title},
        "paragraphs": [_("Your registration is cancelled. Thank you for telling us: somebody else gets the place.")],
        "attachments": attachments,
    }


def _changed(draft: Draft) -> Words:
    attachments = draft.calendar() if draft.registration.has_place else ()
    return {
        "subject": _("Changed: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("Something has changed: time, place or how it is held. This holds now."),
            *_own(draft.text("status_note")),
            _("Your registration still counts. If you cannot come any more, please cancel it."),
        ],
        "action": _("See, change or cancel"),
        "attachments": attachments,
    }


def _event_cancelled(draft: Draft) -> Words:
    attachments = draft.calendar(cancelled=True) if draft.registration.has_place else ()
    return {
        "subject": _("Cancelled: %(title)s") % {"title": draft.title},
        "paragraphs": [_("The seminar is cancelled. We are sorry."), *_own(draft.text("status_note"))],
        "attachments": attachments,
    }


def _reminder(draft: Draft) -> Words:
    return {
        "subject": _("Soon: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("You have a place. Welcome!"),
            *_own(draft.text("text_reminder")),
            _("If you cannot come, please cancel: somebody may be waiting for the place."),
        ],
        "action": _("See, change or cancel"),
    }


def _thanks(draft: Draft) -> Words:
    return {
        "subject": _("Thank you for coming: %(title)s") % {"title": draft.title},
        "paragraphs": [
            _("Thank you for coming. What was shown and said is now on the page of the seminar."),
            *_own(draft.text("text_thanks")),
        ],
        "action": _("To the documentation"),
        "action_url": draft.entry().url or draft.manage_url,
        "more": _afterwards(draft),
    }


def _afterwards(draft: Draft) -> list[tuple[str, str]]:
    """Return the ways on for one who was there."""
    registration, more = draft.registration, []
    if evaluating.may_evaluate(registration):
        more.append((_("Tell what you thought, anonymously"), links.evaluation_url(registration, draft.language)))
    if certificates.may_have(registration):
        more.append((_("Certificate of attendance (PDF)"), links.certificate_url(registration, draft.language)))
    return more


def _message(draft: Draft) -> Words:
    return {
        "subject": draft.payload.get("subject", draft.title),
        "paragraphs": _own(draft.payload.get("text", "")),
        "action": _("To your registration"),
    }


def _own(text: str) -> list[str]:
    """Return the paragraphs of a plain text."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


WRITERS: dict[str, Writer] = {
    notifications.CONFIRM: _confirm,
    notifications.RECEIPT: _receipt,
    notifications.WAITING: _waiting,
    notifications.OFFER: _offer,
    notifications.LAPSED: _lapsed,
    notifications.AGAIN: _again,
    notifications.CANCELLED: _cancelled,
    notifications.CHANGED: _changed,
    notifications.EVENT_CANCELLED: _event_cancelled,
    notifications.REMINDER: _reminder,
    notifications.THANKS: _thanks,
    notifications.MESSAGE: _message,
}


def register() -> None:
    """Enter the kinds of mail."""
    for code, label in notifications.LABELS.items():
        kinds.register(kinds.MailKind(code, label, "emails/event_letter", build))
