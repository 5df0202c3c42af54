"""Facts that are the same in every language: phones, prices, deadlines, dates, laws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.problems import Place


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as exactly as it is known; `unknown` when `year` is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if not self.year:
            return "unknown"
        parts = [f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])


class FactType(StrEnum):
    """How a fact is written for the reader."""

    PHONE = "phone"
    EMAIL = "email"
    PRICE = "price"
    NUMBER = "number"
    RANGE = "range"
    DATE = "date"
    LAW = "law"


class Confidence(StrEnum):
    """How many independent sources give the fact."""

    ONE = "one"
    TWO = "two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A phone, price, deadline, date or law: written once, the same in every language, with its source."""

    place: Place
    type: FactType
    source: str
    checked: PartialDate
    confidence: Confidence
    value: str = ""
    name: str = ""
    section: str = ""
    valid_until: date | None = None
    doubt: str = ""

    def to_ask(self, today: date) -> bool:
        """Whether the reader must be told "ask, this may have changed"."""
        expired = self.valid_until is not None and self.valid_until < today
        return not self.value or bool(self.doubt) or expired
