"""All files of one language, in the groups in which they were made, -> bytes to keep, and back."""

from __future__ import annotations

import json
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
    head = {
        "key": part.key,
        "groups": [
            [key, [(file.path, len(file.content)) for file in group.files], [_rest_of(page) for page in group.pages]]
            for key, group in part.groups.items()
        ],
        "problems": problems_as_json(part.problems),
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((line, b"".join(file.content for file in part.files)))


def part_of(data: bytes) -> Part:
    """The part that `as_bytes` wrote."""
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    return Part(
        key=head["key"],
        groups=dict(_groups(head["groups"], rest)),
        problems=problems_from_json(head["problems"]),
    )


def _groups(rows: Iterable[tuple[str, list[tuple[str, int]], list[Any]]], data: bytes) -> Iterator[tuple[str, Group]]:
    place = 0
    for key, sizes, pages in rows:
        files = []
        for path, size in sizes:
            files.append(File(path, data[place : place + size]))
            place += size
        contents = {file.path: file.content for file in files}
        yield key, Group(tuple(files), tuple(_page(contents[row[0]], row) for row in pages))


def _rest_of(page: Html) -> list[Any]:
    return [page.path, page.faults, sorted(page.anchors), page.links, page.loaded, page.headings, page.language]


def _page(content: bytes, row: list[Any]) -> Html:
    path, faults, anchors, links, loaded, headings, language = row
    return Html(
        path,
        content.decode(),
        faults=_pairs(faults),
        anchors=set(anchors),
        links=_pairs(links),
        loaded=_pairs(loaded),
        headings=_pairs(headings),
        language=language,
    )


def _pairs(rows: list[list[Any]]) -> list[Any]:
    return [tuple(row) for row in rows]


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values."""
    return [asdict(problem) | {"place": astuple(problem.place)} for problem in problems]


def problems_from_json(rows: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems that `problems_as_json` wrote."""
    return tuple(
        Problem(**row | {"place": Place(*row["place"]), "severity": Severity(row["severity"])}) for row in rows
    )
