"""The structures that are about money and add up: the budget, and aid already received."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.money import Currency, Money, format_money, sums
from core.money.formatting import format_number
from grants.enums import CofinancingForm, CostKind
from grants.parts import choosing
from grants.parts.base import Fault, Part, Rows, currency_of
from grants.parts.choosing import One, Tick
from grants.parts.leaves import Amount, Date, Leaf, Year

AMOUNT = Amount("")
NOTHING = Decimal(0)


def total(rows: list[dict[str, Any]]) -> Decimal:
    """Return the sum of the amounts that can be read and are not below zero."""
    found = (AMOUNT.amount(row.get("amount")) for row in rows)
    return sum((amount for amount in found if amount is not None and amount >= 0), NOTHING)


class BudgetPart(Part):
    """Costs by year and kind, who else pays, and the sums."""

    def build(self) -> None:
        """A currency, rows of costs, rows of co-financing."""
        self.leaves = {"currency": choosing.currency(gettext_lazy("Currency of the budget"))}
        costs: dict[str, Leaf] = {
            "year": Year(gettext_lazy("Year"), required=True),
            "kind": One(gettext_lazy("Kind of cost"), list(CostKind.choices), required=True),
            "amount": Amount(gettext_lazy("Amount"), required=True, help_text=gettext_lazy("e.g. 1 234 567,50")),
        }
        others: dict[str, Leaf] = {
            "source": Leaf(gettext_lazy("Who pays"), required=True, help_text=gettext_lazy("e.g. your organisation")),
            "form": One(gettext_lazy("How"), list(CofinancingForm.choices), required=True, as_list=True),
            "amount": Amount(gettext_lazy("Amount"), required=True),
        }
        self.groups = {
            "rows": Rows(
                gettext_lazy("Costs"),
                costs,
                row_label=gettext_lazy("Cost %(number)d"),
                add_label=gettext_lazy("Add a cost"),
            ),
            "cofinancing": Rows(
                gettext_lazy("Co-financing"),
                others,
                least=0,
                row_label=gettext_lazy("Co-financing %(number)d"),
                add_label=gettext_lazy("Add co-financing"),
            ),
        }

    @property
    def first_path(self) -> str:
        """The first cost: a currency is always chosen."""
        return "rows-0-year"

    def costs(self, value: Any) -> Money:
        """Return what it costs in all."""
        return Money(total(self.rows(value)), currency_of(value))

    def cofinanced(self, value: Any) -> Money:
        """Return what others pay."""
        return Money(total(self.rows(value, "cofinancing")), currency_of(value))

    def share(self, value: Any) -> Decimal | None:
        """Return the co-financing in per cent of the costs; None where there are no costs."""
        costs = self.costs(value).amount
        return self.cofinanced(value).amount * 100 / costs if costs else None

    def relations(self, value: Any) -> Iterator[Fault]:
        """Others never pay more than it costs."""
        costs, others = self.costs(value), self.cofinanced(value)
        if others.amount > costs.amount and costs.amount > 0:
            message = _("The co-financing, %(others)s, is more than the costs, %(costs)s.")
            values = {"others": format_money(others), "costs": format_money(costs)}
            yield Fault("cofinancing-0-amount", message % values)

    def further_gaps(self, value: Any) -> Iterator[Fault]:
        """A budget of nothing is none."""
        if self.rows(value) and not self.costs(value).amount:
            yield Fault("rows-0-amount", _("The costs add up to 0. Write what it costs."), missing=True)

    def sums(self, value: Any) -> list[tuple[str, str]]:
        """Return the sums by year and by kind of cost, in all, of co-financing, and what is left to apply for."""
        rows, currency = self.rows(value), currency_of(value)
        found = []
        years = sorted({str(row.get("year") or "") for row in rows} - {""})
        found += [(year, total([row for row in rows if row.get("year") == year])) for year in years]
        for kind in CostKind:
            of_kind = [row for row in rows if row.get("kind") == kind]
            found += [(str(kind.label), total(of_kind))] if of_kind else []
        costs, others = self.costs(value).amount, self.cofinanced(value).amount
        found += [(_("Costs in all"), costs), (_("Co-financing in all"), others)]
        found += [(_("Left to apply for"), costs - others)] if costs >= others else []
        lines = [(words, format_money(Money(amount, currency), get_language())) for words, amount in found]
        share = self.share(value)
        if share is not None:
            number = format_number(share.quantize(Decimal("0.1")), (get_language() or "sv")[:2], cents=False)
            lines.append((_("Share of co-financing"), _("%(share)s per cent") % {"share": number}))
        return lines


class DeMinimisPart(Part):
    """Aid of minor importance received in three years (Regulation (EU) 2023/2831, art. 3 and 6)."""

    years = 3

    def build(self) -> None:
        """Rows of aid, and that nothing is left out."""
        self.leaves = {
            "confirmed": Tick(
                gettext_lazy(
                    "The rows below are all the de minimis aid that we have received in the last three years."
                ),
                required=True,
                wide=True,
                help_text=gettext_lazy("Leave the rows empty if you have received none."),
            )
        }
        aid: dict[str, Leaf] = {
            "date": Date(pgettext_lazy("aid", "Granted on"), required=True),
            "giver": Leaf(gettext_lazy("Granted by"), required=True),
            "amount": Amount(gettext_lazy("Amount"), required=True),
            "currency": choosing.currency(),
        }
        self.groups = {
            "rows": Rows(
                gettext_lazy("Aid received"),
                aid,
                least=0,
                row_label=gettext_lazy("Aid %(number)d"),
                add_label=gettext_lazy("Add aid"),
            )
        }

    def relations(self, value: Any) -> Iterator[Fault]:
        """Aid received has been granted already."""
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        for number, row in enumerate(self.rows(value)):
            day = Date.day(row.get("date"))
            if day is not None and day > tomorrow:
                yield Fault(f"rows-{number}-date", _("The date is in the future. Write when the aid was granted."))

    def gap_words(self, leaf: Leaf) -> str:
        """Say what to do with the box."""
        return _("Tick the box to declare it.") if isinstance(leaf, Tick) else super().gap_words(leaf)

    def sums(self, value: Any) -> list[tuple[str, str]]:
        """Return one sum per currency; never across currencies."""
        money = []
        for row in self.rows(value):
            amount = AMOUNT.amount(row.get("amount"))
            if amount is not None and amount >= 0:
                money.append(Money(amount, currency_of(row, Currency.SEK)))
        return [(_("Aid in all"), format_money(one, get_language())) for one in sums(money)]
