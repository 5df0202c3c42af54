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
    """Where it was read."""
    checked: PartialDate
    """The date of the newest source that gives it."""
    confidence: Confidence
    value: str = ""
    """The fact itself, in the form of its type; without it the reader is told to "ask"."""
    name: str = ""
    """The name of the law; law only."""
    section: str = ""
    """The section of the law, such as `18 §`; law only."""
    valid_until: date | None = None
    """After this day the reader sees "ask, this may have changed"."""
    doubt: str = ""
    """Why we are not sure; the reader sees "ask, this may have changed" at once."""

    def to_ask(self, today: date) -> bool:
        """Whether the reader must be told "ask, this may have changed"."""
        expired = self.valid_until is not None and self.valid_until < today
        return not self.value or bool(self.doubt) or expired
