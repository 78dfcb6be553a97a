"""What the editor's form of a call checks beyond each field by itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from accounts.enums import Role
from accounts.models import User
from events.times import NoSuchTimeError, fault_of
from grants import clock
from grants.enums import CallKind, SupportKind


class CallPageForm(WagtailAdminPageForm):
    """Checks the dates against each other and the clock, and the sums."""

    def clean(self) -> dict[str, Any]:
        """Check what belongs together."""
        cleaned = super().clean()
        self._check_times(cleaned)
        self._check_dates(cleaned)
        self._check_sums(cleaned)
        return cleaned

    def _fault(self, name: str, text: Any, code: str) -> None:
        if name in self.fields:
            self.add_error(name, ValidationError(text, code=code))

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("closes_at_time") and not cleaned.get("closes_on"):
            self._fault("closes_on", _("Say the date too."), "no_date")
        if cleaned.get("opens_at_time") and not cleaned.get("opens_on"):
            self._fault("opens_on", _("Say the date too."), "no_date")
        if cleaned.get("kind") == CallKind.ROUND and not cleaned.get("closes_on") and not self.is_deferred_validation:
            text = _("A round has a last day. Write it, or choose rolling.")
            self._fault("closes_on", text, "no_last_day")

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        facts = Facts(cleaned)
        opens = closes = None
        try:
            opens = clock.opening(facts) if facts.opens_on else None
        except NoSuchTimeError as error:
            self.add_error("opens_at_time", fault_of(error))
        try:
            closes = clock.closing(facts)
        except NoSuchTimeError as error:
            self.add_error("closes_at_time", fault_of(error))
        if opens and closes and closes <= opens:
            self._fault("closes_on", _("The call would close before it opens."), "closes_first")
        decision = cleaned.get("decision_on")
        if decision and facts.closes_on and decision < facts.closes_on:
            self._fault("decision_on", _("The decision would come before the last day."), "decided_first")

    def _check_sums(self, cleaned: dict[str, Any]) -> None:
        highest, total = cleaned.get("highest_amount"), cleaned.get("total_amount")
        same = cleaned.get("highest_currency") == cleaned.get("total_currency")
        if highest is not None and total is not None and same and highest > total:
            self._fault("highest_amount", _("A project cannot get more than there is to share."), "more_than_all")
        if cleaned.get("support") == SupportKind.ADVICE and (highest or total):
            text = _("Advice in kind has no amount. Take it away, or choose money too.")
            self._fault("highest_amount" if highest else "total_amount", text, "advice_has_no_amount")


class Facts:
    """The dates of a form as far as they could be read."""

    def __init__(self, cleaned: dict[str, Any]) -> None:
        self.opens_on = cleaned.get("opens_on")
        self.opens_at_time = cleaned.get("opens_at_time")
        self.closes_on = cleaned.get("closes_on")
        self.closes_at_time = cleaned.get("closes_at_time")


class RulesForm(WagtailAdminModelForm):
    """Checks that the criteria of a programme make a whole. Its officers are chosen among the case officers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "officers" in self.fields:
            officers = User.objects.filter(is_active=True, groups__name=Role.CASE_OFFICER.value)
            self.fields["officers"].queryset = officers.order_by("last_name", "first_name", "pk")

    def is_valid(self) -> bool:
        """Check the weights together; the fault stands beside the last of them."""
        valid = super().is_valid()
        formset = self.formsets.get("criteria") if self.is_bound else None
        rows = [row for row in formset.forms if row not in formset.deleted_forms] if formset is not None else []
        rows = [row for row in rows if getattr(row, "cleaned_data", {}).get("weight")]
        total = sum(row.cleaned_data["weight"] for row in rows)
        if rows and total != 100:
            text = _("The weights are %(total)d together. Change them so that they are 100.")
            rows[-1].add_error("weight", ValidationError(text % {"total": total}, code="weights"))
            return False
        return valid
