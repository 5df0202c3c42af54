"""The scripts of the templates, and the names that one of them looks through -> files of the site."""

from __future__ import annotations

from collections.abc import Iterator

from portal.gazetteer import other_names
from portal.model import File
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """Every script once; pages load those that they name."""
    if renderers:
        for script in renderers[0].shared.scripts.values():
            yield File(script.path, script.content)
        yield other_names(renderers[0].site)
