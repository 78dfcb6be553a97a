"""What an import would do, worked out without doing it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from projects.importing.comparing import Difference, differences, facts_digest, is_area, page_digest
from projects.importing.facts import RecordFacts
from projects.importing.faults import Fault, Notes, plain_name
from projects.importing.fields import label_of
from projects.importing.options import ImportOptions
from projects.importing.stored import LastImport, Stored, StoredPage
from projects.importing.values import OrganisationName
from projects.importing.vocabulary import Vocabulary
from projects.models import ProjectPage

Progress = Callable[[], None]


class Action(Enum):
    """What becomes of a record."""

    CREATE = "create"
    UPDATE = "update"
    PUBLISH = "publish"
    UNCHANGED = "unchanged"


@dataclass
class Step:
    """One record: what becomes of it, and which fields change."""

    action: Action
    facts: RecordFacts
    page_id: int | None = None
    differences: list[Difference] = field(default_factory=list)


@dataclass
class Plan:
    """What a file would change. With any fault in `notes` nothing may be done."""

    filename: str
    digest: str
    steps: list[Step] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def count(self, action: Action) -> int:
        """Return how many records have an action."""
        return sum(step.action is action for step in self.steps)

    @property
    def changes_anything(self) -> bool:
        """Tell whether there is anything to do."""
        return any(step.action is not Action.UNCHANGED for step in self.steps)


class Planner:
    """Compares the records of a file with what is stored."""

    def __init__(self, options: ImportOptions, locale: Any, vocabulary: Vocabulary, notes: Notes) -> None:
        self.options = options
        self.vocabulary = vocabulary
        self.notes = notes
        self.stored = Stored.read(locale)
        self.rows_by_identity: dict[str, int] = {}
        self.rows_by_page: dict[int, int] = {}

    def steps(self, records: Iterable[RecordFacts], progress: Progress) -> list[Step]:
        """Return a step for each record; what stands in the way is told of in the notes."""
        steps = []
        for facts in records:
            step = self._step(facts)
            if step is not None:
                steps.append(step)
            progress()
        return steps

    def _step(self, facts: RecordFacts) -> Step | None:
        is_known_by_something = facts.title or facts.values.get("number")
        if not (is_known_by_something and self._is_once(facts) and facts.title):
            return None
        if facts.language and facts.language != self.options.language:
            reason = _("The row is in another language (%(code)s) than the import. Import each language by itself.")
            self._fault(facts, reason % {"code": facts.language})
            return None
        page = self.stored.find(facts.identity)
        if page is None:
            self._note_new_names(facts)
            return Step(Action.CREATE, facts) if self._may_create(facts) else None
        if page.pk in self.rows_by_page:
            self._fault(
                facts, _("The record is the same as that of row %(row)s.") % {"row": self.rows_by_page[page.pk]}
            )
            return None
        self.rows_by_page[page.pk] = facts.row
        return self._step_on(page, facts)

    def _step_on(self, page: StoredPage, facts: RecordFacts) -> Step | None:
        last = self.stored.last_imports.get(page.pk)
        is_as_left = last is not None and last.revision == page.latest_revision
        if is_as_left and last is not None and last.facts_digest == facts_digest(facts):
            return Step(self._action_without_changes(page), facts, page.pk)
        draft = latest_draft(page.pk)
        changes = differences(draft, facts, self.vocabulary)
        is_edited = not is_as_left and _is_edited(last, draft)
        if not changes:
            action = Action.UNCHANGED if is_edited else self._action_without_changes(page)
            if is_edited and self._action_without_changes(page) is Action.PUBLISH:
                self.notes.remark(
                    _("“%(title)s” has been edited and is not published by this.") % {"title": page.title}
                )
            return Step(action, facts, page.pk)
        if is_edited and not self.options.replace_edited:
            self._fault(facts, self._reason(last) % {"title": draft.title, "id": page.pk}, changes)
            return None
        self._note_new_names(facts)
        return Step(Action.UPDATE, facts, page.pk, changes)

    def _reason(self, last: LastImport | None) -> str:
        if last is None:
            return _(
                "The page “%(title)s” (%(id)s) was written by hand; choose to replace edited pages to overwrite it."
            )
        return _(
            "The page “%(title)s” (%(id)s) has been edited since the last import; "
            "choose to replace edited pages to overwrite it."
        )

    def _action_without_changes(self, page: StoredPage) -> Action:
        wants = self.options.publish and (not page.live or page.has_draft)
        return Action.PUBLISH if wants else Action.UNCHANGED

    def _is_once(self, facts: RecordFacts) -> bool:
        first = self.rows_by_identity.setdefault(facts.identity, facts.row)
        if first == facts.row:
            return True
        self._fault(facts, _("The record is the same as that of row %(row)s.") % {"row": first})
        return False

    def _may_create(self, facts: RecordFacts) -> bool:
        code = self.stored.elsewhere.get(facts.identity)
        if code is None:
            return True
        reason = _("The project is in the bank in another language (%(code)s) already. Translate that page instead.")
        self._fault(facts, reason % {"code": code})
        return False

    def _fault(self, facts: RecordFacts, reason: str, changes: list[Difference] | None = None) -> None:
        number = facts.values.get("number")
        names = ", ".join(change.label for change in changes or [])
        self.notes.faults.append(
            Fault(
                reason,
                row=facts.row,
                field=names or label_of("number" if number else "title"),
                value=number or facts.title,
            )
        )

    def _note_new_names(self, facts: RecordFacts) -> None:
        """Tell of organisations and areas that will be made."""
        owner = facts.values.get("owner_organisation")
        others = [*facts.values.get("partners", ()), *facts.values.get("funders", ())]
        for organisation in [*([owner] if owner else []), *others]:
            if not is_known(organisation, self.vocabulary):
                self.notes.remark(_("A new organisation: “%(name)s”.") % {"name": organisation.name})
        area = facts.values.get("programme_area")
        if area and known_area(area, self.vocabulary) is None:
            name = f"{area.number or ''} {area.name}".strip()
            self.notes.remark(_("A new programme area: “%(name)s”.") % {"name": name})


def latest_draft(pk: int) -> Any:
    """Return a page as its latest draft has it."""
    page = ProjectPage.objects.select_related("latest_revision").get(pk=pk)
    return page.get_latest_revision_as_object()


def _is_edited(last: LastImport | None, draft: Any) -> bool:
    return last is None or last.page_digest != page_digest(draft.latest_revision)


def is_known(organisation: OrganisationName, vocabulary: Vocabulary) -> bool:
    """Tell whether an organisation is stored, by its number or its name."""
    by_number = organisation.number and organisation.number in vocabulary.organisation_numbers
    return bool(by_number or plain_name(organisation.name) in vocabulary.organisations)


def known_area(area: Any, vocabulary: Vocabulary) -> Any:
    """Return the programme area that a record names, by number and name, or by either when the other is missing."""
    return next((known for known in vocabulary.areas if is_area(known, area)), None)
