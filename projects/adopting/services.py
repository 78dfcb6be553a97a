"""What happens to the story of a method in use."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from core.mail import outbox
from projects.adopting.kinds import REMINDER, TOLD
from projects.enums import AdoptionState
from projects.models import Adoption, Method
from projects.models.adoptions import name_key

LIVE = (AdoptionState.WAITING, AdoptionState.PUBLISHED)
# How long after it began to be shown an organisation is asked how it goes.
ASKED_AFTER = dt.timedelta(days=365)
# What is not published is erased, with the address of whoever told it.
UNPUBLISHED_KEPT = dt.timedelta(days=180)


@dataclass(frozen=True)
class Telling:
    """What an organisation tells of its use of a method."""

    form_id: UUID
    organisation_name: str
    purpose: str
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell(method: Method, telling: Telling, *, language: str) -> Adoption:
    """Keep a story for an editor to look at, and tell the office; return it.

    The same form sent twice is one story. What an organisation tells of the same method again is kept beside the first,
    which stands as it is until an editor has compared them.
    """
    # The method's row is the lock: two tellings at once come one after the other.
    Method.objects.select_for_update().get(pk=method.pk)
    known = Adoption.objects.filter(form_id=telling.form_id).first()
    if known is not None:
        return known
    before = Adoption.objects.filter(
        method=method, name_key=name_key(telling.organisation_name), state__in=LIVE
    ).first()
    adoption = Adoption.objects.create(
        form_id=telling.form_id,
        method=method,
        organisation_name=telling.organisation_name,
        organisation=_known_organisation(telling.organisation_name),
        purpose=telling.purpose,
        language=language,
        same_as=before,
        state=AdoptionState.TOLD_AGAIN if before else AdoptionState.WAITING,
        **telling.facts,
    )
    outbox.enqueue(TOLD, adoption)
    return adoption


def _known_organisation(name: str) -> Organisation | None:
    """Return the organisation of the register that has this very name; None when there is none, or several."""
    found = [row for row in Organisation.objects.filter(name__iexact=name.strip())[:2] if row.name]
    return found[0] if len(found) == 1 else None


def decided(adoption: Adoption) -> None:
    """Note when a story was first published, before an editor's decision is saved."""
    if adoption.state == AdoptionState.PUBLISHED and adoption.published_at is None:
        adoption.published_at = timezone.now()


def remind(now: dt.datetime) -> int:
    """Ask those whose story has stood for a year how it goes, once, and return how many were asked."""
    due = Adoption.objects.published().filter(published_at__lte=now - ASKED_AFTER, reminded_at__isnull=True)
    asked = 0
    for adoption in due.exclude(email=""):
        with transaction.atomic():
            if Adoption.objects.filter(pk=adoption.pk, reminded_at__isnull=True).update(reminded_at=now):
                outbox.enqueue(REMINDER, adoption, language=adoption.language)
                asked += 1
    return asked


def purge(now: dt.datetime) -> int:
    """Erase what was not published and is older than half a year, and return how many."""
    old = Adoption.objects.exclude(state__in=[AdoptionState.PUBLISHED, AdoptionState.WAITING])
    return old.filter(created_at__lte=now - UNPUBLISHED_KEPT).delete()[0]


def forget_teller(email: str) -> int:
    """Take the name and address of whoever told away; what the organisation does stays. Return how many."""
    return Adoption.objects.filter(email__iexact=email).update(email="", contact_name="")
