"""The languages of the site -> the page at `/`, where a reader chooses one by its own name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """The one page that stands in no language's folder."""
    for renderer in renderers:
        if renderer.edition.is_source:
            titles = {one.edition.language.code: one.site.settings.title for one in renderers}
            html = renderer.page("front_door.html", "", titles=titles)
            yield File("index.html", html)
