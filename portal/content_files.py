"""One file of content -> its values, and what is wrong in it.

What a file gives hangs on its text alone, so each text is read once in a process: whoever reads a project again, as
`serve` does after each change, has the values of unchanged files at once.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from portal.model import Fact, Topic
from portal.nodes import Source, compose, read_mapping
from portal.problems import Place, Problem, Report
from portal.prose import read_prose
from portal.reading import read_dataclass, read_entries

_FILES = 2_000
"""So many texts are remembered: more than a project has files, and earlier states of some."""

Told = tuple[Problem, ...]


@lru_cache(maxsize=_FILES)
def whole(source: Source, kind: Hashable, slug: str = "") -> tuple[object | None, Told]:
    """The value of a file that is one dataclass of a kind."""
    own = Report()
    node = compose(source, own)
    given = {"slug": slug} if slug else {}
    value = None if node is None else read_dataclass(source, node, cast(type[object], kind), own, **given)
    return value, tuple(own.problems)


@lru_cache(maxsize=_FILES)
def listed(source: Source, kind: Hashable) -> tuple[tuple[object, ...], Told]:
    """The values of a file of `key: {...}` entries."""
    own = Report()
    node = compose(source, own)
    values = () if node is None else read_entries(source, node, cast(type[object], kind), own)
    return values, tuple(own.problems)


@lru_cache(maxsize=_FILES)
def facts_in(source: Source) -> tuple[tuple[tuple[str, Fact | None, Place], ...], Told]:
    """The facts of one file by their names, with their places; without a value where it cannot be read."""
    own = Report()
    node = compose(source, own)
    groups = read_mapping(source, node, own) if node else {}
    rows = tuple(
        (f"{group}.{name}", read_dataclass(source, value, Fact, own), source.place(value))
        for group, members in groups.items()
        for name, value in read_mapping(source, members, own).items()
    )
    return rows, tuple(own.problems)


@lru_cache(maxsize=_FILES)
def topic_in(source: Source) -> tuple[Topic | None, Told]:
    """The page of a file that has fields, and then a text."""
    file, report = source.file, Report()
    lines = source.text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        report.problem(
            source.start,
            "front-matter",
            "The page does not start with its fields between two lines '---'.",
            "Start the file with ---, then title: and summary:, then --- again.",
        )
        return None, tuple(report.problems)
    front = Source(file, "\n".join(lines[1:end]) + "\n", 2)
    node = compose(front, report)
    body = read_prose("\n".join(lines[end + 1 :]), Place(file, end + 2), 2, "", report)
    topic = None
    if isinstance(node, yaml.MappingNode):
        topic = read_dataclass(front, node, Topic, report, slug=Path(file).stem, body=body)
    return topic, tuple(report.problems)
