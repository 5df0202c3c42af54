"""A Markdown file or a page of the portal -> the parts of a text that a reader reads: headings, paragraphs, items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.blocks import PieceKind, split
from portal.inline import LINK, PLACEHOLDER
from portal.model import BlockKind, Page, Prose, Text, values_of
from portal.problems import Place


class PartKind(StrEnum):
    """What a part is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading, paragraph or item without its markup.

    `places` gives the line and column of each character, where they are known; otherwise the part has one
    place, `place`. `links` are the words of links with their targets; `level` is a heading's level; `opens`
    says that the template writes a heading above this part.
    """

    kind: PartKind
    text: str
    place: Place
    level: int = 0
    nested: bool = False
    opens: bool = False
    places: tuple[tuple[int, int], ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def place_of(self, offset: int) -> Place:
        """Where a character stands in its file."""
        if not self.places:
            return self.place
        line, column = self.places[min(offset, len(self.places) - 1)]
        return Place(self.place.file, line, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole text in one language, in reading order."""

    name: str
    language: str
    parts: tuple[Part, ...]


_KINDS = {
    PieceKind.HEADING: PartKind.HEADING,
    PieceKind.ITEM: PartKind.ITEM,
    PieceKind.STEP: PartKind.ITEM,
}
_KINDS_OF_BLOCKS = {
    BlockKind.HEADING: PartKind.HEADING,
    BlockKind.ITEM: PartKind.ITEM,
    BlockKind.STEP: PartKind.ITEM,
}
_HIDDEN = {PieceKind.GAP, PieceKind.COMMENT, PieceKind.BOX}
_MARKUP = re.compile(rf"{LINK.pattern}|{PLACEHOLDER.pattern}|\*\*|<[^>\n]*>|\\(?=[^\w\s])")
_BULLET = re.compile(r"^[ \t]*(?:[-*+\u2022\u00b7\u2013]|[0-9]{1,3}[.)])[ \t]+")


def read_document(text: str, name: str, language: str) -> Document:
    """Reads plain text or Markdown from outside the portal; whatever bullets it uses are items."""
    text = _without_front_matter(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    parts = []
    for piece in split("\n".join(_with_plain_bullets(text.split("\n")))):
        if piece.kind in _HIDDEN or not piece.body.strip():
            continue
        body, column = piece.body, piece.column
        nested = piece.kind is PieceKind.UNSUPPORTED and bool(_BULLET.match(body))
        kind = PartKind.ITEM if nested else _KINDS.get(piece.kind, PartKind.PARAGRAPH)
        shown, places, links = _visible(body, piece.line + 1, column)
        if nested:
            bullet = _BULLET.match(shown)
            cut = bullet.end() if bullet else 0
            shown, places = shown[cut:], places[cut:]
        place = Place(name, piece.line + 1, column)
        parts.append(
            Part(
                kind=kind,
                text=shown,
                place=place,
                level=piece.level,
                nested=nested,
                places=places,
                links=links,
            )
        )
    return Document(name=name, language=language, parts=tuple(part for part in parts if part.text))


def _with_plain_bullets(lines: Iterable[str]) -> Iterator[str]:
    """Bullets of any kind as one that the splitter knows, of the same width, so that columns stay right.

    A bullet is of an inner list only if it stands deeper than the first bullet of its list.
    """
    outer: int | None = None
    for line in lines:
        found = _BULLET.match(line)
        if not found:
            outer = outer if line.strip() else None
            yield line
            continue
        bullet = found.group()
        depth = len(bullet) - len(bullet.lstrip())
        outer = depth if outer is None else outer
        if depth >= outer + 2 or bullet[0].isdigit():
            yield line
        else:
            yield "-" + " " * (len(bullet) - 1) + line[found.end() :]


def _without_front_matter(text: str) -> str:
    """Front matter is not read by readers; its lines stay, empty, so that line numbers stay right."""
    found = re.match(r"---\n.*?\n---\n", text, flags=re.DOTALL)
    return "\n" * found.group().count("\n") + text[found.end() :] if found else text


Places = tuple[tuple[int, int], ...]


def _visible(body: str, line: int, column: int) -> tuple[str, Places, tuple[tuple[str, str], ...]]:
    """The words of a piece without markup, on one line, with the place of each character."""
    keep = [True] * len(body)
    stand_in: dict[int, str] = {}
    links = []
    for found in _MARKUP.finditer(body):
        if found.group(2) is not None:
            links.append((" ".join(found.group(1).split()), found.group(2)))
            hidden = (found.start(), *range(found.end(1), found.end()))
            for offset in hidden:
                keep[offset] = False
            continue
        for offset in range(*found.span()):
            keep[offset] = False
        if found.group(3) is not None:
            # A fact is read as one number, whatever its value is today; three digits are no ordinal.
            keep[found.start()] = True
            stand_in[found.start()] = "000"
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for offset, character in enumerate(body):
        here = (line, column)
        if character == "\n":
            line, column = line + 1, 1
        else:
            column += 1
        shown = stand_in.get(offset, character)
        blank = shown in " \t\n"
        if not keep[offset] or (blank and (not characters or characters[-1] == " ")):
            continue
        characters.extend(" " if blank else shown)
        places.extend([here] * len(shown))
    text = "".join(characters)
    return text.rstrip(), tuple(places[: len(text.rstrip())]), tuple(links)


def page_document(page: Page, language: str) -> Document:
    """The text of a page of the portal as its readers see it: the translation, or the source."""
    parts = [_text_part(page.title, PartKind.HEADING), _text_part(page.summary, PartKind.PARAGRAPH)]
    for prose in values_of(page, Prose):
        texts = [(block.text, block.kind) for block in prose.blocks if block.text is not None]
        for number, (text, kind) in enumerate(texts):
            part_kind = _KINDS_OF_BLOCKS.get(kind, PartKind.PARAGRAPH)
            parts.append(_text_part(text, part_kind, opens=number == 0))
    return Document(name=page.slug, language=language, parts=tuple(parts))


def texts_document(texts: Iterable[Text], name: str, language: str) -> Document:
    """Texts that stand alone, such as the explanations of the word list, as one document."""
    parts = tuple(_text_part(text, PartKind.PARAGRAPH, opens=True) for text in texts)
    return Document(name=name, language=language, parts=parts)


def _text_part(text: Text, kind: PartKind, *, opens: bool = False) -> Part:
    """A text of a page. Its heading's level is the template's affair, so it is left out."""
    shown, links = _words_of(text.shown)
    place = text.translated_at or text.place
    return Part(kind=kind, text=shown, place=place, opens=opens, links=links)


def _words_of(message: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What `_visible` shows of a message, and its links; of one without marks that is soon told."""
    if _MARKUP.search(message) or _GAPS.search(message):
        shown, _, links = _visible(message, 1, 1)
        return shown, links
    return message.lstrip(" ").rstrip(), ()


_GAPS = re.compile(r"[\t\n]|  ")


def runs_of_items(document: Document) -> Iterator[tuple[Part, ...]]:
    """The lists of a document: runs of items with nothing between them."""
    run: list[Part] = []
    for part in document.parts:
        if part.kind is PartKind.ITEM:
            run.append(part)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
