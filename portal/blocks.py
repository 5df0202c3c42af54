"""Markdown -> pieces with line numbers, and back: the one splitter, for extraction and for translation.

The structure of a page (headings, lists, notes) is read from the Finnish source here, once. A
translation only ever fills the text of a piece, so it can never make a heading, a list or an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """What a piece of Markdown is; `GAP` and `COMMENT` are never shown, `UNSUPPORTED` is a problem."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"
    CALLOUT = "callout"
    BOX = "box"
    COMMENT = "comment"
    GAP = "gap"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the source: `lead` (marker), `body` (text) and `tail` (line end).

    `line` counts from 0 within the split text; `column` is where the body starts, from 1.
    """

    kind: PieceKind
    lead: str
    body: str
    tail: str
    line: int
    column: int
    level: int = 0

    @property
    def message(self) -> str:
        """The body on one line, as translators see it: wrapping the source anew changes nothing."""
        body = re.sub(r"(?m)^>[ \t]?", "", self.body) if self.kind is PieceKind.CALLOUT else self.body
        return " ".join(re.split(r"[ \t\n]+", body.strip(" \t\n")))


_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"-[ \t]+")
_STEP = re.compile(r"[0-9]{1,3}\.[ \t]+")
_CALLOUT = re.compile(r">[ \t]?")
_BOX = re.compile(r"::[ \t]+")
_COMMENT = re.compile(r"<!--.*-->[ \t]*$")
_UNSUPPORTED = re.compile(r"(?:[ \t]|[*+][ \t]|#|```|~~~|\||<|!\[|(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$|\[[^\]]*\]:)")
_NESTED = re.compile(r"[ \t]+(?:[-*+]|[0-9]{1,3}\.)[ \t]")

_STARTS = (
    (PieceKind.HEADING, _HEADING),
    (PieceKind.ITEM, _ITEM),
    (PieceKind.STEP, _STEP),
    (PieceKind.CALLOUT, _CALLOUT),
    (PieceKind.BOX, _BOX),
)


def split(text: str) -> tuple[Piece, ...]:
    """Cuts Markdown into pieces. Joining the pieces gives back the text: `join(split(text)) == text`."""
    return tuple(_pieces(text.split("\n")))


def join(pieces: tuple[Piece, ...]) -> str:
    """Puts the pieces together again."""
    return "".join(piece.lead + piece.body + piece.tail for piece in pieces)


def _pieces(lines: list[str]) -> Iterator[Piece]:
    number = 0
    while number < len(lines):
        kind, lead = _kind_of(lines[number])
        end = number + 1
        while end < len(lines) and _goes_on(kind, lines[end]):
            end += 1
        body = "\n".join(lines[number:end])[len(lead) :]
        # The last line of a text has no line end of its own.
        tail = "\n" if end < len(lines) else ""
        yield Piece(kind, lead, body, tail, number, len(lead) + 1, _level(kind, lead))
        number = end


def _kind_of(line: str) -> tuple[PieceKind, str]:
    if not line.strip(" \t"):
        return PieceKind.GAP, ""
    if _COMMENT.match(line):
        return PieceKind.COMMENT, ""
    for kind, pattern in _STARTS:
        found = pattern.match(line)
        if found:
            return kind, found.group()
    if _UNSUPPORTED.match(line):
        return PieceKind.UNSUPPORTED, ""
    return PieceKind.PARAGRAPH, ""


def _goes_on(kind: PieceKind, line: str) -> bool:
    """Whether the next line still belongs to a piece of this kind."""
    if not line.strip(" \t"):
        return False
    if kind is PieceKind.PARAGRAPH:
        return _kind_of(line)[0] is PieceKind.PARAGRAPH
    if kind is PieceKind.CALLOUT:
        return line.startswith(">")
    if kind in {PieceKind.ITEM, PieceKind.STEP}:
        return line.startswith(("  ", "\t")) and not _NESTED.match(line)
    return False


def _level(kind: PieceKind, lead: str) -> int:
    return lead.count("#") if kind is PieceKind.HEADING else 0
