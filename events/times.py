"""From what the clock on the wall shows to a moment, and what to do in the two odd hours of the year."""

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.enums import Fold


class NoSuchTimeError(ValueError):
    """The clock was put forward past this time: it is on no clock in that zone."""


class TwiceSuchTimeError(ValueError):
    """The clock was put back: the time comes twice, and which of the two was not said."""


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name. Raises ValueError for a name that is none."""
    if name not in _names():
        raise ValueError(f"no such time zone: {name!r}")
    return ZoneInfo(name)


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def exists(local: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a naive wall time is ever shown in a zone."""
    there = local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
    return there == local.replace(fold=0)


def comes_twice(local: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether a naive wall time is shown twice in a zone."""
    first = local.replace(tzinfo=zone, fold=0).utcoffset()
    second = local.replace(tzinfo=zone, fold=1).utcoffset()
    return first != second and exists(local, zone)


def moment(date: dt.date, time: dt.time, zone_name: str, fold: str = Fold.UNSAID) -> dt.datetime:
    """Return the moment, in UTC, at which a clock in the zone shows date and time.

    Raises NoSuchTimeError when the time is skipped that night, and TwiceSuchTimeError when it comes twice and `fold`
    does not say which.
    """
    zone = zone_of(zone_name)
    local = dt.datetime.combine(date, time)
    if not exists(local, zone):
        raise NoSuchTimeError(f"{local} is skipped in {zone_name}")
    if comes_twice(local, zone) and not fold:
        raise TwiceSuchTimeError(f"{local} comes twice in {zone_name}")
    return local.replace(tzinfo=zone, fold=1 if fold == Fold.SECOND else 0).astimezone(dt.UTC)


def fault_of(error: ValueError) -> ValidationError:
    """Return what to say beside the field."""
    if isinstance(error, NoSuchTimeError):
        return ValidationError(
            _("The clock is put forward that night, and this time does not exist. Choose another time."),
            code="no_such_time",
        )
    return ValidationError(
        _("The clock is put back that night, and this time comes twice. Say below which of the two you mean."),
        code="time_twice",
    )


def validate_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a time zone by its IANA name."""
    try:
        zone_of(name)
    except ValueError as error:
        raise ValidationError(_("There is no such time zone. Write e.g. Europe/Stockholm."), code="zone") from error
