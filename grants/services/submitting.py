"""Sending an application, completing it, withdrawing it. Each is one transaction under the lock of the application."""

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation
from core.patience import patiently
from grants import checking, notifications, policies, workflow
from grants.clock import ZONE
from grants.enums import PartKind, State
from grants.form_structure import asked_only, parts_asked
from grants.models.applications import Application, CaseCounter, Submission
from grants.services import chain
from grants.services.drafts import answers_of, files_of, require, title_of
from grants.services.locking import lock
from grants.workflow import Step


class NotWholeError(Exception):
    """Something is missing or wrong; `missing` says what, each with its place on the page."""

    def __init__(self, missing: list[checking.Missing]) -> None:
        super().__init__(f"{len(missing)} left")
        self.missing = missing


@patiently
@transaction.atomic
def submit(actor: Any, application: Application, language: str) -> Submission:
    """Send an application, or send it anew when completion was asked for, and return what was sent.

    It gets its number here and keeps it; what is sent is never changed. Sent twice it is sent once: the second gets
    what the first sent. Raises RefusedError when `actor` may not send it (any more), NotWholeError when something is
    missing.
    """
    locked = lock(application.pk)
    role = policies.role_in(actor, locked)
    if locked.state == State.SUBMITTED and role:
        return locked.submissions.select_related("form_version").latest("number")
    require(policies.may_submit(role, locked))
    answers, files = answers_of(locked), files_of(locked)
    missing = checking.missing(locked.form_version, answers, files, language, locked.call)
    if missing:
        raise NotWholeError(missing)
    step = workflow.SUBMIT if locked.state == State.DRAFT else workflow.COMPLETE
    if not locked.case_number:
        locked.case_number = next_case_number()
    locked.title = title_of(locked.form_version, answers) or locked.title
    locked.organisation = locked.organisation or organisation_of(locked, answers)
    submission = _freeze(actor, locked, answers, files, language)
    take(locked, step, actor, text_digest=submission.digest, submission=submission.number)
    notifications.submitted(submission)
    return submission


def next_case_number() -> str:
    """Take the next number of the year, e.g. "2027-0012". Given back if the transaction does not go through.

    The row of the year is the lock: whoever comes next waits, so that no number is used twice or left out.
    """
    year = timezone.localdate(timezone=ZONE).year
    if not CaseCounter.objects.filter(year=year).update(last=F("last") + 1):
        try:
            with transaction.atomic():
                CaseCounter.objects.create(year=year, last=1)
        except IntegrityError:
            # The first two of the year came at once.
            CaseCounter.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{CaseCounter.objects.get(year=year).last:04d}"


def organisation_of(application: Application, answers: dict[str, Any]) -> Organisation | None:
    """Return the organisation with the number that was written, if the portal knows it."""
    for section in application.form_version.structure:
        for part in section["parts"]:
            if part["kind"] == PartKind.ORGANISATION:
                value = (answers.get(section["id"]) or {}).get(part["id"])
                number = str(value.get("org_number") or "") if isinstance(value, dict) else ""
                return Organisation.objects.filter(org_number=number).first() if number else None
    return None


def _freeze(
    actor: Any, application: Application, answers: dict[str, Any], files: list[Any], language: str
) -> Submission:
    structure = application.form_version.structure
    asked = parts_asked(structure, answers)
    sent, files = asked_only(structure, answers), [file for file in files if file.part_id in asked]
    content = [application.form_version_id, sent, sorted((str(file.key), file.sha256) for file in files)]
    made = Submission.objects.create(
        application=application,
        number=application.submissions.count() + 1,
        form_version=application.form_version,
        answers=sent,
        language=language,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
        submitted_at=timezone.now(),
        submitted_by=actor,
    )
    application.attachments.filter(pk__in=[file.pk for file in files]).update(submitted=True)
    application.submitted_at = application.submitted_at or made.submitted_at
    return made


def take(
    application: Application, step: Step, actor: Any, *, words: str = "", text_digest: str = "", **codes: Any
) -> Any:
    """Take a step under the lock, and write it in the log of the case. Raises NotAStepError."""
    workflow.require(step, application.state)
    before, application.state = application.state, step.target
    application.state_since = timezone.now()
    application.save()
    states = (before, str(step.target))
    return chain.append(
        application, actor, step.happening, states=states, words=words, text_digest=text_digest, **codes
    )


@patiently
@transaction.atomic
def withdraw(actor: Any, application: Application, reason: str = "") -> Application:
    """Withdraw an application that is sent. It stays as a case, with its number. Raises RefusedError."""
    locked = lock(application.pk)
    role = policies.role_in(actor, locked)
    if locked.state == State.WITHDRAWN and role:
        return locked
    require(policies.may_withdraw(role, locked))
    take(locked, workflow.WITHDRAW, actor, words=reason)
    notifications.withdrawn(locked)
    return locked
