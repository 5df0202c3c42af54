"""Editions -> the status board: how far each page is translated in each language, as a page and as open data."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import partial

from portal.addresses import STATUS_PATH, in_language
from portal.boards import Board, Line
from portal.model import File
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import Trust, trust_of

VERSION = 1
"""As in `open_data`: grows when a key changes its meaning or goes."""


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """A page in each language, and one file of open data for all."""
    boards = tuple(renderer.summary.board for renderer in renderers if not renderer.edition.is_source)
    for renderer in renderers:
        yield from renderer.kept("status", boards, partial(_page, renderer, boards))
    data = {"version": VERSION, "languages": [_data(board) for board in boards]}
    yield File("api/status.json", f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())


def _page(renderer: Renderer, boards: tuple[Board, ...]) -> Iterator[File]:
    path = in_language(STATUS_PATH, renderer.edition.language)
    frame = frame_of(STATUS_PATH, trust_of(renderer.site.interface))
    yield File(f"{path}index.html", renderer.page("status.html", path, **frame, boards=boards, listed=True))


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
