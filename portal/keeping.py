"""Files of a language -> the same files, made only where something that they show has changed.

Each group of files names the values that it is made of; all else that a template can ask for is in one hash, `common`.
So nothing old can be taken for new: whoever could have read a value has it in the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache

from portal.boards import Board
from portal.checks.files import Linked, read_pages
from portal.closed import OpenFacts
from portal.fingerprints import fingerprint, hash_of, told
from portal.model import Fact, File, Page
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
    facts: tuple[OpenFacts, ...] = ()
    """The facts that groups can read, for each edition whose words are in them; they say the same."""
    open_to_all: frozenset[str] = frozenset()
    """The facts that stand in what every group can read."""
    kept: Mapping[str, Group] = field(default_factory=dict)
    """The groups of the last build, by their keys."""
    problems: list[Problem] = field(default_factory=list)
    """What is found wrong while files are made: what belongs to such files is told again each time."""
    store: Callable[[File], File] = lambda file: file
    """Puts the bytes of a file away, and gives the file that finds them there."""
    made: dict[str, Group] = field(default_factory=dict)
    """The groups of this build, in the order in which they were asked for."""
    _known: dict[int, tuple[Page | Board, _Said]] = field(default_factory=dict)
    """Values that were asked for by their numbers in memory, which are theirs as long as they stand here."""

    def files(self, kind: str, reads: object, make: Callable[[], Iterable[File]]) -> tuple[File, ...]:
        """The files that `make` gives. `reads` is every value that they are made of, and not all files are.

        Of facts, they can show those whose names stand in `reads`, and in what every group can read.
        """
        if not self.common:
            return tuple(make())
        said = self._said(reads)
        names = said.names | self.open_to_all
        key = key_of([self.common, kind, said.hash, *self._facts(names)])
        group = self.kept.get(key)
        if group is None:
            before = len(self.problems)
            with ExitStack() as closed:
                for facts in self.facts:
                    closed.enter_context(facts.only(names))
                files = tuple(make())
            pages, problems = read_pages(files)
            group = Group(tuple(map(self.store, files)), pages, problems)
            if len(self.problems) > before:
                key = f"{key} with problems"  # under this name nobody finds it
        self.made[key] = group
        return group.files

    def _facts(self, names: frozenset[str]) -> Iterator[str]:
        for name in sorted(names):
            yield name
            yield _hash_of_fact(self.facts[0][name])

    def _said(self, reads: object) -> _Said:
        """What values say; that of a page or a board is asked for often, for it stands on many lists."""
        if isinstance(reads, tuple):
            parts = [self._said(one) for one in reads]
            return _Said(key_of(part.hash for part in parts), frozenset().union(*(part.names for part in parts)))
        if not isinstance(reads, Page | Board):
            return self._said_by(reads)
        if id(reads) not in self._known:
            self._known[id(reads)] = reads, self._said_by(reads)
        return self._known[id(reads)][1]

    def _said_by(self, value: object) -> _Said:
        words = told(value)
        return _Said(hash_of(words), self.facts[0].named_in(words) if self.facts else frozenset())


@dataclass(frozen=True, slots=True)
class _Said:
    """What a value says: the hash of its words, and the names of facts in them."""

    hash: str
    names: frozenset[str]


@cache
def _hash_of_fact(fact: Fact) -> str:
    return fingerprint(fact)
