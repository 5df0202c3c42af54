"""Editions -> files: one module for each kind of file, all of them in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.model import File
from portal.outputs import (
    app,
    card,
    counties,
    display,
    front_door,
    guide,
    hosting,
    leaflets,
    not_found,
    offline,
    open_data,
    pages,
    qr_codes,
    recordings,
    scripts,
    search,
    search_engines,
    status,
    teach_back,
)
from portal.pairing import PairedRenderer
from portal.templating import Renderer

Renderers = tuple[Renderer, ...]

OUTPUTS: tuple[Callable[[Renderers], Iterator[File]], ...] = (
    pages.files,
    counties.files,
    guide.files,
    card.files,
    teach_back.files,
    leaflets.files,
    status.files,
    display.files,
    front_door.files,
    not_found.files,
    search_engines.files,
    open_data.files,
    scripts.files,
    recordings.files,
    qr_codes.files,
    search.files,
    app.files,
    hosting.files,
)

IN_TWO_LANGUAGES: tuple[Callable[[Renderers], Iterator[File]], ...] = (pages.files, counties.files, guide.files)
"""The kinds of pages that are there a second time, with easy Finnish beside every text."""


LISTS: tuple[Callable[[Renderers, tuple[File, ...]], Iterator[File]], ...] = (offline.lists,)
"""What is made of the files that the other kinds have made."""


def render_all(renderers: Renderers, progress: Callable[[str], None]) -> Iterator[File]:
    """Every file of the site, in the order of the list."""
    made: list[File] = []
    for number, output in enumerate(OUTPUTS, 1):
        name = output.__module__.rpartition(".")[2].replace("_", " ")
        progress(f"Making {name} ({number} of {len(OUTPUTS)})")
        made += output(renderers)
    progress("Making pages in two languages")
    paired = paired_with(renderers)
    for output in IN_TWO_LANGUAGES:
        made += output(paired)
    yield from made
    for listing in LISTS:
        yield from listing(renderers, tuple(made))


def paired_with(renderers: Renderers) -> Renderers:
    """What renders the pages in two languages: one for each language but the source."""
    source = next(renderer for renderer in renderers if renderer.edition.is_source)
    others = (renderer for renderer in renderers if renderer is not source)
    return tuple(PairedRenderer(renderer.edition, renderer.shared, source) for renderer in others)
