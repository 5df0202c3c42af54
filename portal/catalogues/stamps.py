"""`locales/LANGUAGE/reviews.tsv` <-> who stands behind each translation: machine, person, second person.

A stamp is bound to the words themselves by a hash of context, source and translation. Any change of one
of them leaves the stamp without anything to stand for, so it is void by itself.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.model import State
from portal.nodes import read_source
from portal.problems import Place, Problem, Report, Severity

LEVELS = (State.MACHINE, State.PERSON, State.CHECKED)
HEADER = "hash\tlevel\trole\tdate"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Who stands behind one translation: level, role (never a name that was not given) and date."""

    hash: str
    level: State
    role: str
    date: str


def stamp_hash(context: str, source: str, translation: str) -> str:
    """The name of exactly these words: 20 hexadecimal digits of a SHA-256."""
    joined = "\0".join((context, source, translation))
    return hashlib.sha256(joined.encode()).hexdigest()[:20]


def file_of(code: str) -> str:
    """The file of a language's stamps, from the project folder."""
    return f"locales/{code}/reviews.tsv"


_HASH = re.compile(r"[0-9a-f]{20}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_stamps(root: Path, code: str, report: Report) -> dict[str, Stamp]:
    """The stamps by hash; a line that is no stamp is a problem."""
    file = file_of(code)
    if not (root / file).exists():
        return {}
    source = read_source(root, file, report)
    stamps: dict[str, Stamp] = {}
    for number, line in enumerate(source.text.rstrip("\n").split("\n") if source else (), 1):
        if number == 1 and line == HEADER:
            continue
        parts = line.split("\t")
        levels = {level.value: level for level in LEVELS}
        whole = len(parts) == 4 and _HASH.fullmatch(parts[0]) and parts[1] in levels
        if not whole or not parts[2].strip() or not _is_day(parts[3]):
            report.add([_bad_stamp(Place(file, number, 1))])
            continue
        stamps[parts[0]] = Stamp(parts[0], levels[parts[1]], parts[2], parts[3])
    return stamps


def _bad_stamp(place: Place) -> Problem:
    return Problem(
        place=place,
        rule="bad-stamp",
        message="This line is not a stamp of review, so its translation counts as not checked.",
        hint="A line is: hash, level (machine, person or checked), role and date, with tabs between. "
        "Make stamps with 'build.py review'.",
        severity=Severity.WITHHELD,
    )


def _is_day(value: str) -> bool:
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def stamps_as_text(stamps: dict[str, Stamp]) -> str:
    """The file of stamps: a header, then one line each, sorted, so that changes merge without conflict."""
    rows = (f"{s.hash}\t{s.level.value}\t{s.role}\t{s.date}" for s in sorted(stamps.values()))
    return "\n".join((HEADER, *rows)) + "\n"
