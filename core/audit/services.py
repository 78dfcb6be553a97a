"""Writing in the audit log."""

import datetime as dt
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.audit import triggers
from core.audit.models import AuditEntry

# Two years: long enough for a yearly access review and an incident found late (cyber security act 2025:1506).
RETENTION = dt.timedelta(days=730)
MAX_CODE_LENGTH = 120


def record(actor: Any, action: str, obj: models.Model | None = None, **codes: Any) -> AuditEntry:
    """Add an entry: `actor` (a user, or None for the system) did `action` (`app.verb`) to `obj`.

    `codes` are ids, codes, numbers, booleans, or lists of them; never a name, an address or free text: for an
    address use `digest()`. Written in the transaction of what it tells of.

    Raises ValueError for anything else, and for words longer than a code.
    """
    for name, value in codes.items():
        _require_code(name, value)
    actor_id = actor.pk if getattr(actor, "is_authenticated", False) else None
    return AuditEntry.objects.create(
        actor_id=actor_id,
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        data=codes,
    )


def digest(text: str) -> str:
    """Return a keyed digest of `text` that tells equal from different and nothing else."""
    return salted_hmac("core.audit.digest", text.strip().lower(), algorithm="sha256").hexdigest()[:32]


def purge_expired(now: dt.datetime | None = None) -> int:
    """Remove entries older than the retention, and return how many; the only way an entry leaves the log."""
    limit = (now or timezone.now()) - RETENTION
    expired = models.QuerySet(AuditEntry).filter(created_at__lt=limit)
    with transaction.atomic(), triggers.purge_allowed(connection):
        return expired.delete()[0]


def _require_code(name: str, value: Any) -> None:
    values = value if isinstance(value, (list, tuple)) else [value]
    for item in values:
        if item is not None and not isinstance(item, (str, int, bool)):
            raise ValueError(f"{name}: only ids and codes belong in the audit log, not {type(item).__name__}.")
        if isinstance(item, str) and (len(item) > MAX_CODE_LENGTH or "@" in item):
            raise ValueError(f"{name}: this looks like text or an address; the audit log takes ids and codes.")
