"""Editions -> files: one module for each kind of file, all of them in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
    open_data_index,
    pages,
    pages_on_languages,
    qr_codes,
    recordings,
    scripts,
    search,
    search_engines,
    status,
    teach_back,
)
from portal.pairing import beside_source
from portal.templating import Renderer

Renderers = tuple[Renderer, ...]

Output = Callable[[Renderers], Iterator[File]]

OF_A_LANGUAGE: tuple[Output, ...] = (
    pages.files,
    counties.files,
    guide.files,
    card.files,
    teach_back.files,
    leaflets.files,
    display.files,
    not_found.files,
    search.files,
    open_data.files,
    qr_codes.files,
)
"""What is made of one edition and the source edition alone, so each language may be made by itself."""

OF_THE_SITE: tuple[Output, ...] = (
    pages_on_languages.files,
    status.files,
    front_door.files,
    search_engines.files,
    open_data_index.files,
    scripts.files,
    recordings.files,
    app.files,
    hosting.files,
)
"""What is made of all editions together."""

OUTPUTS = (*OF_A_LANGUAGE, *OF_THE_SITE)

IN_TWO_LANGUAGES: tuple[Output, ...] = (pages.files, counties.files, guide.files)
"""The kinds of pages that are there a second time, with easy Finnish beside every text."""


LISTS: tuple[Callable[[Renderers, tuple[File, ...]], Iterator[File]], ...] = (offline.lists,)
"""What is made of the files that the other kinds have made."""


def of_language(renderer: Renderer) -> Iterator[File]:
    """Every file of one language, and its pages with the source's words beside its own."""
    for output in OF_A_LANGUAGE:
        yield from _timed(output, (renderer,))
    for output in IN_TWO_LANGUAGES:
        yield from _timed(output, paired_with((renderer,)))


def of_site(renderers: Renderers, made: Iterable[File]) -> Iterator[File]:
    """The files for all languages together; `made` are those of each language."""
    tasks = [(output, renderers) for output in OF_THE_SITE]
    tasks.append((pages_on_languages.files, paired_with(renderers)))
    files = [*made]
    for output, those in tasks:
        new = _timed(output, those)
        files += new
        yield from new
    for listing in LISTS:
        yield from listing(renderers, tuple(files))


def paired_with(renderers: Renderers) -> Renderers:
    """What renders pages in two languages, for each language but the source."""
    return tuple(map(beside_source, (one for one in renderers if not one.edition.is_source)))


def _timed(output: Output, renderers: Renderers) -> tuple[File, ...]:
    if not renderers:
        return ()
    name = output.__module__.rpartition(".")[2].replace("_", " ")
    with renderers[0].shared.profile.kind(f"{name}, in two languages" if renderers[0].paired else name):
        return tuple(output(renderers))
