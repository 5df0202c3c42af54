"""A site -> the messages that translators see, one list for each catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from portal.model import Site, Text, texts_of

INTERFACE = "ui"

Key = tuple[str, str]
"""What tells messages of one catalogue apart: context and source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One entry of a catalogue: the source, what is said of it to translators, and where it stands."""

    context: str
    source: str
    notes: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Context and source."""
        return (self.context, self.source)


def domain_of(text: Text) -> str:
    """The catalogue a text belongs to: one for each page, one each for counties and leaflets, `ui` for templates."""
    return _domain_of_file(text.place.file)


@cache
def _domain_of_file(file: str) -> str:
    path = PurePosixPath(file)
    if path.parts[0] == "templates":
        return INTERFACE
    if path.parts[:2] in {("content", "counties"), ("content", "leaflets")}:
        return path.parts[1]
    return path.stem


def messages_of(site: Site) -> dict[str, tuple[Message, ...]]:
    """All messages by catalogue, in the order of the source; equal ones are one message."""
    domains: dict[str, dict[Key, Message]] = {}
    for text in texts_of(site):
        messages = domains.setdefault(domain_of(text), {})
        message = Message(
            context=text.context,
            source=text.source,
            notes=(text.note, *_term_notes(text, site)) if text.note else (),
            files=(text.place.file,),
        )
        earlier = messages.get(message.key)
        messages[message.key] = message if earlier is None else _joined(earlier, message)
    return {name: tuple(messages.values()) for name, messages in sorted(domains.items())}


def _joined(one: Message, other: Message) -> Message:
    return replace(one, notes=_unique((*one.notes, *other.notes)), files=_unique((*one.files, *other.files)))


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _term_notes(text: Text, site: Site) -> Iterator[str]:
    """The words of the word list that the text marks, so that each is translated in one way only."""
    for term in site.glossary:
        if f"(term:{term.id})" in text.source:
            yield f"Word: {term.term}."
