"""A commit to compare with -> what has changed since, and which messages a translator changed by mistake.

For pull requests: problems that were there before are not this author's. Git only reads here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.catalogues.messages import Key, messages_of
from portal.catalogues.reading import Entry, read_entries
from portal.catalogues.writing import nearest, path_of
from portal.model import Language, Site
from portal.nodes import Source, read_source
from portal.problems import Place, Problem, Report, visible


class NoRevision(Exception):
    """There is nothing to compare with; the message says why and what to do, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`base` is the commit at which the work began; `files` changed since, also where nothing was committed yet."""

    root: Path
    base: str
    files: frozenset[str]

    def only(self, report: Report) -> Report:
        """The problems of files that have changed."""
        return Report([problem for problem in report.problems if problem.place.file in self.files])


def changes_since(root: Path, revision: str) -> Changes:
    """What has changed since the work on top of a commit, branch or tag began."""
    _git(root, "rev-parse", "--is-inside-work-tree", why="Git has no history here; --changed-since needs one.")
    commit = _git(
        root,
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
        why=f"'{visible(revision)}' is not a commit that git has here. In a shallow clone fetch it first: "
        "git fetch --unshallow",
    ).strip()
    why = f"Git finds no common past of '{visible(revision)}' and HEAD here. Fetch more of it: git fetch --unshallow"
    base = _git(root, "merge-base", commit, "HEAD", why=why).strip()
    listed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return Changes(root=root, base=base, files=frozenset(filter(None, (listed + untracked).split("\0"))))


def _git(root: Path, *words: str, why: str = "Git could not tell what has changed.") -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("The program git is not here; --changed-since needs it.") from None
    if done.returncode != 0:
        raise NoRevision(why)
    return done.stdout.decode("utf-8", "surrogateescape")


def edited_messages(changes: Changes, site: Site) -> Iterator[Problem]:
    """Messages (msgid, msgctxt) that were changed, added or dropped in a catalogue, and not by the content.

    A catalogue that `build.py messages` has brought in step holds what the content holds: nothing is told then.
    """
    today = {name: {message.key for message in messages} for name, messages in messages_of(site).items()}
    for language in site.languages:
        for domain, wanted in today.items():
            file = path_of(domain, language.code)
            if file in changes.files:
                yield from _edited(changes, file, language, wanted)


def _edited(changes: Changes, file: str, language: Language, wanted: set[Key]) -> Iterator[Problem]:
    old = _entries_before(changes, file, language)
    if not (changes.root / file).exists():
        if old:
            yield _problem(Place(file), "The catalogue was deleted, but its page is still there.")
        return
    report = Report()
    source = read_source(changes.root, file, report)
    new = read_entries(source, language, report) if source else {}
    if not report.clean:
        return  # the file cannot be read, and that is told as a problem of its own
    added = {key: entry for key, entry in new.items() if key not in old and key not in wanted}
    for key in old:
        if key not in wanted or key in new:
            continue
        near = nearest(key[1], added) or _same_source(key, added)
        if near is None:
            yield _problem(Place(file), f"The message '{_short(key)}' was taken out of the catalogue.")
        else:
            del added[near.key]
            yield _problem(near.place, f"The msgid or msgctxt was changed; it was '{_short(key)}'.")
    for key, entry in added.items():
        yield _problem(entry.place, f"The message '{_short(key)}' is not in the content.")


def _entries_before(changes: Changes, file: str, language: Language) -> dict[Key, Entry]:
    try:
        text = _git(changes.root, "show", "--end-of-options", f"{changes.base}:./{file}")
    except NoRevision:
        return {}  # the file is new
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return read_entries(Source(file, text), language, Report())


def _same_source(key: Key, added: dict[Key, Entry]) -> Entry | None:
    return next((entry for entry in added.values() if entry.source == key[1]), None)


def _short(key: Key) -> str:
    return key[1] if len(key[1]) <= 60 else f"{key[1][:57]}..."


def _problem(place: Place, message: str) -> Problem:
    return Problem(
        place=place,
        rule="msgid-edited",
        message=message,
        hint="Run python3 build.py messages, in a commit of its own.",
    )
