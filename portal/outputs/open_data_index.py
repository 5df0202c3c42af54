"""Editions -> `api/index.json`: which languages there are as open data, how far each is translated, and its files."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.outputs.open_data import PARTS, VERSION, Json, open_file, trust_row
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One file for all languages."""
    head = {"version": VERSION, "licence": "CC-BY-4.0", "status": "status.json"}
    yield open_file("api/index.json", head | {"languages": [_row(renderer) for renderer in renderers]})


def _row(renderer: Renderer) -> Json:
    language = renderer.edition.language
    return {
        "language": language.tag,
        "name": language.name,
        "direction": language.direction,
        "trust": trust_row(renderer.summary.trust),
        "files": {name: f"{language.code}/{name}.json" for name in PARTS},
    }
