"""All files of one language, in the groups in which they were made, -> bytes to keep, and back."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from portal.checks.html import Html
from portal.keeping import Group
from portal.model import File
from portal.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The files of one language, and what was found wrong while they were made.

    `key` is the hash of all that the language's files can read; `groups` go by the hashes of what each of them reads.
    `refused` is the fault of a template that ended the work: then there are no files.
    """

    key: str = ""
    groups: Mapping[str, Group] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refused: Problem | None = None
    is_kept: bool = False
    """Whether it is remembered, so that another process can take it from there."""

    @property
    def files(self) -> Iterator[File]:
        """Every file."""
        return (file for group in self.groups.values() for file in group.files)

    @property
    def pages(self) -> Iterator[Html]:
        """Every HTML file, read for the checks."""
        return (page for group in self.groups.values() for page in group.pages)


def as_bytes(part: Part) -> bytes:
    """What `part_of` reads. A part that was refused is not kept: whoever mends the template changes its key."""
    groups = [
        (key, [(file.path, len(file.content)) for file in group.files], [_rest_of(page) for page in group.pages])
        for key, group in part.groups.items()
    ]
    head = marshal.dumps((part.key, groups, json.dumps(problems_as_json(part.problems))))
    return b"".join((len(head).to_bytes(8, "big"), head, *(file.content for file in part.files)))


def part_of(data: bytes) -> Part:
    """The part that `as_bytes` wrote."""
    end = 8 + int.from_bytes(data[:8], "big")
    # Python's own form for plain values, read by the Python that wrote it: its version is in the name of the file.
    key, groups, problems = marshal.loads(data[8:end])
    return Part(key=key, groups=dict(_groups(groups, data, end)), problems=problems_from_json(json.loads(problems)))


_Group = tuple[str, list[tuple[str, int]], list[tuple[Any, ...]]]


def _groups(rows: Iterable[_Group], data: bytes, place: int) -> Iterator[tuple[str, Group]]:
    for key, sizes, pages in rows:
        files = []
        for path, size in sizes:
            files.append(File(path, data[place : place + size]))
            place += size
        contents = {file.path: file.content for file in files}
        yield key, Group(tuple(files), tuple(_page(contents[row[0]], row) for row in pages))


def _rest_of(page: Html) -> tuple[Any, ...]:
    return (page.path, page.faults, page.anchors, page.links, page.loaded, page.headings, page.language, page.leads)


def _page(content: bytes, row: tuple[Any, ...]) -> Html:
    path, *rest = row
    return Html(path, content, *rest)


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values."""
    return [asdict(problem) | {"place": astuple(problem.place)} for problem in problems]


def problems_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems that `problems_as_json` wrote."""
    return tuple(
        Problem(**row | {"place": Place(*row["place"]), "severity": Severity(row["severity"])}) for row in rows
    )
