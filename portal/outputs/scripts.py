"""The scripts of the templates -> files of the site."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """Every script once; pages load those that they name."""
    for script in renderers[0].shared.scripts.values() if renderers else ():
        yield File(script.path, script.content)
