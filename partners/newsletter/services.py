"""Sending a newsletter: once, whatever is clicked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from core.audit.services import record
from core.mail import outbox, subscriptions
from partners.models import Newsletter

KIND = "newsletter"
FIRST_COVERS = dt.timedelta(days=30)
"""How far back the first newsletter looks."""


class NotNextError(ValueError):
    """The newsletter that was asked for is not the next one: another has been sent since the form was shown."""


def may_send(actor: Any) -> bool:
    """Tell whether `actor` may send newsletters."""
    return bool(actor.has_perm("partners.add_newsletter"))


def last_sent() -> Newsletter | None:
    """Return the latest newsletter; None before the first."""
    return Newsletter.objects.order_by("-number").first()


def begins_at(last: Newsletter | None, until: dt.datetime) -> dt.datetime:
    """Return the moment after which what was published is new."""
    return last.until if last is not None else until - FIRST_COVERS


@transaction.atomic
def send(
    number: int,
    keys: Sequence[str],
    *,
    until: dt.datetime,
    actor: Any,
    introductions: Mapping[str, str] | None = None,
) -> tuple[Newsletter, bool]:
    """Send a newsletter to those who asked for it; return it, and whether it was sent now.

    `keys` are translation keys in the order they are told; `until` is the moment of the form: what is published while
    an editor chooses comes in the next one; `introductions` stand above the news, by language. The same number again
    sends nothing: the database allows it once, and the outbox tells each subscriber once. Raises PermissionDenied
    when `actor` may not, NotNextError when another newsletter came in between.
    """
    if not may_send(actor):
        raise PermissionDenied
    last = last_sent()
    expected = last.number + 1 if last is not None else 1
    if number > expected:
        raise NotNextError(number)
    values: dict[str, Any] = {"keys": [str(key) for key in keys], "until": min(until, timezone.now())}
    values["introductions"] = dict(introductions or {})
    newsletter, made = Newsletter.objects.get_or_create(number=number, defaults=values)
    if made:
        newsletter.subscribers = subscriptions.announce(KIND, outbox.reference(newsletter))
        newsletter.save(update_fields=["subscribers"])
        record(actor, "partners.newsletter_sent", newsletter, number=number, pieces=len(keys))
    return newsletter, made
