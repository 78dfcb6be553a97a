"""What the clock on the wall shows, in the two odd hours of the year too."""

import datetime as dt

import pytest

from events.times import NoSuchTimeError, TwiceSuchTimeError, moment, validate_zone

ZONE = "Europe/Stockholm"
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


def test_an_ordinary_time_has_its_offset():
    assert moment(dt.date(2027, 1, 15), dt.time(9), ZONE) == dt.datetime(2027, 1, 15, 8, tzinfo=dt.UTC)
    assert moment(dt.date(2027, 7, 15), dt.time(9), ZONE) == dt.datetime(2027, 7, 15, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize("time", [dt.time(2), dt.time(2, 30), dt.time(2, 59)])
def test_a_time_that_the_clock_skips_is_refused(time):
    with pytest.raises(NoSuchTimeError):
        moment(SPRING, time, ZONE)


def test_the_hours_beside_the_skipped_one_exist():
    assert moment(SPRING, dt.time(1, 59), ZONE) < moment(SPRING, dt.time(3), ZONE)


def test_a_time_that_comes_twice_is_asked_about():
    with pytest.raises(TwiceSuchTimeError):
        moment(AUTUMN, dt.time(2, 30), ZONE)
    first, second = (moment(AUTUMN, dt.time(2, 30), ZONE, fold) for fold in ("first", "second"))
    assert second - first == dt.timedelta(hours=1)


def test_other_zones_have_other_nights():
    assert moment(SPRING, dt.time(2, 30), "America/New_York")
    with pytest.raises(NoSuchTimeError):
        moment(SPRING, dt.time(1, 30), "Europe/Lisbon")


@pytest.mark.parametrize("name", ["", "Mars/Base", "../etc/passwd", "Europe/Stockholm "])
def test_what_is_no_zone_is_refused(name):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_zone(name)
