"""An edition -> how far each of its pages is translated: counts of texts by what is known of them."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from portal.catalogues.messages import Key, domain_of
from portal.catalogues.reading import Catalogue
from portal.catalogues.writing import nearest
from portal.inline import plain
from portal.model import Edition, State, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatus:
    """One catalogue of one language. A text that stands on the page twice is one message and counted once.

    `withheld` are translations in which a check found a fault; `words_left` are the words of the source texts
    that are missing or stale.
    """

    page: str
    texts: int
    missing: int
    stale: int
    unstamped: int
    machine: int
    person: int
    checked: int
    withheld: int
    words_left: int


COUNTS = tuple(item.name for item in fields(PageStatus) if item.name != "page")
"""The names of the numbers in a row, in order."""


def rows_of(edition: Edition) -> tuple[PageStatus, ...]:
    """A row for each catalogue, by name. The edition of the source language has none: nothing is to be translated."""
    if edition.is_source:
        return ()
    return tuple(_row(page, texts) for page, texts in sorted(messages_by_page(edition).items()))


def total_of(rows: Iterable[PageStatus], name: str = "Total") -> PageStatus:
    """All rows added up."""
    rows = tuple(rows)
    return PageStatus(page=name, **{count: sum(getattr(row, count) for row in rows) for count in COUNTS})


def messages_by_page(edition: Edition) -> dict[str, tuple[Text, ...]]:
    """The texts of each catalogue in the order of the source, each message once."""
    pages: dict[str, dict[Key, Text]] = {}
    for text in edition.texts:
        pages.setdefault(domain_of(text), {}).setdefault((text.context, text.source), text)
    return {page: tuple(texts.values()) for page, texts in pages.items()}


def _row(page: str, texts: tuple[Text, ...]) -> PageStatus:
    states = Counter(text.state for text in texts)
    left = (text for text in texts if text.state in {State.MISSING, State.STALE})
    return PageStatus(
        page=page,
        texts=len(texts),
        missing=states[State.MISSING],
        stale=states[State.STALE],
        unstamped=states[State.UNSTAMPED],
        machine=states[State.MACHINE],
        person=states[State.PERSON],
        checked=states[State.CHECKED],
        withheld=states[State.WITHHELD],
        words_left=sum(_words(text.source) for text in left),
    )


def _words(message: str) -> int:
    return len(re.findall(r"\w+(?:[-'’]\w+)*", plain(message, lambda _: " ")))


@dataclass(frozen=True, slots=True, kw_only=True)
class OldForm:
    """What a stale text was before: the source that was translated, and its translation."""

    source: str
    translation: str


def old_forms(page: str, texts: tuple[Text, ...], catalogue: Catalogue) -> Iterator[tuple[Text, OldForm | None]]:
    """Each stale text with its old form, found as the translation finds that it is stale."""
    entries = catalogue.domains.get(page, {})
    living = {(text.context, text.source) for text in texts}
    unused = {key: entry for key, entry in entries.items() if entry.translation and key not in living}
    for text in texts:
        if text.state is not State.STALE:
            continue
        entry = entries.get((text.context, text.source))
        if entry is not None and entry.fuzzy and entry.previous:
            yield text, OldForm(source=entry.previous, translation=entry.translation)
            continue
        near = nearest(text.source, unused)
        yield text, OldForm(source=near.source, translation=near.translation) if near else None


def word_diff(old: str, new: str) -> str:
    """Both texts as one: `[-words that went-]` and `{+words that came+}`."""
    before, after = old.split(), new.split()
    parts: list[str] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            parts += before[start:end]
            continue
        if end > start:
            parts.append(f"[-{' '.join(before[start:end])}-]")
        if new_end > new_start:
            parts.append(f"{{+{' '.join(after[new_start:new_end])}+}}")
    return " ".join(parts)
