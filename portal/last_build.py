"""The last build of a folder -> whether the same build would change nothing, told from the times of files alone.

Nothing here needs a library: an unchanged site is found out before any is loaded. A file counts as unchanged when its
name, time of change, size and number (inode) are. A file that was changed just before it was looked at could be
changed again within the same tick of the clock, so such a build is not remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from portal.console import Console
from portal.problems import counted
from portal.project import PINNED, PROGRAM, READ, Project
from portal.remembering import CACHE, Memory, key_of

_TICK = 100_000_000
"""Nanoseconds. No common file system counts times more coarsely, but for FAT (2 s), which no checkout stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """A build that wrote a site: what it read and wrote, as hashes of names and times, and what it said."""

    read: str = ""
    written: str = ""
    said: str
    """The problems, none of which stopped it, as they were printed."""
    files: int
    languages: int
    summary: str
    to_ask: int
    """How many facts readers are told to ask about."""
    clean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a build did to its folder: how many files were new or changed, stayed as they were, and are gone."""

    changed: int
    kept: int
    removed: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a project as they were before a build read them."""

    hash: str
    newest: int
    """When the youngest file was changed, in nanoseconds since 1970."""
    taken: int


def snapshot(project: Project) -> Snapshot:
    """Looks at every file that a build reads, without opening one."""
    taken = time.time_ns()
    stats = [stat for folder in (*(project.root / name for name in READ), PROGRAM) for stat in stats_of(folder)]
    with contextlib.suppress(OSError):
        stats.append(_stat(str(PINNED), PINNED.stat()))
    newest = max((time for _, time, _, _ in stats), default=0)
    return Snapshot(_hash([sys.version, sys.prefix, project.today.isoformat()], stats), newest, taken)


def same_again(project: Project, site: Path, *, compress: bool) -> LastBuild | None:
    """The last build, when one now would read and write the same."""
    kept = _memory(project).recall(_key(site, compress=compress))
    if kept is None:
        return None
    last = LastBuild(**json.loads(kept))
    if last.read == snapshot(project).hash and last.written == _written(site):
        return last
    return None


def remember(project: Project, site: Path, before: Snapshot, last: LastBuild, *, compress: bool) -> None:
    """Keeps a build that has just written `site`; `before` was taken before it read anything."""
    if before.newest + _TICK > before.taken:
        return
    whole = replace(last, read=before.hash, written=_written(site))
    memory = _memory(project)
    memory.keep(_key(site, compress=compress), json.dumps(asdict(whole)).encode())
    memory.thin_out()


def _memory(project: Project) -> Memory:
    return Memory(project.root / CACHE / "last", most=20)


def _key(site: Path, *, compress: bool) -> str:
    return key_of([str(site.resolve()), str(compress)])


def _written(site: Path) -> str:
    return _hash([], list(stats_of(site)))


Stat = tuple[str, int, int, int]


def stats_of(folder: Path | str) -> Iterator[Stat]:
    """Name, time, size and number of each file below a folder, without what Python and editors keep there."""
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
                yield _stat(entry.path, entry.stat())


def _stat(path: str, stat: os.stat_result) -> Stat:
    return path, stat.st_mtime_ns, stat.st_size, stat.st_ino


def _hash(words: list[str], stats: list[Stat]) -> str:
    return hashlib.sha256(repr((words, stats)).encode()).hexdigest()


def say_built(built: LastBuild, written: Written, site: Path, console: Console) -> int:
    """Says what was built and where it is; gives the exit code."""
    if built.said:
        console.say(built.said)
    console.say(
        f"{counted(built.files, 'file')} in {counted(built.languages, 'language')}: {written.changed} new or changed, "
        f"{written.kept} as before, {written.removed} removed. {built.summary}. "
        f"{console.seconds:.1f} s."
    )
    if built.to_ask:
        known = "The readers see 'ask, this may have changed' there"
        console.say(f"{counted(built.to_ask, 'fact')} to ask about again. {known}; 'check' lists them.")
    console.say(f"The site is in {near(site)}. See it: python3 build.py serve")
    return 0 if built.clean else 1


def near(site: Path) -> str:
    """The folder as a person at the project would write it."""
    try:
        return f"{site.resolve().relative_to(Path.cwd())}/"
    except ValueError:
        return f"{site}/"
