"""What is wrong, and where -> the lines a person reads: plain text, JSON or GitHub annotations."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a problem stops."""

    ERROR = "error"
    """Nothing is written; the site stays as it was."""
    WITHHELD = "withheld"
    """This one translation is not published: the reader sees easy Finnish there instead."""
    WARNING = "warning"
    """Shown and counted; stops nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file: its path from the project folder, and a line and column that count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that a person must mend: where, which rule, what is wrong, what to do."""

    place: Place
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def as_text(self) -> str:
        """The problem in one line, with the way out in a second one."""
        label = "warning" if self.severity is Severity.WARNING else "error"
        first = visible(f"{self.place}: {label}[{self.rule}] {self.message}")
        return f"{first}\n    {visible(self.hint)}" if self.hint else first


@dataclass(slots=True)
class Report:
    """Gathers the problems of one run, so that all of them are shown, once, in the order of the files."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, problems: Iterable[Problem]) -> None:
        """Takes in problems that a check has yielded."""
        self.problems.extend(problems)

    def problem(self, place: Place, rule: str, message: str, hint: str = "") -> None:
        """Notes an error found on the spot."""
        self.problems.append(Problem(place=place, rule=rule, message=message, hint=hint))

    @property
    def sorted(self) -> list[Problem]:
        """Every problem once, by file, line, column and rule."""
        unique = dict.fromkeys(self.problems)
        return sorted(unique, key=lambda problem: (problem.place, problem.rule, problem.message))

    @property
    def stops(self) -> bool:
        """Whether a problem forbids writing the site."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend; warnings do not count."""
        return all(problem.severity is Severity.WARNING for problem in self.problems)

    def summary(self) -> str:
        """How many problems of each kind there are, in words."""
        counts = dict.fromkeys(Severity, 0)
        for problem in self.sorted:
            counts[problem.severity] += 1
        errors = counts[Severity.ERROR] + counts[Severity.WITHHELD]
        parts = [counted(errors, "error")] if errors else []
        if counts[Severity.WARNING]:
            parts.append(counted(counts[Severity.WARNING], "warning"))
        return " and ".join(parts) or "No problems"


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values."""
    return [asdict(problem) | {"place": astuple(problem.place)} for problem in problems]


def problems_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems that `problems_as_json` wrote."""
    return tuple(
        Problem(**row | {"place": Place(*row["place"]), "severity": Severity(row["severity"])}) for row in rows
    )


def as_text(report: Report) -> str:
    """All problems as lines for the console."""
    return "".join(problem.as_text() + "\n" for problem in report.sorted)


def as_json(report: Report) -> str:
    """All problems as a JSON list of objects, for other programs."""
    rows = [{**_place(problem.place), **_without_place(problem)} for problem in report.sorted]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _place(place: Place) -> dict[str, str | int]:
    return {**asdict(place), "file": visible(place.file)}


def _without_place(problem: Problem) -> dict[str, str]:
    return {
        "severity": problem.severity.value,
        "rule": problem.rule,
        "message": visible(problem.message),
        "hint": visible(problem.hint),
    }


def as_github(report: Report) -> str:
    """All problems as GitHub workflow commands, which the forge shows on the lines themselves."""
    return "".join(_github_line(problem) for problem in report.sorted)


def _github_line(problem: Problem) -> str:
    command = "warning" if problem.severity is Severity.WARNING else "error"
    place = problem.place
    properties = (
        f"file={_github_property(place.file)},line={place.line},col={place.column},"
        f"title={_github_property(problem.rule)}"
    )
    text = visible(f"{problem.message} {problem.hint}".strip())
    return f"::{command} {properties}::{text.replace('%', '%25')}\n"


def _github_property(value: str) -> str:
    value = visible(value).replace("%", "%25")
    return value.replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def visible(text: str) -> str:
    """The text with every control, format and line character spelled out.

    A translator's file must not be able to write terminal control sequences, start a second line
    in a report, or hide or turn round a part of it.
    """
    return "".join(_spelled(character) for character in text)


def _spelled(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} and character not in "\u200c\u200d":
        return f"<U+{ord(character):04X}>"
    return character


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known name, or names the known ones if they are few."""
    names = sorted(known)
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if 0 < len(names) <= 12:
        return "Known names: " + ", ".join(names) + "."
    return ""
