"""Facts, dates and hours -> the words of a language, by Babel's CLDR data, without any markup.

Phones, sums and times keep Western digits in every language, so that what a reader dials, pays or
shows at an office is the same everywhere (the Finnish official pages do so too).
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_date as babel_date
from babel.dates import format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from portal.languages import locale_named
from portal.model import Day, Fact, FactType, Hours, Language, PartialDate

EN_DASH = "\u2013"
NO_BREAK_SPACE = "\u00a0"

# CLDR puts direction marks beside sums in some languages; the page isolates the whole sum instead.
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c]")


def fact_in_words(fact: Fact, language: Language) -> str:
    """A fact's value as the language writes it; a fact without a value gives an empty string."""
    if not fact.value:
        return ""
    if fact.type is FactType.PHONE:
        return fact.value.replace(" ", NO_BREAK_SPACE)
    if fact.type is FactType.PRICE:
        sum_ = format_currency(Decimal(fact.value), "EUR", locale=language.locale, numbering_system="latn")
        return _DIRECTION_MARKS.sub("", sum_)
    if fact.type is FactType.NUMBER:
        return format_decimal(Decimal(fact.value), locale=language.locale, numbering_system="latn")
    if fact.type is FactType.RANGE:
        return fact.value.replace("-", EN_DASH)
    if fact.type is FactType.DATE:
        return date_in_words(PartialDate(*map(int, fact.value.split("-"))), language)
    return fact.value


def date_in_words(when: PartialDate, language: Language) -> str:
    """A day, month or year; an unknown date gives an empty string."""
    return _date_in_words(when, language.locale)


@lru_cache(maxsize=10_000)
def _date_in_words(when: PartialDate, locale: str) -> str:
    # The status board of a big site says the same few days thousands of times.
    if not when.year:
        return ""
    if not when.month:
        return f"{when.year:04d}"
    if not when.day:
        first = date(when.year, when.month, 1)
        return str(format_skeleton("yMMMM", first, locale=locale))
    return str(babel_date(date(when.year, when.month, when.day), "long", locale=locale))


def day_in_words(when: date, language: Language) -> str:
    """A day with its day of the week: `tiistai 29. joulukuuta 2026`."""
    return str(babel_date(when, "full", locale=language.locale))


def value_in_words(value: object, language: Language) -> object:
    """A value that is put into a text: a date as the language writes it, a whole day with its day of the week."""
    if isinstance(value, PartialDate):
        return date_in_words(value, language)
    return day_in_words(value, language) if isinstance(value, date) else value


def days_in_words(hours: Hours, language: Language) -> str:
    """`mon-fri` as the language names it: maanantai-perjantai, with an en dash."""
    first, last = hours.first_and_last
    names = _day_names(language.locale)
    if first is last:
        return names[first]
    return f"{names[first]}{EN_DASH}{names[last]}"


@cache
def _day_names(locale: str) -> dict[Day, str]:
    names = get_day_names("wide", context="stand-alone", locale=locale)
    return {day: str(names[number]) for number, day in enumerate(Day)}


def times_in_words(hours: Hours, language: Language) -> str:
    """`9.00` and `12.00` as a range on the 24-hour clock."""
    return f"{_time(hours.opens, language)}{EN_DASH}{_time(hours.closes, language)}"


def _time(value: str, language: Language) -> str:
    hour, minute = (int(part) for part in value.split("."))
    words = str(format_skeleton("Hm", time(hour % 24, minute), locale=language.locale))
    words = words.translate(_WESTERN_DIGITS)
    # Midnight at the end of a day is 24.00 in Finland; CLDR writes it as the start of the next day.
    return re.sub(r"^0{1,2}(?!\d)", "24", words) if hour == 24 else words


_WESTERN_DIGITS = {ord(digit): str(number) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, digit in enumerate(row)}


def language_name(code: str, language: Language) -> str:
    """What a language is called in another language: `fi` in Arabic is الفنلندية."""
    return str(locale_named(language.locale).languages.get(code, code))


def language_list(codes: tuple[str, ...], language: Language) -> str:
    """The names of languages as a list in a sentence, with the commas and the "and" of the language."""
    names = [language_name(code, language) for code in codes]
    return str(format_list(names, locale=language.locale))


def comma(language: Language) -> str:
    """What stands between the parts of a list."""
    return _COMMAS.get(language.script, ", ")


def semicolon(language: Language) -> str:
    """What stands between parts that have commas, or dashes, of their own."""
    return _SEMICOLONS.get(language.script, "; ")


_COMMAS = {"Arab": "، ", "Hans": "、"}
_SEMICOLONS = {"Arab": "؛ ", "Hans": "；"}


def dialled(phone: str) -> str:
    """A phone number as `tel:` wants it: digits, and a plus in front where there is one."""
    return re.sub(r"[^0-9+]", "", phone)
