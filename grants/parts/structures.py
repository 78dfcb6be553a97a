"""The fixed structures: parts that the portal itself understands, in every call the same."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.enums import Sector
from grants.enums import SupportKind
from grants.parts import choosing
from grants.parts.base import Fault, Part, Rows
from grants.parts.choosing import One
from grants.parts.leaves import Amount, Date, Leaf, LongText, Number, OrgNumber, WebAddress

MOST_HOURS = 10_000


class OrganisationPart(Part):
    """Who applies."""

    def build(self) -> None:
        """What the portal knows an organisation by."""
        self.leaves = {
            "name": Leaf(
                gettext_lazy("Name of the organisation"), required=True, autocomplete="organization", wide=True
            ),
            "org_number": OrgNumber(
                gettext_lazy("Organisation number"), required=True, help_text=gettext_lazy("e.g. 212000-0449")
            ),
            "sector": One(gettext_lazy("Sector"), list(Sector.choices), required=True, as_list=True),
            "municipality": One(gettext_lazy("Municipality"), choosing.municipality_choices, required=True),
            "website": WebAddress(
                gettext_lazy("Website"), autocomplete="url", help_text=gettext_lazy("e.g. www.example.org")
            ),
        }


class SummaryPart(Part):
    """What is published of the project if it is granted."""

    def build(self) -> None:
        """A title and some words."""
        self.leaves = {
            "title": LongText(
                gettext_lazy("Title of the project"),
                required=True,
                words=20,
                rows=2,
                wide=True,
                help_text=gettext_lazy("Short and telling, e.g. Diversity ambassadors in elderly care."),
            ),
            "text": LongText(
                gettext_lazy("Summary"),
                required=True,
                words=self.question.get("words") or 150,
                wide=True,
                help_text=gettext_lazy("What you will do, with whom and why. Published if you are granted support."),
            ),
        }


class SupportPart(Part):
    """What is applied for: money, advice in kind, or both."""

    def build(self) -> None:
        """What kind, how much, about what."""
        self.leaves = {
            "kind": One(gettext_lazy("What do you apply for?"), list(SupportKind.choices), required=True),
            "amount": Amount(
                gettext_lazy("Amount applied for"), help_text=gettext_lazy("If you apply for money, e.g. 250 000")
            ),
            "currency": choosing.currency(),
            "advice_hours": Number(
                gettext_lazy("Hours of advice"), help_text=gettext_lazy("If you apply for advice, e.g. 20")
            ),
            "advice_subject": LongText(
                gettext_lazy("What you want advice about"),
                rows=3,
                wide=True,
                help_text=gettext_lazy("If you apply for advice, e.g. how to recruit without discrimination."),
            ),
        }

    def relations(self, value: Any) -> Iterator[Fault]:
        """Hours are some, and not more than there are."""
        hours = Number("").number(value.get("advice_hours")) if isinstance(value, dict) else None
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            yield Fault("advice_hours", _("Write a number of hours between 0 and %(most)s.") % {"most": MOST_HOURS})

    def further_gaps(self, value: Any) -> Iterator[Fault]:
        """Money needs an amount above nothing, and advice a subject."""
        own = value if isinstance(value, dict) else {}
        kind, amount = own.get("kind"), Amount("").amount(own.get("amount"))
        if kind in {SupportKind.MONEY, SupportKind.BOTH} and (
            amount == 0 or self.leaves["amount"].is_empty(own.get("amount"))
        ):
            yield Fault("amount", _("Write how much money you apply for."), missing=True)
        if kind in {SupportKind.ADVICE, SupportKind.BOTH} and self.leaves["advice_subject"].is_empty(
            own.get("advice_subject")
        ):
            yield Fault("advice_subject", _("Write what you want advice about."), missing=True)


class TimePlanPart(Part):
    """What is done when."""

    def build(self) -> None:
        """Activities with their days."""
        leaves: dict[str, Leaf] = {
            "activity": Leaf(gettext_lazy("Activity"), required=True, wide=True),
            "starts": Date(pgettext_lazy("activity", "Starts"), required=True),
            "ends": Date(pgettext_lazy("activity", "Ends"), required=True),
        }
        self.groups = {
            "rows": Rows(
                self.label,
                leaves,
                row_label=gettext_lazy("Activity %(number)d"),
                add_label=gettext_lazy("Add an activity"),
            )
        }

    def relations(self, value: Any) -> Iterator[Fault]:
        """Nothing ends before it starts."""
        for number, row in enumerate(self.rows(value)):
            starts, ends = Date.day(row.get("starts")), Date.day(row.get("ends"))
            if starts and ends and ends < starts:
                yield Fault(f"rows-{number}-ends", _("It ends before it starts. Change one of the dates."))


class IndicatorsPart(Part):
    """What is to be better, by how much, and when."""

    def build(self) -> None:
        """Measures with a start and an aim."""
        leaves: dict[str, Leaf] = {
            "label": Leaf(
                gettext_lazy("What is measured"),
                required=True,
                wide=True,
                help_text=gettext_lazy("e.g. workplaces with a trained ambassador"),
            ),
            "baseline": Number(pgettext_lazy("indicator", "Today"), required=True),
            "target": Number(pgettext_lazy("indicator", "Target"), required=True),
            "unit": Leaf(
                pgettext_lazy("indicator", "Unit"), required=True, help_text=gettext_lazy("e.g. workplaces, per cent")
            ),
            "due": Date(pgettext_lazy("indicator", "Reached by"), required=True),
        }
        self.groups = {
            "rows": Rows(
                self.label,
                leaves,
                row_label=gettext_lazy("Indicator %(number)d"),
                add_label=gettext_lazy("Add an indicator"),
            )
        }


class DisseminationPart(Part):
    """How others come to know: promises that are followed up. Without one whole promise nothing can be sent."""

    def build(self) -> None:
        """Promises of an activity, for somebody, by a day."""
        self.required = True
        leaves: dict[str, Leaf] = {
            "activity": Leaf(
                gettext_lazy("What you will do"),
                required=True,
                wide=True,
                help_text=gettext_lazy("e.g. a seminar about the method"),
            ),
            "audience": Leaf(
                gettext_lazy("For whom"), required=True, help_text=gettext_lazy("e.g. managers in other municipalities")
            ),
            "date": Date(gettext_lazy("By when"), required=True),
        }
        self.groups = {
            "rows": Rows(
                self.label,
                leaves,
                row_label=gettext_lazy("Promise %(number)d"),
                add_label=gettext_lazy("Add a promise"),
            )
        }

    def too_few(self, rows: Rows) -> str:
        """Say why."""
        return _("Promise at least one activity, with an audience and a date. Without it nothing can be sent.")
