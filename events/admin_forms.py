"""What the editor's form of a seminar checks beyond each field by itself."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from events.enums import EventFormat, Fold, PoolKind, RegistrationMode
from events.times import NoSuchTimeError, fault_of, moment, zone_of

# So that a mistyped year does not fill the memory.
MOST_DAYS = 100
POOL_FIELDS = {PoolKind.ON_SITE: "capacity_on_site", PoolKind.ONLINE: "capacity_online"}


class EventPageForm(WagtailAdminPageForm):
    """Checks hours against the clock of the time zone, and places against those already taken."""

    def clean(self) -> dict[str, Any]:
        """Check what belongs to the page itself."""
        cleaned = super().clean()
        self._check_closing(cleaned)
        self._check_places(cleaned)
        self._check_programme(cleaned)
        if not self.is_deferred_validation:
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
        if not all(checked):
            return False
        self._check_together([form.cleaned_data for form in rows if is_whole(form.cleaned_data)])
        return not self.errors

    def _check_together(self, rows: list[dict[str, Any]]) -> None:
        """Check what the programme and the closing time have to do with the hours."""
        if not rows:
            return
        last = max(row.get("end_date") or row["date"] for row in rows)
        closes_on = self.cleaned_data.get("closes_on")
        if closes_on and closes_on > last:
            self.add_error(
                "closes_on", ValidationError(_("Registration cannot close after the seminar."), code="closes_late")
            )
        for text in outside(self.cleaned_data.get("programme") or [], spans_of(rows)):
            self.add_error("programme", ValidationError(text, code="outside"))

    def _check_programme(self, cleaned: dict[str, Any]) -> None:
        for block in cleaned.get("programme") or []:
            if block.block_type != "item":
                continue
            starts, ends = block.value.get("starts"), block.value.get("ends")
            if starts and ends and ends <= starts:
                text = _("“%(title)s” ends before it begins.") % {"title": block.value["title"]}
                self.add_error("programme", ValidationError(text, code="item_ends_first"))

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


def is_whole(row: dict[str, Any]) -> bool:
    """Tell whether a row of hours says all it has to."""
    return bool(row.get("date") and row.get("start_time") and row.get("end_time"))


def check_hours(form: Any, zone_name: str) -> bool:
    """Tell whether a row of hours is on the clock and ends after it starts; say beside the field what is wrong."""
    data = form.cleaned_data
    date, end_date = data.get("date"), data.get("end_date") or data.get("date")
    if not is_whole(data):
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


def spans_of(rows: list[dict[str, Any]]) -> dict[dt.date, tuple[dt.time, dt.time]]:
    """Return, for each day of a seminar, from when and until when it goes on, by the clock on the wall."""
    spans: dict[dt.date, tuple[dt.time, dt.time]] = {}
    for row in rows:
        day, last = row["date"], row.get("end_date") or row["date"]
        while day <= last and len(spans) <= MOST_DAYS:
            start = row["start_time"] if day == row["date"] else dt.time.min
            end = row["end_time"] if day == last else dt.time.max
            known = spans.get(day, (start, end))
            spans[day] = (min(known[0], start), max(known[1], end))
            day += dt.timedelta(days=1)
    return spans


def outside(programme: Any, spans: dict[dt.date, tuple[dt.time, dt.time]]) -> list[str]:
    """Return what to say of days and points of a programme that lie outside the hours of the seminar."""
    said = []
    day = min(spans)
    for block in programme:
        if block.block_type == "day":
            day = block.value["date"]
            if day not in spans:
                text = _("%(date)s is in the programme, but the seminar is not held that day.")
                said.append(text % {"date": date_format(day, "DATE_FORMAT")})
        elif day in spans:
            first, last = spans[day]
            times = [time for time in (block.value.get("starts"), block.value.get("ends")) if time]
            if any(time < first or time > last for time in times):
                text = _("“%(title)s” lies outside the hours of the seminar that day.")
                said.append(text % {"title": block.value["title"]})
    return said
