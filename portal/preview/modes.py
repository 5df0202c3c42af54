"""The end of an address -> how the preview shows a page: as readers see it, for translators or for editors."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import parse_qs


class Mode(StrEnum):
    """Each mode by what stands behind the `?` of its addresses."""

    READER = ""
    TRANSLATOR = "edit"
    EDITOR = "edit=content"


def mode_of(query: str) -> Mode:
    """The mode that an address asks for: `?edit` or `?edit=content`."""
    asked = parse_qs(query, keep_blank_values=True).get("edit")
    if asked is None:
        return Mode.READER
    return Mode.EDITOR if asked[-1] == "content" else Mode.TRANSLATOR
