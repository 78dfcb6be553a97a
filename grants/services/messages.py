"""Messages between those who apply and those who handle the case. They are kept with the case."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mail import throttling
from core.patience import patiently
from grants import notifications, policies
from grants.enums import Happening
from grants.models.applications import Application, CaseEvent
from grants.services import chain
from grants.services.drafts import RefusedError, require
from grants.services.locking import lock

LONGEST = 5000
MOST_AN_HOUR = 30
# The same words within this time are one message, sent with two clicks.
TWICE = dt.timedelta(minutes=2)


@patiently
@transaction.atomic
def post(actor: Any, application: Application, words: str) -> CaseEvent:
    """Write a message in a case, from whichever side `actor` is on, and tell the other side. Raises RefusedError."""
    locked = lock(application.pk)
    role = policies.role_in(actor, locked)
    require(policies.may_message(role, locked) if role else policies.may_handle(actor, locked))
    text = words.strip()
    if not text or len(text) > LONGEST:
        raise RefusedError(_("Write a message, of at most %(n)d characters.") % {"n": LONGEST})
    last = locked.events.select_related("text").order_by("-number").first()
    if last is not None and is_repeat(last, actor, text):
        return last
    if not throttling.allowed("grants.message", str(actor.pk), limit=MOST_AN_HOUR, within=dt.timedelta(hours=1)):
        raise RefusedError(_("You have written many messages. Wait an hour and try again."))
    event = chain.append(locked, actor, Happening.MESSAGE, words=text, side="applicant" if role else "office")
    notifications.message(event)
    return event


def is_repeat(line: CaseEvent, actor: Any, text: str) -> bool:
    """Tell whether a line is the very message that is being sent."""
    if line.happening != Happening.MESSAGE or line.actor_id != actor.pk or timezone.now() - line.at > TWICE:
        return False
    return getattr(getattr(line, "text", None), "words", None) == text
