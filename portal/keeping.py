"""Files of a language -> the same files, made only where something that they show has changed.

Each group of files names the values that it is made of; all else that a template can ask for is in one hash, `common`.
So nothing old can be taken for new: whoever could have read a value has it in the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portal.boards import Board
from portal.checks.files import Linked, read_pages
from portal.fingerprints import fingerprint
from portal.model import File, Page
from portal.problems import Problem
from portal.remembering import key_of


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made together, the links of the HTML ones among them, and what is wrong in these."""

    files: tuple[File, ...]
    pages: tuple[Linked, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Keeper:
    """Makes groups of files, or takes them from the last build. One without `common` remembers nothing."""

    common: str = ""
    """A hash of all that a group can read besides what it names."""
    kept: Mapping[str, Group] = field(default_factory=dict)
    """The groups of the last build, by their keys."""
    problems: list[Problem] = field(default_factory=list)
    """What is found wrong while files are made: what belongs to such files is told again each time."""
    store: Callable[[File], File] = lambda file: file
    """Puts the bytes of a file away, and gives the file that finds them there."""
    made: dict[str, Group] = field(default_factory=dict)
    """The groups of this build, in the order in which they were asked for."""
    _known: dict[int, tuple[Page | Board, str]] = field(default_factory=dict)
    """Values that were asked for by their numbers in memory, which are theirs as long as they stand here."""

    def files(self, kind: str, reads: object, make: Callable[[], Iterable[File]]) -> tuple[File, ...]:
        """The files that `make` gives. `reads` is every value that they are made of, and not all files are."""
        if not self.common:
            return tuple(make())
        key = key_of([self.common, kind, self._fingerprint(reads)])
        group = self.kept.get(key)
        if group is None:
            before = len(self.problems)
            files = tuple(make())
            pages, problems = read_pages(files)
            group = Group(tuple(map(self.store, files)), pages, problems)
            if len(self.problems) > before:
                key = f"{key} with problems"  # under this name nobody finds it
        self.made[key] = group
        return group.files

    def _fingerprint(self, reads: object) -> str:
        """The hash of values; that of a page or a board is asked for often, for it stands on many lists."""
        if isinstance(reads, tuple):
            return key_of(map(self._fingerprint, reads))
        if not isinstance(reads, Page | Board):
            return fingerprint(reads)
        if id(reads) not in self._known:
            self._known[id(reads)] = reads, fingerprint(reads)
        return self._known[id(reads)][1]
