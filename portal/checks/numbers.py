"""A text and its translation -> the numbers in digits that only one of them has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.checks.check import check
from portal.checks.texts import short_numbers
from portal.checks.translated import on_each, words_alone
from portal.checks.typed_facts import typed_facts
from portal.checks.wording import Wording, holds, without_prefixes, wording_of
from portal.easy.segments import western_digits
from portal.model import Edition, Text
from portal.problems import Problem, Severity

_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ \u00a0\u202f.,\u066c'\u2019])\d{3})(?:\1\d{3})*")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:\u066b\u066c]\d+)*")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_SMALL = 12
"""In a language without a list of numbers, numbers up to this may be written as words."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it stands in a text; `value` is the same in every way of writing it.

    A month is `optional`: it may be a number in one language and a name in the other.
    """

    value: str
    start: int
    end: int
    optional: bool = False


def typed_numbers(text: str) -> Iterator[Typed]:
    """The numbers written in digits, of any script and with any separators."""
    western = western_digits(text)
    for date in _DATE.finditer(western):
        for part in ("day", "month", "year"):
            yield Typed(_value(date[part]), *date.span(part), optional=part == "month")
    western = _DATE.sub(lambda date: " " * len(date.group()), western)
    for found in _NUMBER.finditer(western):
        yield Typed(_value(found.group()), *found.span())


def _value(typed: str) -> str:
    if _THOUSANDS.fullmatch(typed):
        return re.sub(r"\D", "", typed).lstrip("0") or "0"
    whole, *rest = re.split(r"\D", typed)
    if rest == ["00"]:  # 9.00 and 9 are the same hour, and the same sum
        rest = []
    return ".".join((whole.lstrip("0") or "0", *rest))


def _beside(text: str, number: Typed, stems: tuple[str, ...], prefixes: tuple[str, ...] = ()) -> bool:
    """Whether one of the words stands at most two words away from the number."""
    if _HAN.search(text):
        return holds(text[max(number.start - 3, 0) : number.end + 4], stems)
    near = [*text[: number.start].split()[-2:], text[number.start : number.end]]
    near += text[number.end :].split()[:2]
    return holds(" ".join((*near, *(without_prefixes(word, prefixes) for word in near))), stems)


@check("number")
def number(edition: Edition) -> Iterator[Problem]:
    """A translation has the same numbers as the Finnish, in the digits and separators of its own language.

    A number may be written as a word. A number beside money, age, time or a deadline must be right,
    so such a translation is not published.

    Bad: `You get an answer in 30 days.` for `Saat vastauksen 3 päivässä.`
    Good: `You get an answer in three days.`
    """
    own = wording_of(edition.language.code)
    theirs = wording_of(edition.site.settings.source_language)
    short = short_numbers(edition.site)

    def faults(text: Text, translation: str) -> Iterator[tuple[str, Severity]]:
        before, after = words_alone(text.source), words_alone(translation)
        if not _DIGIT.search(before) and not _DIGIT.search(after):
            return
        for _, typed in typed_facts(after, short):
            after = after.replace(typed, " " * len(typed))  # told by the check typed-number
        wanted, found = list(typed_numbers(before)), list(typed_numbers(after))
        missing, added = _differences(wanted, found)
        missing, added = _without_clock(missing, added, before, wanted, theirs)
        may_be_words = not own.numbers and not added
        for value in missing:
            stems = own.numbers.get(value, ())
            if holds(after, stems) or value in own.unwritten or (may_be_words and _is_small(value)):
                continue
            weighty = any(one.value == value and _beside(before, one, theirs.units) for one in wanted)
            yield f"The Finnish text has the number {value}, the translation does not.", _severity(weighty)
        for value in added:
            if holds(before, theirs.numbers.get(value, ())):
                continue
            weighty = any(one.value == value and _beside(after, one, own.units, own.prefixes) for one in found)
            yield f"The translation has the number {value}, the Finnish text does not.", _severity(weighty)

    return on_each(edition, "number", faults)


def _severity(weighty: bool) -> Severity:
    return Severity.WITHHELD if weighty else Severity.WARNING


def _is_small(value: str) -> bool:
    return value.isdigit() and int(value) <= _SMALL


def _differences(wanted: Iterable[Typed], found: Iterable[Typed]) -> tuple[list[str], list[str]]:
    """The values that the translation lacks, and those that it has too many, each once."""
    every_wanted, every_found = (Counter(one.value for one in numbers) for numbers in (wanted, found))
    must_wanted, must_found = (Counter(one.value for one in numbers if not one.optional) for numbers in (wanted, found))
    return list(must_wanted - every_found), list(must_found - every_wanted)


def _without_clock(
    missing: list[str], added: list[str], source: str, wanted: list[Typed], theirs: Wording
) -> tuple[list[str], list[str]]:
    """The same without hours of the afternoon: `klo 15` may be 3 in a language that counts to twelve."""
    for one in wanted:
        hour, point, minutes = one.value.partition(".")
        if one.value not in missing or not _beside(source, one, theirs.clock) or not 13 <= int(hour) <= 24:
            continue
        twelve = f"{int(hour) - 12}{point}{minutes}"
        if twelve in added:
            missing = [value for value in missing if value != one.value]
            added = [value for value in added if value != twelve]
    return missing, added
