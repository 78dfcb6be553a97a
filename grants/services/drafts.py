"""Beginning an application, writing in it, copying it, throwing it away."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.patience import patiently
from grants import policies, uploading
from grants.enums import Happening, MemberRole, PartKind, State
from grants.models.applications import Application, Attachment, Member, SectionAnswers
from grants.models.records import Call, FormVersion
from grants.services import chain
from grants.services.locking import lock

MOST_DRAFTS = 50
Answers = dict[str, Any]


class RefusedError(Exception):
    """What was asked for is not allowed; `reason` says why, in words."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


class StaleError(Exception):
    """Somebody saved after what this save was based on. Nothing is written; both texts are at hand."""

    def __init__(self, stored: Answers, revision: int, by: str) -> None:
        super().__init__(f"revision {revision}")
        self.stored, self.revision, self.by = stored, revision, by


@dataclass(frozen=True)
class Saved:
    """A save that is done: what the next one is based on, and when it was."""

    revision: int
    at: dt.datetime


@dataclass(frozen=True)
class Writing:
    """What is written in a section: over which revision, with which files more, and which to take away."""

    section_id: str
    answers: Answers
    revision: int
    uploads: list[tuple[str, Any]] = field(default_factory=list)
    detached: list[str] = field(default_factory=list)


def require(answer: Any) -> None:
    """Raise RefusedError, with the reason, unless an answer is yes."""
    if not answer:
        raise RefusedError(answer.reason)


@patiently
@transaction.atomic
def start(actor: Any, call: Call, language: str, key: UUID | None = None) -> Application:
    """Begin an application to a call, in the form as it now is. The same key begins it once, however often it is sent.

    Raises RefusedError.
    """
    there = Application.objects.filter(key=key).first() if key else None
    if there is not None:
        require(policies.YES if policies.role_in(actor, there) else policies.no(_("That did not work. Try again.")))
        return there
    require(policies.may_start(call))
    version = FormVersion.objects.filter(call=call).order_by("-number").first()
    if version is None or not version.structure:
        raise RefusedError(_("The form is not ready yet."))
    if Application.objects.of_member(actor).filter(state=State.DRAFT).count() >= MOST_DRAFTS:
        raise RefusedError(_("You have very many drafts. Throw away some of them first."))
    try:
        with transaction.atomic():
            made = Application.objects.create(
                key=key or uuid.uuid4(), call=call, form_version=version, language=language
            )
    except IntegrityError:
        # Two clicks at once: the other one was first.
        return Application.objects.of_member(actor).get(key=key)
    Member.objects.create(application=made, user=actor, role=MemberRole.OWNER)
    chain.append(made, actor, Happening.STARTED, states=("", State.DRAFT), form_version=version.pk)
    return made


def answers_of(application: Application) -> dict[str, Answers]:
    """Return what is answered, by section and part; one query."""
    return dict(application.sections.values_list("section_id", "answers"))


def files_of(application: Application) -> list[Attachment]:
    """Return the files that are there now; one query."""
    return list(application.attachments.filter(removed_at=None))


@patiently
def save_section(actor: Any, application: Application, writing: Writing) -> Saved:
    """Save a section over the revision it is based on.

    Raises RefusedError when `actor` may not write (any more), StaleError when somebody else saved in between; then
    nothing is written, no file either.
    """
    kept: list[Attachment] = []
    try:
        with transaction.atomic():
            locked = lock(application.pk)
            require(policies.may_write(policies.role_in(actor, locked), locked))
            return _write(actor, locked, writing, kept)
    except Exception:
        for attachment in kept:
            attachment.file.storage.delete(attachment.file.name or "")
        raise


def _write(actor: Any, application: Application, writing: Writing, kept: list[Attachment]) -> Saved:
    if writing.section_id not in {section["id"] for section in application.form_version.structure}:
        raise RefusedError(_("The form has no such section."))
    row, _made = SectionAnswers.objects.select_related("saved_by").get_or_create(
        application=application, section_id=writing.section_id
    )
    if row.revision != writing.revision:
        raise StaleError(row.answers, row.revision, str(row.saved_by or ""))
    row.answers, row.saved_by, row.saved_at = writing.answers, actor, timezone.now()
    row.revision += 1
    row.save()
    for part_id, file in writing.uploads:
        kept.append(_attach(application, part_id, file))
    _detach(application, writing.detached)
    application.saved_at = row.saved_at
    application.title = title_of(application.form_version, answers_of(application)) or application.title
    application.save(update_fields=["saved_at", "title"])
    return Saved(row.revision, row.saved_at)


def title_of(version: FormVersion, answers: dict[str, Answers]) -> str:
    """Return what the project is called in the summary, on one line."""
    for section in version.structure:
        for part in section["parts"]:
            if part["kind"] == PartKind.SUMMARY:
                value = (answers.get(section["id"]) or {}).get(part["id"])
                title = value.get("title") if isinstance(value, dict) else ""
                return " ".join(str(title or "").split())[:160]
    return ""


def _attach(application: Application, part_id: str, file: Any) -> Attachment:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    name = uploading.clean_name(file.name or "")
    made = Attachment(
        application=application,
        part_id=part_id,
        name=name,
        content_type=uploading.content_type_of(name),
        size=file.size,
        sha256=digest.hexdigest(),
    )
    made.file.save(name, file, save=False)
    made.save()
    return made


def _detach(application: Application, keys: list[str]) -> None:
    """Take files away: one that was sent stays with the case, another goes."""
    valid = [key for key in keys if _is_uuid(key)]
    for attachment in application.attachments.filter(key__in=valid, removed_at=None):
        if attachment.submitted:
            attachment.removed_at = timezone.now()
            attachment.save(update_fields=["removed_at"])
        else:
            forget(attachment)


def forget(attachment: Attachment) -> None:
    """Delete a file: the row now, the bytes when that is committed."""
    storage, name = attachment.file.storage, attachment.file.name or ""
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def newer_form(application: Application) -> FormVersion | None:
    """Return the form as it now is, when it has changed since the application was begun and may still be followed."""
    if application.state != State.DRAFT:
        return None
    latest = FormVersion.objects.filter(call=application.call_id).order_by("-number").first()
    return latest if latest is not None and latest.structure and latest.pk != application.form_version_id else None


@patiently
@transaction.atomic
def follow_form(actor: Any, application: Application) -> Application:
    """Go on in the form as it now is. Answers to questions that are still asked stay; the others are kept unseen.

    Raises RefusedError.
    """
    locked = lock(application.pk)
    require(policies.may_write(policies.role_in(actor, locked), locked))
    latest = newer_form(locked)
    if latest is not None:
        locked.form_version = latest
        locked.save(update_fields=["form_version"])
    return locked


@patiently
@transaction.atomic
def copy(actor: Any, application: Application, call: Call, language: str, key: UUID | None = None) -> Application:
    """Begin a new application with the answers of an earlier one, wherever the same is asked. Files are not copied.

    Raises RefusedError.
    """
    require(policies.YES if policies.role_in(actor, application) else policies.no(_("You take no part in it.")))
    made = start(actor, call, language, key)
    if made.sections.exists() or made.copied_from_id:
        return made
    for section_id, answers in matched(application, made.form_version).items():
        SectionAnswers.objects.create(
            application=made, section_id=section_id, answers=answers, revision=1, saved_by=actor
        )
    made.copied_from = application
    made.title = title_of(made.form_version, answers_of(made))
    made.save(update_fields=["copied_from", "title"])
    chain.append(made, actor, Happening.COPIED, source=application.pk)
    return made


def matched(application: Application, version: FormVersion) -> dict[str, Answers]:
    """Return the answers of an application as a form takes them: by the id of the part, else the only of its kind."""
    old = {
        part["id"]: (part["kind"], (answers or {}).get(part["id"]))
        for section_id, answers in answers_of(application).items()
        for section in application.form_version.structure
        if section["id"] == section_id
        for part in section["parts"]
    }
    found: dict[str, Answers] = {}
    for section in version.structure:
        for part in section["parts"]:
            value = _matching(part, old)
            if value is not None:
                found.setdefault(section["id"], {})[part["id"]] = value
    return found


# Fixed structures mean the same wherever they are asked; plain questions only with the same id.
_STRUCTURES = frozenset(
    {
        PartKind.ORGANISATION,
        PartKind.SUMMARY,
        PartKind.BUDGET,
        PartKind.SUPPORT,
        PartKind.TIME_PLAN,
        PartKind.INDICATORS,
        PartKind.DE_MINIMIS,
        PartKind.DISSEMINATION,
    }
)


def _matching(part: dict[str, Any], old: dict[str, tuple[str, Any]]) -> Any:
    kind, value = old.get(part["id"], ("", None))
    if kind == part["kind"]:
        return value
    if part["kind"] not in _STRUCTURES:
        return None
    same = [value for kind, value in old.values() if kind == part["kind"]]
    return same[0] if len(same) == 1 else None


@patiently
@transaction.atomic
def discard(actor: Any, application: Application) -> None:
    """Throw a draft away, with its files. Raises RefusedError."""
    locked = lock(application.pk)
    require(policies.may_discard(policies.role_in(actor, locked), locked))
    remove_draft(locked)


def remove_draft(application: Application) -> None:
    """Delete a draft that never became a case. Raises ValueError for a case, which is never deleted."""
    if application.state != State.DRAFT or application.submissions.exists():
        raise ValueError("a case is never deleted")
    for attachment in application.attachments.all():
        forget(attachment)
    application.events.all().delete_with_draft()
    application.delete()
