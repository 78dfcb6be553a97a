"""Drafts that nobody touches any more: told of, and a month later thrown away. Cases are kept."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core.mail.models import OutboxMessage
from core.mail.outbox import reference
from core.patience import patiently
from grants import notifications
from grants.enums import State
from grants.models.applications import Application, Attachment, Invitation, private_storage
from grants.services.drafts import remove_draft
from grants.services.locking import lock

KEPT = dt.timedelta(days=365)
WARNING = dt.timedelta(days=30)
INVITED = dt.timedelta(days=90)
# A save puts the file down before the row that tells of it.
UNDER_WAY = dt.timedelta(days=1)
FOLDER = "grants"


def sweep_drafts(now: dt.datetime) -> int:
    """Tell of drafts untouched for eleven months, and throw away those untouched for twelve that were told of.

    Each is a transaction of its own. Returns how many were thrown away.
    """
    rows = Application.objects.filter(state=State.DRAFT, saved_at__lte=now - KEPT + WARNING)
    return sum(_sweep(pk, now) for pk in list(rows.values_list("pk", flat=True)))


@patiently
@transaction.atomic
def _sweep(pk: int, now: dt.datetime) -> bool:
    """Return whether a draft was thrown away. Somebody may have written or sent meanwhile: then it stays."""
    if not Application.objects.filter(pk=pk).exists():
        return False
    draft = lock(pk)
    if draft.state != State.DRAFT or draft.saved_at > now - KEPT + WARNING:
        return False
    told = told_at(draft)
    if told is None and draft.members.filter(user__is_active=True).exists():
        notifications.draft_ages(draft)
        return False
    if draft.saved_at > now - KEPT or (told is not None and told > now - WARNING):
        return False
    remove_draft(draft)
    return True


def told_at(draft: Application) -> dt.datetime | None:
    """Return when somebody was first told that a draft, as it was last saved, will go; None when nobody has been."""
    refs = [reference(member) for member in draft.members.all()]
    rows = OutboxMessage.objects.filter(
        kind=notifications.DRAFT_AGES, subject_ref__in=refs, sequence=draft.saved_at.toordinal()
    )
    return rows.order_by("created_at").values_list("created_at", flat=True).first()


def purge_invitations(now: dt.datetime | None = None) -> int:
    """Delete invitations that nobody has answered for three months."""
    moment = now or timezone.now()
    return Invitation.objects.filter(created_at__lte=moment - INVITED).delete()[0]


def sweep_files(now: dt.datetime) -> int:
    """Delete files of applications that no row tells of, a day old: a process was stopped between file and row.

    Returns how many.
    """
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    known = set(Attachment.objects.values_list("file", flat=True))
    gone = 0
    for folder in storage.listdir(FOLDER)[0]:
        for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if path not in known and storage.get_modified_time(path) <= now - UNDER_WAY:
                storage.delete(path)
                gone += 1
    return gone
