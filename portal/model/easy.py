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
    rule: str
    words: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyReading:
    """`content/easy-read.yaml`: the cost that each page may not exceed, and what is allowed."""

    accepted: Mapping[str, Decimal] = field(default_factory=dict)
    allow: tuple[Allowance, ...] = ()


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
    when: date | None = None
