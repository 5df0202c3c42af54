"""The recordings in `content/audio/` -> files of the site."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """Every recording as it is; pages play those that are named like them."""
    for renderer in renderers[:1]:
        for recording in renderer.site.recordings:
            yield File(recording.path, (renderer.shared.root / recording.place.file).read_bytes())
