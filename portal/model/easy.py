"""What editors have decided about easy reading: accepted costs, allowed words, claims with their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """One finding that may stand on a page, with the reason and the day until which it may."""

    place: Place
    page: str
    """The page's file name, without its ending."""
    rule: str
    """The name in the brackets of the finding."""
    words: str
    """The words that may stand."""
    reason: str
    """Why they may stand."""
    until: date
    """The last day on which they may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyReading:
    """`content/easy-read.yaml`: the cost that each page may not exceed, and what is allowed."""

    accepted: Mapping[str, Decimal] = field(default_factory=dict)
    """The cost for 100 words that a page may not exceed; `build.py easy --accept` writes it."""
    allow: tuple[Allowance, ...] = ()
    """The findings that may stand."""


class EasyLevel(StrEnum):
    """Who found a page easy: the rules, readers, or Selkokeskus with its mark."""

    RULES = "rules"
    READERS = "readers"
    SELKOKESKUS = "selkokeskus"


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyClaim:
    """What a page says of its own ease, with the evidence: who found it so, and when."""

    place: Place
    level: EasyLevel
    who: str = ""
    """Who found it so."""
    when: date | None = None
    """The day when it was found so."""
