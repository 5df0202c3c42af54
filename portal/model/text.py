"""Words that may be translated, and the blocks of a page that hold them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import is_
from typing import Any, TypeVar, cast

from portal.problems import Place

T = TypeVar("T")
V = TypeVar("V")


class State(StrEnum):
    """What is known of the words that a reader sees in place of a source text."""

    SOURCE = "source"
    MISSING = "missing"
    STALE = "stale"
    WITHHELD = "withheld"
    UNSTAMPED = "unstamped"
    MACHINE = "machine"
    PERSON = "person"
    CHECKED = "checked"


FALLEN_BACK = frozenset({State.MISSING, State.STALE, State.WITHHELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One message: a heading, paragraph, list item or YAML value, in easy Finnish and perhaps translated.

    `source` is inline Markdown on one line; `note` explains it to translators; `context` tells two equal
    sources apart. `translation`, `translated_at`, `state`, `stamped` (the day of the stamp, YYYY-MM-DD)
    and `role` (whose stamp it is) are set in an edition only.
    """

    source: str
    place: Place
    note: str = ""
    context: str = ""
    translation: str | None = None
    translated_at: Place | None = None
    state: State = State.SOURCE
    stamped: str = ""
    role: str = ""

    @property
    def shown(self) -> str:
        """The words for the reader: the translation, or else the source."""
        return self.source if self.translation is None else self.translation

    @property
    def fell_back(self) -> bool:
        """Whether the reader gets Finnish here because there is no true translation."""
        return self.state in FALLEN_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords(Text):
    """Words with commas that people type when they look for something. No page shows them: each language writes
    its own, and no check compares them with the source word for word.
    """


SEARCH_NOTE = (
    "Words that people type when they look for this, with commas. No page shows them. "
    "Write the words of your language; do not translate word for word."
)


class BlockKind(StrEnum):
    """What a block of Markdown is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"
    CALLOUT = "callout"
    BOX = "box"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page: its kind, its text, and for a heading its level and anchor."""

    kind: BlockKind
    place: Place
    text: Text | None = None
    level: int = 0
    anchor: str = ""
    box: str = ""
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown of several blocks, cut up."""

    blocks: tuple[Block, ...] = ()


_ATOMS = (str, int, date, Decimal, Place, Mapping)
"""What holds no other value that is looked for, whatever else it is; most values are of these kinds."""

_LEAVES = frozenset({str, int, bool, type(None), Place})
"""The commonest of these types, and nothing at all."""


def _fields(of: Any, kind: Any) -> tuple[str, ...] | None:
    """The fields of values of a type in which values of a `kind` may stand, or nothing where itself is of that kind."""
    if issubclass(of, kind):
        return None
    if issubclass(of, _ATOMS) or not dataclasses.is_dataclass(of):
        return ()
    return tuple(item.name for item in dataclasses.fields(of))


_fields_inside = cast(Callable[[type, type], tuple[str, ...] | None], cache(_fields))


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """A copy of the value in which `change` was applied to every `Text`; what holds none is kept as it is.

    Law: `map_texts(value, same) == value`.
    """
    return map_values(value, Text, change)


def map_values(value: T, kind: type[V], change: Callable[[V], V]) -> T:
    """A copy of the value in which `change` was applied to every value of a kind, as `values_of` finds them."""
    return cast(T, _mapped(value, kind, change))


def _mapped(value: Any, kind: type[V], change: Callable[[V], V]) -> Any:
    if isinstance(value, tuple) and not isinstance(value, kind):
        items = tuple([_mapped(item, kind, change) for item in value])
        return value if all(map(is_, items, value)) else items
    names = _fields_inside(type(value), kind)
    if names is None:
        return change(value)
    changed: dict[str, Any] = {}
    for name in names:
        old = getattr(value, name)
        if type(old) in _LEAVES:
            continue
        new = _mapped(old, kind, change)
        if new is not old:
            changed[name] = new
    return dataclasses.replace(value, **changed) if changed else value


def texts_of(value: object) -> Iterator[Text]:
    """Every text inside the value, in the order of its fields."""
    return values_of(value, Text)


def values_of(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of a kind inside the value, in the order of its fields."""
    found: list[T] = []
    _gather(value, kind, found)
    return iter(found)


def _gather(value: object, kind: type[T], found: list[T]) -> None:
    if isinstance(value, tuple) and not isinstance(value, kind):
        for item in value:
            _gather(item, kind, found)
        return
    names = _fields_inside(type(value), kind)
    if names is None:
        found.append(cast(T, value))
        return
    for name in names:
        inside = getattr(value, name)
        if type(inside) not in _LEAVES:  # most are; to call this function for each took half of its time
            _gather(inside, kind, found)
