"""`portal/checks/words.yaml` -> what the checks on translations know of the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from portal.easy.segments import stem_pattern
from portal.easy.tables import known_languages, table_of
from portal.nodes import compose, read_source
from portal.problems import Place, Report, as_text
from portal.reading import read_entries

FILE = "words.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one language that a check can look for; all are empty for a language nobody has described."""

    code: str = field(metadata={"given": True})
    place: Place
    says_no: bool = False
    """Whether a negation is a word of its own, so that a lost one can be seen."""
    near_finnish: bool = False
    """Whether stems of Finnish words are words of the language too."""
    negators: tuple[str, ...] = ()
    """Stems that say no, beside those that make a sentence hard to read."""
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Stems of numbers written as words, by their digits."""
    unwritten: tuple[str, ...] = ()
    """Numbers that the form of a noun can say alone."""
    units: tuple[str, ...] = ()
    """Stems that make a number weighty: money, age, time, deadlines."""
    clock: tuple[str, ...] = ()
    """Stems that say that a number is an hour of the day."""
    endings: tuple[str, ...] = ()
    """Endings of the plural and of the definite form, longest first."""
    prefixes: tuple[str, ...] = ()
    """Small words written together with the next one, longest first."""
    weak: str = ""
    """Letters that come and go within a word."""


@cache
def _all_wordings() -> Mapping[str, Wording]:
    report = Report()
    source = read_source(Path(__file__).parent, FILE, report)
    node = compose(source, report) if source else None
    wordings = read_entries(source, node, Wording, report) if source and node else ()
    if report.problems:
        raise ValueError(as_text(report))
    return {wording.code: wording for wording in wordings}


def wording_of(code: str) -> Wording:
    """What is known of a language; nothing, if nobody has described it."""
    return _all_wordings().get(code) or Wording(code=code, place=Place(FILE))


@cache
def negators_of(code: str) -> tuple[str, ...]:
    """Every stem that says no in a language: what easy reading counts, and what does so in passing."""
    hard = table_of(code).negations if code in known_languages() else ()
    return (*hard, *wording_of(code).negators)


# Vowel signs and the tatweel of Arabic script, which writers add or leave out as they like.
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")


def unvowelled(text: str) -> str:
    """The text without vowel signs and tatweel."""
    return text if text.isascii() else _SIGNS.sub("", text)


@lru_cache(maxsize=10_000)
def holds(text: str, stems: tuple[str, ...]) -> bool:
    """Whether a word with one of the stems stands in the text."""
    return bool(stems) and stem_pattern(*stems).search(unvowelled(text)) is not None


def without_prefixes(word: str, prefixes: tuple[str, ...]) -> str:
    """A word without the small words written together with it, while enough is left to be a word."""
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word
