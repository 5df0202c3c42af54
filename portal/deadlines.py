"""The day something began -> the last day of a time limit in Finland: working days, months and days by the law's rule.

The rule is the Act on the Calculation of Statutory Time Limits (150/1930), sections 2, 3 and 5. What a working day
is, the Handbook on Child Welfare of THL says for the seven working days: holidays and Saturdays are not counted.
`templates/scripts/timeline.js` counts by the same rule on the reader's device; a test holds the two together.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache

from portal.model import Fact

_DAY = timedelta(days=1)
_SATURDAY = 5


def day_of(fact: Fact) -> date:
    """The day of a fact of type date that gives a whole day."""
    return date.fromisoformat(fact.value)


def working_days_after(began: date, count: int) -> date:
    """The `count`th working day after a day; that day itself is not counted (150/1930, 2 §)."""
    day = began
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def months_after(began: date, count: int) -> date:
    """The same day of the month `count` months later, or the last day of a shorter month (150/1930, 3 §)."""
    years, month = divmod(began.month - 1 + count, 12)
    year = began.year + years
    return date(year, month + 1, min(began.day, calendar.monthrange(year, month + 1)[1]))


def days_after(began: date, count: int) -> date:
    """The `count`th day after a day, which itself is not counted (150/1930, 2 §)."""
    return began + count * _DAY


def moved(last: date) -> date:
    """The last day of a time limit; one on which offices are closed moves to the next that is not (150/1930, 5 §)."""
    while not is_working_day(last):
        last += _DAY
    return last


def is_working_day(day: date) -> bool:
    """Whether offices are open: no Saturday or Sunday, no holiday, not Christmas Eve or Midsummer Eve.

    That the two eves end no time limit is law (150/1930, 5 §). Whether they count among seven working days, no
    source says; they are left out, for so nobody is called late too early, and the page tells the reader to ask.
    """
    return day.weekday() < _SATURDAY and day not in holidays(day.year) and day not in eves(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of Finland: those of the church, May Day and Independence Day."""
    easter = easter_sunday(year)
    fixed = {date(year, month, day) for month, day in ((1, 1), (1, 6), (5, 1), (12, 6), (12, 25), (12, 26))}
    moving = {easter + offset * _DAY for offset in (-2, 0, 1, 39, 49)}
    return frozenset(fixed | moving | {_saturday_from(date(year, 6, 20)), _saturday_from(date(year, 10, 31))})


@cache
def eves(year: int) -> frozenset[date]:
    """Christmas Eve and Midsummer Eve, the Friday before Midsummer Day."""
    return frozenset({date(year, 12, 24), _saturday_from(date(year, 6, 20)) - _DAY})


def easter_sunday(year: int) -> date:
    """Easter of the western church in a year of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    fourths, over = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * fourths - epact - over) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + (_SATURDAY - day.weekday()) % 7 * _DAY
