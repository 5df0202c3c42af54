"""Editions -> the page where readers choose how big, how wide and in which colours their device shows the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import DISPLAY_PATH, in_language
from portal.model import File
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One page in each language. All its words are texts of the templates."""
    for renderer in renderers:
        yield from renderer.kept("display", (), partial(_files, renderer))


def _files(renderer: Renderer) -> Iterator[File]:
    path = in_language(DISPLAY_PATH, renderer.edition.language)
    frame = frame_of(DISPLAY_PATH, trust_of(renderer.site.interface))
    yield File(f"{path}index.html", renderer.page("display.html", path, **frame, listed=True))
