"""Words, links, help lines and counties: what pages point to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.model.facts import Confidence, Fact, PartialDate
from portal.model.text import SEARCH_NOTE, SearchWords, Text
from portal.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that readers meet at the office and in letters, explained, with its fixed translations."""

    id: str = field(metadata={"given": True})
    place: Place
    term: str
    """The Finnish word."""
    explanation: Text = field(metadata={"note": "Explains a word in the word list."})
    source: str
    """Where the word and its translations were read."""
    letters: bool = False
    """Yes, if readers meet the word in letters and decisions."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """The fixed translation in each language."""
    draft: tuple[str, ...] = ()
    """The languages whose word has no official source."""
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that must not be used for this, by language."""
    page: str = ""
    """The page about it."""
    search: SearchWords | None = field(default=None, metadata={"note": SEARCH_NOTE})
    """Words with commas that people type when they look for the word."""

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
    """The name, as the site or form calls itself; not translated."""
    what: Text = field(metadata={"note": "Says what a link leads to."})
    group: LinkGroup
    addresses: Mapping[str, str]
    """One web address for each language in which the official page exists; `fi` is needed."""
    source: str
    """Where the address is known from."""
    checked: PartialDate
    """The date of the newest source that gives it."""


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
    """A day or a run of days: `wed` or `mon-fri`."""
    opens: str
    """When it opens, such as `9.00`."""
    closes: str
    """When it closes, such as `15.00`."""

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
    """The name, not translated."""
    groups: tuple[HelplineGroup, ...]
    """What the line is for; it may be in several groups."""
    what: Text = field(metadata={"note": "Says what a help line is for."})
    hours: tuple[Hours, ...] | None = field(default=(), metadata={"words": {"always": None, "unknown": ()}})
    """`always`, `unknown`, or a list of days and times."""
    hours_doubt: str = ""
    """Why the hours are not sure; they are then shown with "ask, this may have changed"."""
    phone: str = ""
    """A fact: `group.name`."""
    free: Known = Known.UNKNOWN
    """Whether a call costs nothing."""
    languages: tuple[str, ...] = ()
    """The languages that answer; only what a source says."""
    note: Text | None = field(default=None, metadata={"note": "A note about a help line."})
    link: str = ""
    """An entry of `links.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality's Finnish and Swedish name."""

    fi: str
    """The Finnish name."""
    sv: str
    """The Swedish name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Who answers families in a county, under the county's own name for it."""

    name: str
    """The county's own name for it."""
    phone: Fact | None = None
    """The number that families call."""
    hours: tuple[Hours, ...] = ()
    """When somebody answers."""


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
    """Where this was read."""
    checked: PartialDate
    """The date of the newest source that gives it."""
    hour_price: Fact | None = None
    """What an hour costs."""
    day_max: Fact | None = None
    """The most that a day costs."""
    note: Text | None = field(default=None, metadata={"note": "About home help in one county."})
    doubt: str = ""
    """Why this is not sure; the reader then sees "ask, this may have changed"."""


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
    """The county's number, in quotes: `"08"`."""
    name: str
    """The official Finnish name."""
    names: Mapping[str, str]
    """The official names in other languages; not translated by us."""
    municipalities: tuple[Municipality, ...]
    """Every municipality of the county."""
    law: LawArea
    link: Mapping[str, str]
    """The county's site: one web address for each language."""
    link_confidence: Confidence
    """How many sources give the address."""
    brand: str = ""
    """The short name that the county uses."""
    guidance: Guidance | None = None
    page: Mapping[str, str] = field(default_factory=dict)
    """The county's page for families, by language."""
    home_help: HomeHelp | None = None
    note: Text | None = field(default=None, metadata={"note": "About one county."})
