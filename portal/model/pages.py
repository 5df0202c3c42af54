"""The kinds of pages: services, steps of the customer path, topics."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.model.easy import EasyClaim
from portal.model.text import SEARCH_NOTE, Prose, SearchWords, Text
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
    search: SearchWords | None = field(default=None, metadata={"note": SEARCH_NOTE})
    """Words with commas that people type when they look for the page."""
    sources: tuple[str, ...] = ()
    """Where the page's facts come from: facts of type law, or links."""
    term: str = ""
    """The word of the word list that names what the page is about."""
    section: str = ""
    """A section of `site.yaml`; without it the page is in no list."""
    order: int = 0
    """The place among the pages of the section, small first."""
    picture: str = ""
    """The picture beside the title; without it the one with the page's own name, where there is one."""
    easy: EasyClaim | None = None
    quiet: bool = False
    """Yes, where being seen with the page could bring a reader into danger: the browser is not told what the page is
    about, and a button leads away from it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What each page of a service answers, always in this order."""

    what: Prose
    """What is it?"""
    who: Prose
    """Who is it for?"""
    not_for: Prose | None = None
    """Who is it not for?"""
    voluntary: Prose
    """Is it voluntary, and who decides?"""
    cost: Prose
    """What does it cost?"""
    how: Prose
    """How do I get it?"""
    then: Prose
    """What happens then, and how long does it take?"""
    rights: Prose
    """What can I ask, refuse, appeal?"""
    call: Prose | None = None
    """Who do I call? The link to the counties comes by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Page):
    """A page about one service."""

    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Page):
    """One step of the customer path. `fork` tells how the path may lead to `fork_page` from here."""

    step: int
    """Its place on the path."""
    happens: Prose
    """What happens?"""
    who: Prose
    """Who is there?"""
    how_long: Prose
    """How long does it take?"""
    you_do: Prose
    """What do you do?"""
    you_can_ask: Prose
    """What can you ask?"""
    fork: Prose | None = None
    """How the path can lead to child protection from here."""
    fork_page: str = ""
    """The page to which the fork leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Page):
    """Any other page."""

    body: Prose = field(default_factory=Prose, metadata={"given": True})
