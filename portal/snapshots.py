"""Folders -> what their files were at a moment, told by name, time of change, size and number (inode) alone.

A file counts as unchanged when all four are. One that was changed just before it was looked at could be changed again
within the same tick of the clock, so such a moment proves nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.project import PINNED, PROGRAM, READ, Project

_TICK = 100_000_000
"""Nanoseconds. No common file system counts times more coarsely, but for FAT (2 s), which no checkout stands on."""

Stat = tuple[str, int, int, int]
"""Name, time of change in nanoseconds since 1970, size in bytes, number."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a build reads, as it was at a moment. Two that are equal and settled were taken of the same files."""

    hash: str
    newest: int
    """When the youngest file was changed, in nanoseconds since 1970."""
    taken: int

    @property
    def is_settled(self) -> bool:
        """Whether any later change would show."""
        return self.newest + _TICK <= self.taken


def snapshot(project: Project) -> Snapshot:
    """Looks at every file that a build reads, without opening one."""
    taken = time.time_ns()
    stats = [stat for folder in (*(project.root / name for name in READ), PROGRAM) for stat in stats_of(folder)]
    with contextlib.suppress(OSError):
        stats.append(stat_of(str(PINNED), PINNED.stat()))
    newest = max((time for _, time, _, _ in stats), default=0)
    return Snapshot(hash_of_stats(stats, sys.version, sys.prefix, project.today.isoformat()), newest, taken)


def stats_of(folder: Path | str) -> Iterator[Stat]:
    """Each file below a folder, without what Python and editors keep there."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from stats_of(entry.path)
        else:
            with contextlib.suppress(OSError):
                yield stat_of(entry.path, entry.stat())


def hash_of_stats(stats: Iterable[Stat], *words: str) -> str:
    """A hash of files and of words."""
    return hashlib.sha256(repr((words, list(stats))).encode()).hexdigest()


def stat_of(path: str, stat: os.stat_result) -> Stat:
    """What tells a file from what it was before."""
    return path, stat.st_mtime_ns, stat.st_size, stat.st_ino
