"""The kinds of pages: services, steps of the customer path, topics."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.model.easy import EasyClaim
from portal.model.text import Prose, Text
from portal.problems import Place


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
    easy: EasyClaim | None = None


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
