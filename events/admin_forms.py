"""What the editor's form of a seminar checks beyond each field by itself."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from events.enums import EventFormat, Fold, PoolKind, RegistrationMode
from events.times import NoSuchTimeError, fault_of, moment, zone_of

POOL_FIELDS = {PoolKind.ON_SITE: "capacity_on_site", PoolKind.ONLINE: "capacity_online"}


class EventPageForm(WagtailAdminPageForm):
    """Checks hours against the clock of the time zone, and places against those already taken."""

    def clean(self) -> dict[str, Any]:
        """Check what belongs to the page itself."""
        cleaned = super().clean()
        self._check_closing(cleaned)
        self._check_places(cleaned)
        if not self.defer_required_fields:
            self._check_ways(cleaned)
        return cleaned

    def is_valid(self) -> bool:
        """Check the hours too, once the zone is known; a fault stands beside the time it is about."""
        valid = super().is_valid()
        return self._hours_are_right() and valid

    def _zone_name(self) -> str | None:
        name = self.cleaned_data.get("time_zone") if hasattr(self, "cleaned_data") else None
        try:
            return zone_of(name).key if name else None
        except ValueError:
            return None

    def _hours_are_right(self) -> bool:
        zone_name = self._zone_name()
        formset = self.formsets.get("occasions") if self.is_bound else None
        if formset is None or zone_name is None:
            return True
        rows = [form for form in formset.forms if hasattr(form, "cleaned_data") and form not in formset.deleted_forms]
        checked = [check_hours(form, zone_name) for form in rows]
        return all(checked)

    def _check_closing(self, cleaned: dict[str, Any]) -> None:
        date, time, zone_name = cleaned.get("closes_on"), cleaned.get("closes_at_time"), self._zone_name()
        if time and not date:
            self.add_error("closes_on", ValidationError(_("Say the date too."), code="no_date"))
        elif date and time and zone_name:
            try:
                moment(date, time, zone_name, Fold.SECOND)
            except NoSuchTimeError as error:
                self.add_error("closes_at_time", fault_of(error))

    def _check_ways(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("registration") == RegistrationMode.ELSEWHERE and not cleaned.get("registration_url"):
            self.add_error("registration_url", ValidationError(_("Give the address of the registration.")))
        if cleaned.get("format") in {EventFormat.ON_SITE, EventFormat.HYBRID} and not cleaned.get("venue"):
            self.add_error("venue", ValidationError(_("Say where it is, e.g. Arbetets museum, Norrköping.")))

    def _check_places(self, cleaned: dict[str, Any]) -> None:
        from events.services.places import taken_by_kind

        for kind, taken in taken_by_kind(self.instance.translation_key).items():
            name = POOL_FIELDS[PoolKind(kind)]
            places = cleaned.get(name)
            if places is not None and places < taken:
                text = ngettext(
                    "%(taken)d place is taken already. Write at least %(taken)d.",
                    "%(taken)d places are taken already. Write at least %(taken)d.",
                    taken,
                )
                self.add_error(name, ValidationError(text % {"taken": taken}, code="too_few_places"))


def check_hours(form: Any, zone_name: str) -> bool:
    """Tell whether a row of hours is on the clock and ends after it starts; say beside the field what is wrong."""
    data = form.cleaned_data
    date, end_date = data.get("date"), data.get("end_date") or data.get("date")
    if not (date and data.get("start_time") and data.get("end_time")):
        return True
    moments: list[dt.datetime] = []
    for day, name, fold in ((date, "start_time", "start_fold"), (end_date, "end_time", "end_fold")):
        try:
            moments.append(moment(day, data[name], zone_name, data.get(fold) or ""))
        except ValueError as error:
            form.add_error(name, fault_of(error))
    if len(moments) == 2 and moments[1] <= moments[0]:
        form.add_error("end_time", ValidationError(_("The end must come after the start."), code="end_before_start"))
    return not form.errors
