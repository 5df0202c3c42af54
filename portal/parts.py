"""All files of one language, with what the checks found in them, -> bytes to keep, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from typing import Any

from portal.checks.html import Html
from portal.model import File
from portal.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The files of one language; the HTML ones read for the checks; what was found wrong while they were made.

    `refused` is the fault of a template that ended the work: then there are no files.
    """

    files: tuple[File, ...] = ()
    pages: tuple[Html, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: Problem | None = None


def as_bytes(part: Part) -> bytes:
    """What `part_of` reads. A part that was refused is not kept: whoever mends the template changes its key."""
    head = {
        "files": [(file.path, len(file.content)) for file in part.files],
        "pages": {page.path: _rest_of(page) for page in part.pages},
        "problems": problems_as_json(part.problems),
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((line, b"".join(file.content for file in part.files)))


def part_of(data: bytes) -> Part:
    """The part that `as_bytes` wrote."""
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    files = tuple(_files(head["files"], rest))
    contents = {file.path: file.content for file in files}
    pages = tuple(_page(path, contents[path], fields) for path, fields in head["pages"].items())
    return Part(files=files, pages=pages, problems=problems_from_json(head["problems"]))


def _files(sizes: Iterable[tuple[str, int]], rest: bytes) -> Iterator[File]:
    place = 0
    for path, size in sizes:
        yield File(path, rest[place : place + size])
        place += size


def _rest_of(page: Html) -> list[Any]:
    return [page.faults, sorted(page.anchors), page.links, page.loaded, page.headings, page.language]


def _page(path: str, content: bytes, fields: list[Any]) -> Html:
    faults, anchors, links, loaded, headings, language = fields
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
