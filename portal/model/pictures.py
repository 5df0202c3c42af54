"""The pictures that stand beside texts: what each shows, in words, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.model.text import Text
from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A pictogram. It stands beside words and never in their place; the same thing has the same picture everywhere."""

    id: str = field(metadata={"given": True})
    place: Place
    alt: Text = field(metadata={"note": "Says what a small picture shows, to readers who do not see it."})
    mirror: bool = False
    """Yes, if the picture has a direction that is turned round in languages written from right to left."""
    drawing: str = field(default="", metadata={"given": True})
    """The inside of the SVG element, painted by the classes of `portal.pictures.ROLES`; empty without a file."""
