"""The pages that show how far each language is translated -> one HTML page each, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.model import File, Page
from portal.outputs.pages import page_file, reads_of
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """They need all editions, so they are made when every language is known."""
    for renderer in renderers:
        for page in renderer.summary.on_languages:
            yield from renderer.kept("page on languages", reads_of(renderer, page), partial(_files, renderer, page))


def _files(renderer: Renderer, page: Page) -> Iterator[File]:
    yield page_file(renderer, page)
