"""Doing what a plan says, within one transaction."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from projects.importing.comparing import facts_digest, page_digest
from projects.importing.faults import Fault, FileFaultsError
from projects.importing.options import ImportOptions
from projects.importing.plan import Action, Plan, Step, latest_draft
from projects.importing.vocabulary import Vocabulary
from projects.importing.writing import Writer, prepare_new
from projects.models import ImportBatch, ImportEntry, ProjectIndexPage, ProjectPage


class Applier:
    """Writes the pages of one file. Call it inside a transaction that holds the lock."""

    def __init__(self, bank: ProjectIndexPage, options: ImportOptions, vocabulary: Vocabulary, actor: Any) -> None:
        self.bank = bank
        self.options = options
        self.actor = actor if getattr(actor, "pk", None) else None
        self.writer = Writer(vocabulary, options.language)
        self.entries: list[ImportEntry] = []
        self.faults: list[Fault] = []
        self.taken = set(Page.objects.child_of(bank).values_list("slug", flat=True))

    def run(self, plan: Plan, batch: ImportBatch, progress: Callable[[], None]) -> None:
        """Do every step, and note what was done. Raises FileFaultsError when a page refuses what it should take."""
        do = {Action.CREATE: self._create, Action.UPDATE: self._update, Action.PUBLISH: self._publish_only}
        for step in plan.steps:
            if step.action in do:
                self._try(do[step.action], step)
            progress()
        if self.faults:
            raise FileFaultsError(self.faults)
        for entry in self.entries:
            entry.batch = batch
        ImportEntry.objects.bulk_create(self.entries, batch_size=500)
        batch.made = dict(self.writer.made)
        batch.save(update_fields=["made"])

    def _try(self, act: Callable[[Step], None], step: Step) -> None:
        try:
            act(step)
        except ValidationError as error:
            self.faults.append(Fault(" ".join(error.messages), row=step.facts.row, value=step.facts.title))

    def _create(self, step: Step) -> None:
        page = ProjectPage(locale=self.bank.locale, live=False, has_unpublished_changes=True, owner=self.actor)
        self.writer.write(page, step.facts)
        prepare_new(page, step.facts, self.taken)
        self.bank.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=self.actor)
        entry = self._entry(step, page, ImportEntry.Action.CREATED)
        self._save(page, step, entry)

    def _update(self, step: Step) -> None:
        page = latest_draft(step.page_id or 0)
        entry = self._entry(step, page, ImportEntry.Action.UPDATED)
        self.writer.write(page, step.facts, {change.field for change in step.differences})
        page.full_clean()
        self._save(page, step, entry)

    def _publish_only(self, step: Step) -> None:
        page = latest_draft(step.page_id or 0)
        entry = self._entry(step, page, ImportEntry.Action.PUBLISHED)
        page.latest_revision.publish(user=self.actor)
        self._leave(step, entry, page.latest_revision)

    def _entry(self, step: Step, page: Any, action: str) -> ImportEntry:
        return ImportEntry(
            page=Page(pk=page.pk),
            title=page.title,
            action=action,
            identity=step.facts.identity,
            revision_before=page.latest_revision_id,
            live_revision_before=page.live_revision_id,
            was_live=page.live,
        )

    def _save(self, page: Any, step: Step, entry: ImportEntry) -> None:
        is_new = entry.action == ImportEntry.Action.CREATED
        revision = page.save_revision(user=self.actor, log_action=not is_new, clean=False)
        if self.options.publish:
            revision.publish(user=self.actor)
        self._leave(step, entry, revision)

    def _leave(self, step: Step, entry: ImportEntry, revision: Any) -> None:
        """Note how the page was left, so that an edit can be told from no edit."""
        entry.revision_after = revision.pk
        entry.facts_digest = facts_digest(step.facts)
        entry.digest_after = page_digest(revision)
        self.entries.append(entry)


def refused_by_policy(actor: Any, bank: ProjectIndexPage, *, publish: bool) -> str:
    """Return why somebody may not import here, "" when they may. None is the system itself, and may."""
    if actor is None:
        return ""
    permissions = bank.permissions_for_user(actor)
    if not permissions.can_add_subpage():
        return _("You may not add pages to this project bank.")
    if publish and not permissions.can_publish_subpage():
        return _("You may not publish pages in this project bank.")
    return ""
