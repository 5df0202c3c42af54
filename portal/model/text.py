"""Words that may be translated, and the blocks of a page that hold them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from portal.problems import Place

T = TypeVar("T")


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


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """A copy of the value in which `change` was applied to every `Text`; what holds none is kept as it is.

    Law: `map_texts(value, same) == value`.
    """
    if isinstance(value, Text):
        return cast(T, change(value))
    if isinstance(value, tuple):
        items = tuple(map_texts(item, change) for item in value)
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else cast(T, items)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {}
        for item in dataclasses.fields(value):
            old = getattr(value, item.name)
            new = map_texts(old, change)
            if new is not old:
                changed[item.name] = new
        return dataclasses.replace(value, **changed) if changed else value
    return value


def texts_of(value: object) -> Iterator[Text]:
    """Every text inside the value, in the order of its fields."""
    found: list[Text] = []

    def collect(text: Text) -> Text:
        found.append(text)
        return text

    map_texts(value, collect)
    return iter(found)


def values_of(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of a kind inside the value, in the order of its fields."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from values_of(item, kind)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from values_of(getattr(value, part.name), kind)
