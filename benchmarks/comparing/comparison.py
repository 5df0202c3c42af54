"""Pages, sides and rounds -> what each build spent, in turns; after each, the pages are asked for what is new."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.comparing.edits import EDITS, Project, Target, target_of
from benchmarks.comparing.pages import pages
from benchmarks.comparing.running import CommandFailed, Spent, most_memory, said_by, timed
from benchmarks.comparing.sides import PORTAL, Side, portal_project
from benchmarks.comparing.vocabulary import languages

COLD, NOTHING = "cold", "no change"
CASES = (COLD, NOTHING, *EDITS)

WEIGHED = (COLD, NOTHING, "one message")
"""The cases of which the memory is measured: what the others need lies between them."""

LIBRARIES = ((sys.executable, "-c", "import yaml, jinja2, markdown, babel"),)
"""What every cold build in Python has to wait for, whatever it then does."""

_SETTLING = 0.3
"""Seconds between a change and a build. Nobody types faster, and clocks of files are coarse."""

Say = Callable[[str], None]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Written:
    """What a side wrote: HTML files, all files, and their bytes."""

    html: int
    files: int
    size: int


@dataclass(slots=True, kw_only=True)
class Measured:
    """All that was measured at one size."""

    pages: int
    rounds: int
    sides: tuple[Side, ...]
    left_out: tuple[Side, ...]
    spent: dict[tuple[str, str], list[Spent]] = field(default_factory=dict)
    """By side and case, one for each round."""
    memory: dict[tuple[str, str], float | None] = field(default_factory=dict)
    written: dict[str, Written] = field(default_factory=dict)
    libraries: list[Spent] = field(default_factory=list)
    parts: dict[str, float] = field(default_factory=dict)
    """Seconds of the portal's own profile: for search, and for leaflets where they were made."""
    leaflets: int = 0


class NotShown(Exception):
    """A build has overlooked a change; the text says which."""


def compare(
    size: int, rounds: int, sides: Sequence[Side], folder: Path, say: Say, left_out: Sequence[Side]
) -> Measured:
    """Builds the same pages with every side, in turns, `rounds` times each case."""
    count = size // len(languages())
    measured = Measured(pages=size, rounds=rounds, sides=tuple(sides), left_out=tuple(left_out))
    say(f"{size} pages: writing them")
    target = target_of(pages(count))
    projects = [_project(side, folder / f"{side.name}-{size}", count, target) for side in sides]
    for project in projects:
        say(f"{size} pages: {project.side.name} builds them once, untimed")
        timed(project.side.commands, project.root)
    for number in range(rounds):
        # Who begins changes, so that a disk or a processor still busy with the last one disturbs all alike.
        turn = projects if number % 2 == 0 else projects[::-1]
        measured.libraries.append(timed(LIBRARIES, folder))
        for case in CASES:
            for project in turn:
                say(f"{size} pages: round {number + 1} of {rounds}, {case}, {project.side.name}")
                spent = _built(project, case, number, partial(timed, project.side.commands, project.root))
                measured.spent.setdefault((project.side.name, case), []).append(spent)
    for project in projects:
        for case in WEIGHED:
            say(f"{size} pages: memory, {case}, {project.side.name}")
            most = _built(project, case, rounds, partial(most_memory, project.side.commands, project.root))
            measured.memory[project.side.name, case] = most
        measured.written[project.side.name] = _written(project.root / project.side.output)
        shutil.rmtree(project.root)  # the biggest size needs the room
    return measured


def _project(side: Side, root: Path, count: int, target: Target) -> Project:
    side.write(root, pages(count))
    return Project(side, root, target)


def _built(project: Project, case: str, number: int, build: Callable[[], Result]) -> Result:
    """Makes the case's change, builds, and asks the pages whether they show all that they must."""
    if case == COLD:
        project.side.forget(project.root)
    elif case != NOTHING:
        EDITS[case](project, number)
    time.sleep(_SETTLING)
    result = build()
    if missing := project.not_shown():
        raise NotShown(f"{project.side.name}, {case}: " + "; ".join(missing))
    return result


def _written(folder: Path) -> Written:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Written(
        html=sum(path.suffix == ".html" for path in files),
        files=len(files),
        size=sum(path.stat().st_size for path in files),
    )


def add_parts(measured: Measured, folder: Path, leaflets: int, say: Say) -> None:
    """Lets the portal's own profile say what its search and its leaflets cost, leaflets anew and remembered.

    The profile builds with one process. Its first run is cold; in its second only leaflets are remembered.
    """
    root = folder / "leaflets"
    portal_project(root, pages(measured.pages // len(languages())), leaflets=leaflets)
    for name in ("leaflets, cold", "leaflets, remembered")[: 2 if leaflets else 1]:
        say(f"{measured.pages} pages: the portal's profile, {name}")
        said = said_by((*PORTAL.commands[0], "--profile"), root)
        measured.parts["search index"] = _seconds(said, "search")
        if leaflets:
            measured.parts[name] = _seconds(said, "leaflets")
    measured.leaflets = sum(1 for _ in (root / PORTAL.output).rglob("*.pdf"))


def _seconds(said: str, kind: str) -> float:
    found = re.search(rf"^ *([0-9.]+)  {kind}$", said, re.MULTILINE)
    if found is None:
        raise CommandFailed(f"The profile says nothing of '{kind}':\n{said}")
    return float(found[1])
