"""What a file is not made of -> a value in its place that nobody can read: so it need not be made anew with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from portal.model import Fact, FactType, Prose


class ClosedPage(LookupError):
    """Somebody asked for what stands in a page of which only the head was given, or for values that were not."""


class ClosedProse(Prose):
    """Stands where the words of a page are not to be read: whoever looks at its blocks gets `ClosedPage`."""

    __slots__ = ()

    def __init__(self) -> None:
        """Holds nothing."""

    def __reduce__(self) -> tuple[type[ClosedProse], tuple[()]]:
        return ClosedProse, ()

    def __getattribute__(self, name: str) -> Any:
        if name == "blocks":
            raise ClosedPage("what another page says cannot be read here, only its title and its summary")
        return super().__getattribute__(name)


class ClosedList(tuple[Any, ...]):
    """Stands where there are values that are not to be read: whoever looks at them gets `ClosedPage`."""

    __slots__ = ()

    def _refuse(self, *_: object) -> Any:
        raise ClosedPage("these values of the site cannot be read here")

    __iter__ = __len__ = __getitem__ = __contains__ = __bool__ = _refuse


class ClosedFact(Fact):
    """Stands where a fact is not to be read: there is nothing but its type."""

    __slots__ = ()

    def __init__(self, type: FactType) -> None:
        """Holds the type."""
        object.__setattr__(self, "type", type)

    def __reduce__(self) -> tuple[type[ClosedFact], tuple[FactType]]:
        return ClosedFact, (self.type,)

    def __getattribute__(self, name: str) -> Any:
        if name in Fact.__slots__ and name != "type":
            raise ClosedPage("what this fact says cannot be read here, only its type")
        return super().__getattribute__(name)


_WORD = re.compile(r"\\(?:x..|u....|U.{8}|.)|([\w-]+(?:\.[\w-]+)+)")
"""A word with a dot in it, as names of facts are; what `repr` writes in place of a sign is none."""


class OpenFacts(Mapping[str, Fact]):
    """The facts of a site. While a file is made, it can read those whose names stand in what it is made of.

    The names of all can always be asked for.
    """

    __slots__ = ("_facts", "_open")

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        """All are open, until some are chosen."""
        self._facts = facts
        self._open: frozenset[str] | None = None

    def __reduce__(self) -> tuple[type[OpenFacts], tuple[Mapping[str, Fact]]]:
        return OpenFacts, (self._facts,)

    def __getitem__(self, name: str) -> Fact:
        fact = self._facts[name]
        if self._open is not None and name not in self._open:
            raise ClosedPage(f"the fact '{name}' cannot be read here, for nothing that this file is made of names it")
        return fact

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def named_in(self, words: str) -> frozenset[str]:
        """The facts whose names stand in words, which may be a `repr` of anything."""
        return frozenset(self._facts.keys() & set(_WORD.findall(words)))

    @contextmanager
    def only(self, names: frozenset[str]) -> Iterator[None]:
        """Closes all facts but these, for as long as it is entered."""
        before, self._open = self._open, names
        try:
            yield
        finally:
            self._open = before


def closed_facts(facts: Mapping[str, Fact], open_types: Iterable[FactType]) -> dict[str, Fact]:
    """The facts, of which only those of some types can be read."""
    types = frozenset(open_types)
    return {name: fact if fact.type in types else ClosedFact(fact.type) for name, fact in facts.items()}
