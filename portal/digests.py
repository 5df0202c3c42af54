"""A folder -> the hash of each file in it, without reading those that have not changed since they were last read.

As git does: a file counts as unchanged while all that `portal/snapshots.py` tells of it is the same.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from portal.remembering import CACHE, Memory, key_of
from portal.snapshots import Stat, stat_of


@dataclass(slots=True)
class Digests:
    """What is known of the files of one folder. One that is made without a `memory` reads every file."""

    memory: Memory | None = None
    key: str = ""
    _last: Mapping[Stat, bytes] = field(init=False)
    _now: dict[Stat, bytes] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Recalls what was kept."""
        kept = self.memory.recall(self.key) if self.memory else None
        self._last = cast("dict[Stat, bytes]", marshal.loads(kept)) if kept is not None else {}

    def of(self, path: str, place: str, entry: os.stat_result) -> bytes:
        """The hash of the file that lies at a `place`; of what is no plain file, nothing."""
        if not stat.S_ISREG(entry.st_mode):
            return b""
        look = stat_of(path, entry)
        digest = self._last.get(look)
        if digest is None:
            with open(place, "rb") as file:
                digest = hashlib.sha256(file.read()).digest()
        self._now[look] = digest
        return digest

    def note(self, path: str, entry: os.stat_result, digest: bytes) -> None:
        """Notes the hash of a file that was just written."""
        self._now[stat_of(path, entry)] = digest

    def keep(self) -> None:
        """Keeps what was asked for and noted, for the next build."""
        if self.memory and self._now.keys() != self._last.keys():
            self.memory.keep(self.key, marshal.dumps(self._now))
            self.memory.thin_out()


def digests_of_site(root: Path, site: Path) -> Digests:
    """What is known in a project of the files of a site."""
    # Python's own form for plain values, read by the Python that wrote it.
    return Digests(Memory(root / CACHE / "written", most=20), key_of([sys.version, os.fsencode(site.resolve())]))


def entries_below(folder: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Everything in a folder but itself, by its path from there: a folder stands before what lies in it."""
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            # A folder on Windows does not tell the numbers of its files.
            yield path, os.lstat(entry.path) if sys.platform == "win32" else entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                yield from entries_below(folder, f"{path}/")
