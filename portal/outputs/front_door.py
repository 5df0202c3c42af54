"""The languages of the site -> the page at `/`, where a reader chooses one by its own name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File, Text
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """The one page that stands in no language's folder."""
    for renderer in renderers:
        if renderer.edition.is_source:
            titles = {one.edition.language.code: one.site.settings.title for one in renderers}
            html = renderer.page("front_door.html", "", titles=titles, others=_others(renderers))
            yield File("index.html", html)


def _others(renderers: tuple[Renderer, ...]) -> dict[str, Text]:
    """The title of the page for readers whose language is not here, by language: each says it in its own words."""
    return {
        one.edition.language.code: page.title
        for one in renderers
        for page in one.site.pages
        if page.slug == one.site.settings.language_page and not page.title.fell_back
    }
