"""The last build of a folder -> whether the same build would change nothing, told from the times of files alone.

Nothing here needs a library: an unchanged site is found out before any is loaded.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from portal.console import Console
from portal.problems import counted
from portal.project import Project
from portal.remembering import CACHE, Memory, key_of
from portal.snapshots import Snapshot, hash_of_stats, snapshot, stats_of


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
    if not before.is_settled:
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
    return hash_of_stats(stats_of(site))


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
