"""Editions -> the status board: how far each page is translated in each language, as a page and as open data.

A row is a catalogue, because that is what a translator works on: one for each page of content, one for the
frame of the pages, one for each list of words, links, help lines and counties.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass

from portal.addresses import STATUS_PATH, edit_address, in_language
from portal.catalogues.reading import folder_of
from portal.catalogues.status import PageStatus, messages_by_page, rows_of
from portal.model import File, Language, texts_of
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import Trust, trust_of

VERSION = 1
"""As in `open_data`: grows when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One page in one language; `help` is where its catalogue can be mended, `is_page`: whether a page has the name."""

    name: str
    is_page: bool
    status: PageStatus
    trust: Trust
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One language with all its lines."""

    language: Language
    trust: Trust
    lines: tuple[Line, ...]


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """A page in each language, and one file of open data for all."""
    boards = tuple(_board(renderer) for renderer in renderers if not renderer.edition.is_source)
    for renderer in renderers:
        path = in_language(STATUS_PATH, renderer.edition.language)
        frame = frame_of(STATUS_PATH, trust_of(renderer.site.interface))
        yield File(f"{path}index.html", renderer.page("status.html", path, **frame, boards=boards, listed=True))
    data = {"version": VERSION, "languages": [_data(board) for board in boards]}
    yield File("api/status.json", f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())


def _board(renderer: Renderer) -> Board:
    site, edition = renderer.whole.site, renderer.whole
    pages = {page.slug for page in site.pages}
    texts = messages_by_page(edition)

    def line(status: PageStatus) -> Line:
        file = f"{folder_of(edition.language.code)}/{status.page}.po"
        return Line(
            name=status.page,
            is_page=status.page in pages,
            status=status,
            trust=trust_of(texts[status.page]),
            help=edit_address(site.settings.edit, file) if site.settings.edit else "",
        )

    return Board(
        language=edition.language,
        trust=trust_of(texts_of(site)),
        lines=tuple(line(status) for status in rows_of(edition)),
    )


def _data(board: Board) -> dict[str, object]:
    language = board.language
    head = {"language": language.tag, "name": language.name, "direction": language.direction}
    return head | _trust(board.trust) | {"pages": [_row(line) for line in board.lines]}


def _row(line: Line) -> dict[str, object]:
    return {**dataclasses.asdict(line.status), **_trust(line.trust), "texts": line.status.texts}


def _trust(trust: Trust) -> dict[str, object]:
    return {
        "level": trust.level.value,
        "translated": trust.translated,
        "texts": trust.texts,
        "newest_stamp": str(trust.date),
    }
