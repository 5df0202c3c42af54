"""The pages that show how far each language is translated -> one HTML page each, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.outputs.pages import kept_page
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """They need all editions, so they are made when every language is known."""
    for renderer in renderers:
        for page in renderer.summary.on_languages:
            yield from kept_page(renderer, page)
