"""What a mail will look like, shown to the editor beside the form while the words are written."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mail import kinds
from core.mail.models import OutboxMessage
from core.mail.rendering import render
from events import ics, letters, notifications
from events.enums import EventFormat, PoolKind, State
from events.models.facts import SCALAR_FACTS
from events.models.pages import EventPage
from events.models.records import Event, Pool
from events.models.registrations import Registration
from events.services.projection import hours_of

# Those with words of the editor's own first; what state the mail is about.
MODES = {
    notifications.RECEIPT: State.CONFIRMED,
    notifications.REMINDER: State.CONFIRMED,
    notifications.THANKS: State.CONFIRMED,
    notifications.CONFIRM: State.HELD,
    notifications.WAITING: State.WAITING,
    notifications.OFFER: State.OFFERED,
    notifications.CHANGED: State.CONFIRMED,
    notifications.EVENT_CANCELLED: State.CONFIRMED,
}


def modes() -> list[tuple[str, Any]]:
    """Return the mails that can be previewed, with their labels."""
    return [(kind, notifications.LABELS[kind]) for kind in MODES]


class SampleDraft(letters.Draft):
    """A mail to somebody who is made up, about a seminar as it is being written. Nothing is read or stored."""

    def __init__(self, page: EventPage, message: OutboxMessage) -> None:
        self.page = page
        super().__init__(sample(page, MODES[message.kind]), message)

    def find_page(self) -> EventPage:
        """Return the page as it is being written."""
        return self.page

    def hours(self) -> list[ics.Hours]:
        """Return the hours as they are being written."""
        return written_hours(self.page) or [(self.event.starts_at, self.event.ends_at)]

    def calendar(self, *, cancelled: bool = False) -> tuple[Any, ...]:
        """Attach nothing."""
        return ()


def written_hours(page: EventPage) -> list[ics.Hours]:
    """Return the hours of a page; none when they are on no clock, or half written."""
    try:
        return hours_of(page)
    except (ValueError, TypeError):
        return []


def sample(page: EventPage, state: State) -> Registration:
    """Return a registration of nobody for a seminar that need not be published; neither is saved."""
    event = Event(translation_key=page.translation_key, locale=page.locale, title=page.title)
    for name in SCALAR_FACTS:
        setattr(event, name, getattr(page, name))
    hours = written_hours(page)
    now = timezone.now()
    event.starts_at, event.ends_at = (hours[0][0], hours[-1][1]) if hours else (now, now)
    kind = PoolKind.ONLINE if event.format == EventFormat.ONLINE else PoolKind.ON_SITE
    return Registration(
        pk=0,
        event=event,
        pool=Pool(event=event, kind=kind),
        state=state,
        name=str(_("Kim Example")),
        email="kim@example.org",
        language=page.locale.language_code,
        held_until=now,
        offered_until=now + dt.timedelta(hours=event.offer_hours),
    )


def answer(page: EventPage, request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with a mail: its subject, the mail as most see it, and its plain text."""
    message = OutboxMessage(kind=kind, language=page.locale.language_code)
    letter = letters.compose(SampleDraft(page, message), message)
    mail = render(message, kinds.get(kind), letter)
    html = str(mail.alternatives[0][0])
    text = render_to_string("emails/preview.html", {"subject": mail.subject, "body": mail.body})
    return HttpResponse(html.replace("</body>", f"{text}</body>"))
