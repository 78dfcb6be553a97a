"""Taking an import back."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.audit.services import record as audit
from projects.importing.apply import refused_by_policy
from projects.importing.comparing import page_digest
from projects.importing.leftovers import delete_unused
from projects.importing.locking import alone
from projects.importing.options import ImportOptions
from projects.importing.plan import latest_draft
from projects.models import ImportBatch, ImportEntry, ProjectPage


@dataclass
class Undone:
    """What was taken back, and which pages were left as they are, with the reason."""

    deleted: int = 0
    restored: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)


def undo(batch: ImportBatch, actor: Any) -> Undone:
    """Delete the pages that an import made and give the others back what they said before.

    A page that has been edited since is left alone. Organisations, programme areas and contact points that the import
    made are deleted unless something else has come to use them. Undoing twice changes nothing.
    Raises PermissionDenied when `actor` may not, FileFaultsError when there is no bank any longer or another import
    is under way.
    """
    with alone():
        return _undo(batch, actor)


def _undo(batch: ImportBatch, actor: Any) -> Undone:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    undone = Undone()
    if batch.state != ImportBatch.State.APPLIED:
        return undone
    bank = ImportOptions(**batch.options).bank()
    reason = refused_by_policy(actor, bank, publish=batch.published)
    if reason:
        raise PermissionDenied(reason)
    for entry in batch.entries.order_by("-pk"):
        _undo_entry(entry, undone, actor)
    delete_unused(batch)
    batch.state, batch.undone_at = ImportBatch.State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    audit(actor, "projects.import_undone", batch, deleted=undone.deleted, restored=undone.restored)
    return undone


def _undo_entry(entry: ImportEntry, undone: Undone, actor: Any) -> None:
    if entry.page_id is None or not ProjectPage.objects.filter(pk=entry.page_id).exists():
        undone.kept.append((entry.title, _("The page is gone already.")))
        return
    draft = latest_draft(entry.page_id)
    if draft.latest_revision_id != entry.revision_after and page_digest(draft.latest_revision) != entry.digest_after:
        undone.kept.append((draft.title, _("The page has been edited since.")))
        return
    if entry.action == ImportEntry.Action.CREATED:
        _delete(draft, undone, actor)
    else:
        _restore(entry, draft, undone, actor)


def _delete(draft: Any, undone: Undone, actor: Any) -> None:
    if Page.objects.filter(path__startswith=draft.path, depth__gt=draft.depth).exists():
        undone.kept.append((draft.title, _("There are pages under it.")))
        return
    if ProjectPage.objects.filter(translation_key=draft.translation_key).exclude(pk=draft.pk).exists():
        undone.kept.append((draft.title, _("The page has been translated.")))
        return
    Page.objects.get(pk=draft.pk).specific.delete(user=actor)
    undone.deleted += 1


def _restore(entry: ImportEntry, draft: Any, undone: Undone, actor: Any) -> None:
    """Put back what was published before, and then the draft that lay over it."""
    before = Revision.objects.filter(pk=entry.revision_before).first()
    live = Revision.objects.filter(pk=entry.live_revision_before).first()
    if before is None:
        undone.kept.append((draft.title, _("What it said before is not kept any longer.")))
        return
    is_published_by_import = ProjectPage.objects.filter(pk=draft.pk, live=True).exists() and (
        not entry.was_live or draft.live_revision_id != entry.live_revision_before
    )
    if is_published_by_import and not entry.was_live:
        ProjectPage.objects.get(pk=draft.pk).unpublish(user=actor)
    elif is_published_by_import:
        _again(live or before, actor).publish(user=actor)
    if entry.action == ImportEntry.Action.UPDATED and (not is_published_by_import or live != before):
        _again(before, actor)
    undone.restored += 1


def _again(revision: Revision, actor: Any) -> Revision:
    """Save an old revision as the newest one."""
    return revision.as_object().save_revision(user=actor, log_action=True, previous_revision=revision, clean=False)
