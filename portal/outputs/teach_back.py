"""Services -> a sheet for each, to print: five questions for the reader, and the Finnish answers for the worker.

Asking somebody to tell in her own words what she understood ("teach-back") is the one check of a text that
a worker can make on the spot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import in_language, questions_path
from portal.model import File, Service, texts_of
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One sheet for each language and service."""
    for renderer in renderers:
        for page in renderer.whole.site.pages:
            if isinstance(page, Service):
                yield from renderer.kept("teach-back", page, partial(_files, renderer, page))


def _files(renderer: Renderer, page: Service) -> Iterator[File]:
    own_path = questions_path(page, renderer.site.settings)
    path = in_language(own_path, renderer.edition.language)
    html = renderer.page("teach_back.html", path, page=page, own_path=own_path, trust=trust_of(texts_of(page)))
    yield File(f"{path}index.html", html)
