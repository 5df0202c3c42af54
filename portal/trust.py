"""The texts of a page -> how far its translation can be trusted, and how old its facts are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.inline import PLACEHOLDER
from portal.model import (
    County,
    Fact,
    FactType,
    Link,
    LinkGroup,
    Page,
    PartialDate,
    SearchWords,
    Site,
    State,
    Text,
    texts_of,
    values_of,
)

PUBLISHED_SHARE = 80
"""The share of its texts, in per cent, from which a page counts as being in a language (law 4)."""

UNKNOWN = PartialDate(0)

_ORDER = (State.UNSTAMPED, State.MACHINE, State.PERSON, State.CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """`level` is the lowest level of any translated text; `date` and `roles` tell the newest day and the
    holders of the stamps of that level; `translated` and `texts` are counts.
    """

    level: State
    translated: int
    texts: int
    date: PartialDate = UNKNOWN
    roles: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every text is in the reader's language."""
        return self.translated == self.texts

    @property
    def share(self) -> int:
        """The translated texts, of 100, rounded down: 100 means every text."""
        return self.translated * 100 // max(self.texts, 1)

    @property
    def published(self) -> bool:
        """Whether enough is translated for the page to be listed and found as one of this language."""
        return self.translated * 100 >= PUBLISHED_SHARE * self.texts


def trust_of(texts: Iterable[Text]) -> Trust:
    """Counts the states of texts; source texts count as translated, for they need no translation.

    Search words count for nothing: no reader sees them.
    """
    texts = tuple(text for text in texts if not isinstance(text, SearchWords))
    states = Counter(text.state for text in texts)
    level = next((state for state in _ORDER if states[state]), State.SOURCE)
    total = sum(states.values())
    lost = states[State.MISSING] + states[State.STALE] + states[State.WITHHELD]
    stamped = [text for text in texts if text.state is level and text.stamped]
    newest = max((text.stamped for text in stamped), default="0")
    return Trust(
        level=level,
        translated=total - lost,
        texts=total,
        date=PartialDate(*map(int, newest.split("-"))),
        roles=tuple(sorted({text.role for text in stamped})),
    )


def is_published(page: Page) -> bool:
    """Whether enough of a page's own texts is translated for it to be listed as one of this language."""
    return trust_of(texts_of(page)).published


def fact_names(texts: Iterable[Text]) -> tuple[str, ...]:
    """The facts that texts name, in the order of their first use."""
    names = (name for text in texts for name in PLACEHOLDER.findall(text.source) if "." in name)
    return tuple(dict.fromkeys(names))


_TERM = re.compile(r"\]\(term:([^()\s]+)\)")


def term_ids(texts: Iterable[Text]) -> tuple[str, ...]:
    """The words of the word list that texts mark, in the order of their first use."""
    return tuple(dict.fromkeys(term for text in texts for term in _TERM.findall(text.source)))


def sources_of(page: Page, site: Site) -> tuple[Fact | Link, ...]:
    """The laws and sites that a page names as its sources."""
    links = {link.id: link for link in site.links}
    found = (site.facts.get(name) or links.get(name) for name in page.sources)
    return tuple(source for source in found if source is not None)


def oldest_check(page: Page, site: Site) -> PartialDate:
    """When the oldest of a page's facts and sources was last seen to be true, as far as it is known."""
    facts = (site.facts[name] for name in fact_names(texts_of(page)) if name in site.facts)
    return oldest_of([*(fact.checked for fact in facts), *(one.checked for one in sources_of(page, site))])


def oldest_of(dates: Iterable[PartialDate]) -> PartialDate:
    """The oldest of the dates that are known, or that none is."""
    return min((when for when in dates if when.year), default=UNKNOWN)


def listed_sources(site: Site) -> list[Fact | Link]:
    """Every law and site that some page names as its source: laws by name and section, then sites."""
    named = {name for page in site.pages for name in page.sources}
    facts = (site.facts[name] for name in site.facts if name in named)
    laws = [fact for fact in facts if fact.type is FactType.LAW]
    laws.sort(key=lambda law: (law.name, law.value, _numbers(law.section)))
    return [*laws, *(link for link in site.links if link.id in named)]


def _numbers(section: str) -> tuple[int, str]:
    digits = re.match(r"\d+", section)
    return (int(digits.group()) if digits else 0, section)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedLaw:
    """A law as it stands in a list of sources: once, with all its sections that were read."""

    name: str
    number: str
    sections: tuple[str, ...]
    checked: PartialDate


def cited(sources: Iterable[Fact | Link]) -> list[CitedLaw | Link]:
    """Sources for a list: the sections of one law joined, in the order in which the laws first come."""
    laws: dict[tuple[str, str, PartialDate], list[Fact]] = {}
    links: list[Link] = []
    for source in sources:
        if isinstance(source, Link):
            links.append(source)
        else:
            laws.setdefault((source.name, source.value, source.checked), []).append(source)
    joined = [
        CitedLaw(
            name=name,
            number=number,
            sections=tuple(law.section for law in sorted(facts, key=_by_section) if law.section),
            checked=checked,
        )
        for (name, number, checked), facts in laws.items()
    ]
    return [*joined, *links]


def _by_section(law: Fact) -> tuple[int, str]:
    return _numbers(law.section)


def facts_to_ask(site: Site) -> list[tuple[County | None, Fact]]:
    """The facts that readers are told to ask about, each with its county where it has one."""
    common: list[tuple[County | None, Fact]] = [(None, fact) for fact in site.facts.values()]
    local = [(county, fact) for county in site.counties for fact in values_of(county, Fact)]
    return [(county, fact) for county, fact in (*common, *local) if fact.to_ask(site.today)]


def official_links(site: Site) -> list[Link]:
    """The first three official sites, for the foot of every page while no authority publishes this one."""
    return [link for link in site.links if link.group is LinkGroup.OFFICIAL][:3]
