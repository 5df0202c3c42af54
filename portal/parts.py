"""All files of one language, or for all languages, in the groups they were made in, -> a list beside them, and back."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.checks.files import Linked
from portal.keeping import Group
from portal.model import File
from portal.problems import Problem, problems_as_json, problems_from_json
from portal.shelf import Shelf, StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The files of one language, or for all together, and what was found wrong while they were made.

    `key` is the hash of all that the language's files can read, `common` that of what each of them can; `groups` go by
    the hashes of what each of them reads. `facts` names those that each of them can read. `refused` is the fault of a
    template that ended the work: then there are no files.
    """

    key: str = ""
    common: str = ""
    facts: frozenset[str] = frozenset()
    groups: Mapping[str, Group] = field(default_factory=dict)
    found: tuple[Problem, ...] = ()
    refused: Problem | None = None

    @property
    def files(self) -> Iterator[File]:
        """Every file."""
        return (file for group in self.groups.values() for file in group.files)

    @property
    def pages(self) -> Iterator[Linked]:
        """The links of every HTML file."""
        return (page for group in self.groups.values() for page in group.pages)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong while files were made, and in the HTML ones."""
        return (*self.found, *(problem for group in self.groups.values() for problem in group.problems))


def as_bytes(part: Part) -> bytes:
    """What `part_of` reads. A part that was refused is not kept: whoever mends the template changes its key."""
    groups = [
        (
            key,
            [(file.path, file.digest) for file in group.files],
            [(page.path, page.anchors, page.leads) for page in group.pages],
            _written(group.problems),
        )
        for key, group in part.groups.items()
    ]
    # Python's own form for plain values, read by the Python that wrote it: its version is in the name of the shelf.
    return marshal.dumps((part.key, part.common, sorted(part.facts), groups, _written(part.found)))


def part_of(data: bytes, shelf: Shelf) -> Part:
    """The part that `as_bytes` wrote; its files are on a shelf."""
    key, common, facts, rows, found = marshal.loads(data)
    groups = {
        name: Group(
            tuple(StoredFile(path, digest, shelf) for path, digest in files),
            tuple(Linked(*page) for page in pages),
            _read(problems),
        )
        for name, files, pages, problems in rows
    }
    return Part(key=key, common=common, facts=frozenset(facts), groups=groups, found=_read(found))


def _written(problems: tuple[Problem, ...]) -> str:
    return json.dumps(problems_as_json(problems)) if problems else ""


def _read(problems: str) -> tuple[Problem, ...]:
    return problems_from_json(json.loads(problems)) if problems else ()
