"""The frozen values that the stages hand to each other: from one translatable text to a whole site."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from portal.problems import Place

T = TypeVar("T")


class State(StrEnum):
    """What is known of the words that a reader sees in place of a source text."""

    SOURCE = "source"
    MISSING = "missing"
    STALE = "stale"
    WITHHELD = "withheld"
    UNSTAMPED = "unstamped"
    MACHINE = "machine"
    PERSON = "person"
    CHECKED = "checked"


FALLEN_BACK = frozenset({State.MISSING, State.STALE, State.WITHHELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One message: a heading, paragraph, list item or YAML value, in easy Finnish and perhaps translated.

    `source` is inline Markdown on one line; `note` explains it to translators; `context` tells two equal
    sources apart. `translation`, `translated_at`, `state`, `stamped` (the day of the stamp, YYYY-MM-DD)
    and `role` (whose stamp it is) are set in an edition only.
    """

    source: str
    place: Place
    note: str = ""
    context: str = ""
    translation: str | None = None
    translated_at: Place | None = None
    state: State = State.SOURCE
    stamped: str = ""
    role: str = ""

    @property
    def shown(self) -> str:
        """The words for the reader: the translation, or else the source."""
        return self.source if self.translation is None else self.translation

    @property
    def fell_back(self) -> bool:
        """Whether the reader gets Finnish here because there is no true translation."""
        return self.state in FALLEN_BACK


class BlockKind(StrEnum):
    """What a block of Markdown is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    STEP = "step"
    CALLOUT = "callout"
    BOX = "box"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page: its kind, its text, and for a heading its level and anchor."""

    kind: BlockKind
    place: Place
    text: Text | None = None
    level: int = 0
    anchor: str = ""
    box: str = ""
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown of several blocks, cut up."""

    blocks: tuple[Block, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `slug` is its address and the name of its catalogue, in all languages."""

    slug: str = field(metadata={"given": True})
    place: Place
    title: Text = field(metadata={"note": "Title of the page."})
    summary: Text = field(
        metadata={"note": "Summary under the title; also shown in lists of pages and by search engines."}
    )
    sources: tuple[str, ...] = ()
    term: str = ""
    section: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What each page of a service answers, always in this order."""

    what: Prose
    who: Prose
    not_for: Prose | None = None
    voluntary: Prose
    cost: Prose
    how: Prose
    then: Prose
    rights: Prose
    call: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Page):
    """A page about one service."""

    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Page):
    """One step of the customer path. `fork` tells how the path may lead to `fork_page` from here."""

    step: int
    happens: Prose
    who: Prose
    how_long: Prose
    you_do: Prose
    you_can_ask: Prose
    fork: Prose | None = None
    fork_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Page):
    """Any other page."""

    body: Prose = field(default_factory=Prose, metadata={"given": True})


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
    avoid: tuple[str, ...] = ()
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
    hours: tuple[Hours, ...] | None = field(
        default=(), metadata={"words": {"always": None, "unknown": ()}}
    )
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOfSite:
    """A group of pages with a title of its own in the menu."""

    id: str = field(metadata={"given": True})
    title: Text = field(metadata={"note": "Title of a group of pages, in the menu."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The publisher's colour on light and on dark paper, as `#rrggbb`."""

    colour: str
    colour_dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whose site this is and how it is put together: `content/site.yaml`."""

    place: Place
    title: Text = field(metadata={"note": "Name of the site."})
    summary: Text = field(metadata={"note": "What the site is, in one sentence."})
    source_language: str
    languages: tuple[str, ...]
    address: str = ""
    publisher: str = ""
    publisher_address: str = ""
    feedback: str = ""
    edit: str = ""
    counties: tuple[str, ...] | None = field(default=None, metadata={"words": {"all": None}})
    front_page: str
    urgent_page: str
    words_page: str
    call_page: str
    path_page: str
    interpreter_page: str
    about_page: str
    sections: tuple[SectionOfSite, ...]
    theme: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site. `tag` is what HTML gets, `locale` is the name of Babel's data to format with."""

    code: str
    tag: str
    locale: str
    name: str
    direction: str
    script: str
    plural_forms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that was read from `content/`, with the interface texts of `templates/`."""

    settings: Settings
    languages: tuple[Language, ...]
    pages: tuple[Page, ...]
    glossary: tuple[Term, ...]
    facts: Mapping[str, Fact]
    links: tuple[Link, ...]
    helplines: tuple[Helpline, ...]
    counties: tuple[County, ...]
    interface: tuple[Text, ...]
    today: date

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the customer path, in order."""
        steps = (page for page in self.pages if isinstance(page, Step))
        return tuple(sorted(steps, key=lambda step: (step.step, step.slug)))

    def pages_of(self, section: str) -> tuple[Page, ...]:
        """The pages of a section, in the order their writers gave."""
        pages = (page for page in self.pages if page.section == section)
        return tuple(sorted(pages, key=lambda page: (page.order, page.slug)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language: every text translated, or fallen back to the source with its reason."""

    language: Language
    site: Site

    @property
    def is_source(self) -> bool:
        """Whether this edition is the easy Finnish one."""
        return self.language.code == self.site.settings.source_language


@dataclass(frozen=True, slots=True)
class File:
    """A file to write: its path below `site/`, with `/`, and its bytes."""

    path: str
    content: bytes


def map_texts(value: T, change: Callable[[Text], Text]) -> T:
    """A copy of the value in which `change` was applied to every `Text`; what holds none is kept as it is.

    Law: `map_texts(value, same) == value`.
    """
    if isinstance(value, Text):
        return cast(T, change(value))
    if isinstance(value, tuple):
        items = tuple(map_texts(item, change) for item in value)
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else cast(T, items)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {}
        for item in dataclasses.fields(value):
            old = getattr(value, item.name)
            new = map_texts(old, change)
            if new is not old:
                changed[item.name] = new
        return dataclasses.replace(value, **changed) if changed else value
    return value


def texts_of(value: object) -> Iterator[Text]:
    """Every text inside the value, in the order of its fields."""
    found: list[Text] = []

    def collect(text: Text) -> Text:
        found.append(text)
        return text

    map_texts(value, collect)
    return iter(found)


def values_of(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of a kind inside the value, in the order of its fields."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from values_of(item, kind)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from values_of(getattr(value, part.name), kind)
