"""Editions -> files: one module for each kind of file, all of them in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.model import File
from portal.outputs import (
    counties,
    front_door,
    leaflets,
    not_found,
    open_data,
    pages,
    search_engines,
    squares,
    status,
    teach_back,
)
from portal.templating import Renderer

Renderers = tuple[Renderer, ...]

OUTPUTS: tuple[Callable[[Renderers], Iterator[File]], ...] = (
    pages.files,
    counties.files,
    teach_back.files,
    leaflets.files,
    squares.files,
    status.files,
    front_door.files,
    not_found.files,
    search_engines.files,
    open_data.files,
)


def render_all(renderers: Renderers, progress: Callable[[str], None]) -> Iterator[File]:
    """Every file of the site, in the order of the list."""
    for number, output in enumerate(OUTPUTS, 1):
        name = output.__module__.rpartition(".")[2].replace("_", " ")
        progress(f"Making {name} ({number} of {len(OUTPUTS)})")
        yield from output(renderers)
