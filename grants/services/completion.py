"""Asking for completion: what is missing in an application that was sent, and until when it can be added."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.patience import patiently
from grants import notifications, policies, workflow
from grants.models.applications import Application
from grants.services.drafts import RefusedError, require
from grants.services.locking import lock
from grants.services.submitting import take

LONGEST = dt.timedelta(days=366)


@patiently
@transaction.atomic
def ask(actor: Any, application: Application, until: dt.datetime, words: str) -> Application:
    """Ask the applicants to complete an application until a moment, and tell them. Raises RefusedError."""
    locked = lock(application.pk)
    require(policies.may_handle(actor, locked))
    step, now = workflow.ASK_COMPLETION, timezone.now()
    if locked.state not in step.sources:
        raise RefusedError(_("Completion is asked for once an application is sent, and not while it is under way."))
    if not now < until <= now + LONGEST:
        raise RefusedError(_("Choose a day to come, within a year."))
    if not words.strip():
        raise RefusedError(_("Write what is missing."))
    locked.completion_until = until
    take(locked, step, actor, words=words.strip(), until=until.isoformat())
    notifications.completion_asked(locked)
    return locked
