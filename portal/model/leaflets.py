"""Leaflets for paper: which parts of which pages stand on them, in which order and formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from portal.model.text import Text
from portal.problems import Place

BLOCK_NAME = re.compile(r"(?P<name>[a-z0-9_]+(?:-[a-z0-9_]+)*)(?: (?P<count>[1-9][0-9]?))?")
"""`rights`, or `rights 4` for its first four blocks."""


class LeafletFormat(StrEnum):
    """What a leaflet is printed as; the value is the end of its file's name."""

    A4 = "a4"
    A5 = "a5"
    LARGE = "large"
    BILINGUAL = "bilingual"
    TRIFOLD = "trifold"
    WALLET = "wallet"
    WORKER = "worker"
    POSTER = "poster"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletPart:
    """A page, or some blocks of it, on a leaflet."""

    place: Place
    page: str
    """The page's file name, without its ending."""
    blocks: tuple[str, ...] = ()
    """Answers of a service or step (`what`), anchors of headings, or `start`; all when left out."""
    short: tuple[str, ...] = ()
    """What fits on a tri-fold: the same names, each perhaps with a number of blocks (`what 1`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """One leaflet. It holds no text of its own but, where it joins several pages, a title and a summary."""

    slug: str = field(metadata={"given": True})
    place: Place
    formats: tuple[LeafletFormat, ...]
    """What it is printed as."""
    parts: tuple[LeafletPart, ...] = ()
    """The pages on it, in order; a card or a poster needs none."""
    title: Text | None = field(default=None, metadata={"note": "Title of a printed leaflet."})
    summary: Text | None = field(default=None, metadata={"note": "Summary under the title of a printed leaflet."})
    section: str = ""
    """A section of `site.yaml` under which it is listed; without it, the one of its first page."""
    order: int = 0
    """The place among the leaflets of the section, small first."""
    price: bool = False
    """Yes, if the county's price of home help stands beside its phone."""
