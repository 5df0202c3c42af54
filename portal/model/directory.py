"""Words, links, help lines and counties: what pages point to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.model.facts import Confidence, Fact, PartialDate
from portal.model.text import Text
from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that readers meet at the office and in letters, explained, with its fixed translations."""

    id: str = field(metadata={"given": True})
    place: Place
    term: str
    explanation: Text = field(metadata={"note": "Explains a word in the word list."})
    source: str
    letters: bool = False
    translations: Mapping[str, str] = field(default_factory=dict)
    draft: tuple[str, ...] = ()
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: str = ""

    def word(self, code: str) -> str:
        """The word in a language, or the Finnish word where no translation is fixed."""
        return self.translations.get(code, self.term)


class LinkGroup(StrEnum):
    """Which list of addresses a link stands in."""

    OFFICIAL = "official"
    GUIDANCE = "guidance"
    SUPPORT = "support"
    FORMS = "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A site or form elsewhere, with one address for each language in which it exists."""

    id: str = field(metadata={"given": True})
    place: Place
    name: str
    what: Text = field(metadata={"note": "Says what a link leads to."})
    group: LinkGroup
    addresses: Mapping[str, str]
    source: str
    checked: PartialDate


class HelplineGroup(StrEnum):
    """What a help line is for; a line may be in several groups."""

    URGENT = "urgent"
    VIOLENCE = "violence"
    CHILDREN = "children"
    TALK = "talk"
    HEALTH = "health"


class Day(StrEnum):
    """The days of the week, in the order of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening hours on a run of days: `days` is `mon-fri` or `wed`, the times are `9.00`."""

    days: str
    opens: str
    closes: str

    @property
    def first_and_last(self) -> tuple[Day, Day]:
        """The first and the last day of the run."""
        first, _, last = self.days.partition("-")
        return Day(first), Day(last or first)


class Known(StrEnum):
    """Yes, no, or nobody has confirmed it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A national number or chat. `hours` is `None` for always and empty for unknown."""

    id: str = field(metadata={"given": True})
    place: Place
    name: str
    groups: tuple[HelplineGroup, ...]
    what: Text = field(metadata={"note": "Says what a help line is for."})
    hours: tuple[Hours, ...] | None = field(default=(), metadata={"words": {"always": None, "unknown": ()}})
    hours_doubt: str = ""
    phone: str = ""
    free: Known = Known.UNKNOWN
    languages: tuple[str, ...] = ()
    note: Text | None = field(default=None, metadata={"note": "A note about a help line."})
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality's Finnish and Swedish name."""

    fi: str
    sv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Who answers families in a county, under the county's own name for it."""

    name: str
    phone: Fact | None = None
    hours: tuple[Hours, ...] = ()


class HelpCost(StrEnum):
    """Whether home help costs something in a county."""

    FREE = "free"
    FEE = "fee"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeHelp:
    """What home help costs in a county. `doubt` is set where the page that says so is old."""

    cost: HelpCost
    source: str
    checked: PartialDate
    hour_price: Fact | None = None
    day_max: Fact | None = None
    note: Text | None = field(default=None, metadata={"note": "About home help in one county."})
    doubt: str = ""


class LawArea(StrEnum):
    """Which law holds: Åland has its own."""

    MAINLAND = "mainland"
    ALAND = "aland"


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """An area that must arrange the services: a wellbeing services county, Helsinki or Åland."""

    slug: str = field(metadata={"given": True})
    place: Place
    code: str
    name: str
    names: Mapping[str, str]
    municipalities: tuple[Municipality, ...]
    law: LawArea
    link: Mapping[str, str]
    link_confidence: Confidence
    brand: str = ""
    guidance: Guidance | None = None
    page: Mapping[str, str] = field(default_factory=dict)
    home_help: HomeHelp | None = None
    note: Text | None = field(default=None, metadata={"note": "About one county."})
