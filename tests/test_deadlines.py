"""The rule by which time limits are counted, against the holidays of another library and the law's own words."""

from __future__ import annotations

from datetime import date

import holidays as other_holidays
import pytest

from portal.deadlines import (
    days_after,
    easter_sunday,
    eves,
    holidays,
    is_working_day,
    months_after,
    moved,
    working_days_after,
)

YEARS = range(2020, 2101)


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_are_those_of_another_library(year: int) -> None:
    # That one counts the two eves among the holidays, for most people do not work then.
    assert holidays(year) | eves(year) == set(other_holidays.country_holidays("FI", years=year))


def test_easter_is_on_the_earliest_and_the_latest_day_there_is() -> None:
    assert easter_sunday(2285) == date(2285, 3, 22)
    assert easter_sunday(2038) == date(2038, 4, 25)


def test_seven_working_days_from_a_tuesday_end_on_the_thursday_of_the_next_week() -> None:
    # The example of the handbook on child welfare.
    assert working_days_after(date(2026, 11, 3), 7) == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("began", "last"),
    [
        (date(2026, 11, 6), date(2026, 11, 17)),  # a Friday: two weekends
        (date(2026, 11, 7), date(2026, 11, 17)),  # the Saturday and the Sunday after it count from the same Monday
        (date(2026, 11, 8), date(2026, 11, 17)),
        (date(2026, 3, 26), date(2026, 4, 8)),  # Good Friday and Easter Monday
        (date(2026, 12, 29), date(2027, 1, 11)),  # New Year and Epiphany
        (date(2026, 4, 24), date(2026, 5, 6)),  # May Day on a Friday
        (date(2026, 12, 17), date(2026, 12, 30)),  # Christmas Eve and Christmas Day, Thursday and Friday
        (date(2026, 6, 15), date(2026, 6, 25)),  # Midsummer Eve
        (date(2028, 11, 30), date(2028, 12, 12)),  # Independence Day on a Wednesday
    ],
)
def test_a_working_day_is_no_weekend_no_holiday_and_no_eve(began: date, last: date) -> None:
    assert working_days_after(began, 7) == last
    assert is_working_day(last)


@pytest.mark.parametrize(
    ("began", "full"),
    [
        (date(2026, 11, 21), date(2027, 2, 21)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # a month without that day ends the time on its last
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_of_the_month(began: date, full: date) -> None:
    assert months_after(began, 3) == full


@pytest.mark.parametrize(
    ("full", "last"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 23)),  # a Saturday
        (date(2026, 11, 22), date(2026, 11, 23)),  # a Sunday
        (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas Eve, on a Thursday
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer Eve
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2028, 12, 6), date(2028, 12, 7)),
        (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday: over Easter
    ],
)
def test_a_last_day_on_which_offices_are_closed_moves(full: date, last: date) -> None:
    assert moved(full) == last


def test_days_count_from_the_next() -> None:
    assert days_after(date(2026, 11, 21), 30) == date(2026, 12, 21)
