"""The files of a project -> a hash of each thing that a build reads: program, content, templates, catalogues.

What is remembered of a build is kept under these hashes. Nobody notes which page needs which file: whatever the
program could have read is in the hash, so nothing old can be taken for new.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.project import PINNED, PROGRAM
from portal.remembering import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Hashes of all that a build reads, and its day."""

    program: str
    """The portal's own files, the pinned libraries, and Python."""
    content: str
    templates: str
    rules: str
    """The files of maintainers beside the catalogues: what is let stand, which edits are minor."""
    catalogues: Mapping[str, str]
    """By the code of the language."""
    today: date

    def of_templates(self) -> str:
        """The key of what depends on the program and the templates, whatever the words are."""
        return key_of([self.program, self.templates, self.today.isoformat()])

    def of_site(self) -> str:
        """The key of what depends on the site in its source language."""
        return key_of([self.program, self.content, self.templates, self.today.isoformat()])

    def of_language(self, code: str) -> str:
        """The key of what depends on one edition."""
        return key_of([self.of_site(), self.rules, code, self.catalogues.get(code, "")])


def read_inputs(root: Path, today: date) -> Inputs:
    """Reads every file of a project once. A file that goes while it is read counts as one that is not there."""
    locales = root / "locales"
    folders = sorted(path for path in locales.iterdir() if path.is_dir()) if locales.is_dir() else []
    return Inputs(
        program=program(),
        content=_hash_of(root / "content"),
        templates=_hash_of(root / "templates"),
        rules=key_of(_read(locales, locales.glob("*.*"))),
        catalogues={folder.name: _hash_of(folder) for folder in folders},
        today=today,
    )


@cache
def program() -> str:
    """A hash of the portal's own files, the pinned libraries, and Python."""
    files = (path for path in PROGRAM.rglob("*") if path.suffix not in {"", ".pyc"})
    pinned = PINNED.read_bytes() if PINNED.is_file() else b""
    return key_of([sys.version, pinned, *_read(PROGRAM, files)])


def words_of_templates(root: Path) -> str:
    """All that stands in the templates: one may name a fact itself."""
    folder = root / "templates"
    return "\n".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def _hash_of(folder: Path) -> str:
    return key_of(_read(folder, folder.rglob("*")))


def _read(folder: Path, paths: Iterator[Path]) -> Iterator[bytes | str]:
    """Name and content of each file, in an order that is the same everywhere."""
    for path in sorted(paths):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        yield path.relative_to(folder).as_posix()
        yield content
