"""Editions -> a search page for each language, and the index that its script fetches when somebody searches.

Without script the page leads to the word list, to all pages and to those who answer the phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import SEARCH_PATH, in_language
from portal.model import File
from portal.outputs.frame import frame_of
from portal.outputs.search_index import index_of
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """The page and its index, in the folder `haku/` of each language."""
    for renderer in renderers:
        yield from renderer.kept("search", renderer.whole.site.pages, partial(_files, renderer))


def _files(renderer: Renderer) -> Iterator[File]:
    path = in_language(SEARCH_PATH, renderer.edition.language)
    index = index_of(renderer)
    frame = frame_of(SEARCH_PATH, trust_of(renderer.site.interface))
    html = renderer.page("search.html", path, **frame, index=index.name, listed=False)
    yield File(f"{path}index.html", html)
    yield File(f"{path}{index.name}", index.content)
