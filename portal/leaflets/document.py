"""A leaflet in one language -> its HTML, and the plain data from which Typst sets it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from portal import formatting
from portal.addresses import SITE_ROOT, in_language, leaflet_path, page_path, qr_path
from portal.heads import opened
from portal.inline import plain
from portal.languages import locale_named
from portal.leaflet_parts import Section, sections_of
from portal.leaflets.tree import Node, Unbalanced, read_leaflet
from portal.model import (
    County,
    Edition,
    Fact,
    Language,
    Leaflet,
    LeafletFormat,
    Page,
    PartialDate,
    Site,
    Text,
    texts_of,
    values_of,
)
from portal.problems import Place, Problem
from portal.templating import Renderer, TemplateProblem
from portal.trust import Trust, oldest_check, oldest_of, term_ids, trust_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a leaflet is called and where its page is, in one language."""

    title: Text
    summary: Text
    finnish_title: str
    code: str
    own_path: str
    """The page that the square code opens, below its language's folder."""
    address: str
    """The short address in print, without `https://`; empty where the site has none."""
    link: str
    """The whole address, for the square code."""


def pages_on(leaflet: Leaflet, site: Site) -> tuple[Page, ...]:
    """The pages of a leaflet, in order."""
    pages = {page.slug: page for page in site.pages}
    return tuple(pages[part.page] for part in leaflet.parts if part.page in pages)


def head_of(leaflet: Leaflet, edition: Edition) -> Head:
    """The names of a leaflet: its own where it has some, else its page's."""
    site = edition.site
    pages = pages_on(leaflet, site)
    if leaflet.title and leaflet.summary:
        title, summary = leaflet.title, leaflet.summary
    else:
        title, summary = pages[0].title, pages[0].summary
    # Of several pages the leaflet itself is the page that holds them; a card shows none and opens the front page.
    own = page_path(pages[0], site.settings) if len(pages) == 1 else leaflet_path(leaflet.slug) if pages else ""
    top = site.settings.address.rstrip("/")
    path = in_language(own, edition.language)
    link = f"{top}/{path}" if top else ""
    return Head(
        title=title,
        summary=summary,
        finnish_title=plain(title.source, str),
        code=f"{leaflet.slug}-{edition.language.code}",
        own_path=own,
        address=link.partition("://")[2],
        link=link,
    )


_CARDS = {
    LeafletFormat.WALLET: "leaflet_wallet.html",
    LeafletFormat.WORKER: "leaflet_worker.html",
    LeafletFormat.POSTER: "leaflet_poster.html",
}
"""The templates of what shows no page; every other format is set from `leaflet.html`."""


class Author:
    """Writes the leaflets of one edition: each once as HTML, whole or short, and reads it back as a tree."""

    def __init__(self, renderer: Renderer, county: County | None = None) -> None:
        """`county` is the one whose contacts are printed."""
        self.renderer = renderer
        self.county = county
        self._site = renderer.site
        self._leaflets = {leaflet.slug: leaflet for leaflet in self._site.leaflets}
        self._pages: dict[tuple[str, bool], bytes] = {}
        self._trees: dict[tuple[str, bool], list[Node]] = {}

    @cached_property
    def language(self) -> Language:
        """The language of the leaflets."""
        return self.renderer.edition.language

    def html(self, leaflet: Leaflet, *, short: bool = False) -> bytes:
        """The leaflet as a page of the site, in the words of this edition, whichever edition's leaflet is named."""
        leaflet = self._leaflets[leaflet.slug]
        key = (leaflet.slug, short)
        if key not in self._pages:
            template = next((_CARDS[one] for one in leaflet.formats if one in _CARDS), "leaflet.html")
            self._pages[key] = self.renderer.page(template, self.path(leaflet), **self._values(leaflet, short))
        return self._pages[key]

    def path(self, leaflet: Leaflet) -> str:
        """Where the leaflet stands as a page, below `site/`."""
        return f"{self.language.code}/{leaflet_path(leaflet.slug)}"

    def tree(self, leaflet: Leaflet, *, short: bool = False) -> list[Node]:
        """The blocks of the leaflet. Raises `TemplateProblem` where its HTML is not whole."""
        key = (leaflet.slug, short)
        if key not in self._trees:
            try:
                self._trees[key] = read_leaflet(self.html(leaflet, short=short).decode())
            except Unbalanced as fault:
                raise TemplateProblem(_not_whole(fault, self.path(leaflet))) from fault
        return self._trees[key]

    def reads(self, leaflet: Leaflet) -> tuple[Page, ...]:
        """The pages that stand on a leaflet, whole: nothing else that a page says can be on it."""
        return pages_on(leaflet, self.renderer.whole.site)

    def _site_of(self, leaflet: Leaflet) -> Site:
        return opened(self._site, self.reads(leaflet))

    def _values(self, leaflet: Leaflet, short: bool) -> dict[str, object]:
        site, edition = self._site_of(leaflet), self.renderer.edition
        settings = site.settings
        head = head_of(leaflet, edition)
        sections = sections_of(leaflet, site, short=short)
        pages = pages_on(leaflet, site)
        texts = tuple(_texts(sections))
        names = dict.fromkeys([page.term for page in pages] + list(term_ids(texts)))
        terms = {term.id: term for term in site.glossary}
        shown = {page.slug for page in pages}
        claims = {page.easy for page in pages}
        interpreter = next(page for page in site.pages if page.slug == settings.interpreter_page)
        return {
            "title": head.title,
            "summary": head.summary,
            "finnish_title": head.finnish_title,
            "code": head.code,
            "address": head.address,
            "qr": self.renderer.links.to_qr(head.own_path),
            "groups": _by_page(sections),
            "joined": len(pages) > 1,
            "terms": [terms[name] for name in names if name in terms],
            "county": self.county,
            "price": leaflet.price,
            "urgent": settings.urgent_page in shown,
            "interpreter": None if settings.interpreter_page in shown else interpreter,
            "finnish_name": formatting.language_name(self.language.code, self.renderer.links.source_language),
            "titles": self.renderer.shared.titles,
            "squares": {one.code: SITE_ROOT + qr_path("", one) for one in site.languages} if settings.address else {},
            "trust": self.trust(leaflet),
            "oldest": self.oldest(leaflet),
            "claim": next(iter(claims)) if len(claims) == 1 else None,
        }

    def trust(self, leaflet: Leaflet) -> Trust:
        """Who made the translation of what stands on the leaflet."""
        head = head_of(leaflet, self.renderer.edition)
        sections = sections_of(leaflet, self._site_of(leaflet), short=False)
        # What a card says are words of the site's frame.
        texts = _texts(sections) if sections else self._site.interface
        return trust_of((head.title, head.summary, *texts))

    def oldest(self, leaflet: Leaflet) -> PartialDate:
        """When the oldest fact of the leaflet was last seen to be true."""
        dates = [oldest_check(page, self._site) for page in self.reads(leaflet)]
        dates += [fact.checked for fact in values_of(self.county, Fact)] if self.county else []
        return oldest_of(dates)


def _not_whole(fault: Unbalanced, path: str) -> Problem:
    return Problem(
        place=Place(f"site/{path}index.html", fault.line),
        rule="bad-html",
        message=str(fault),
        hint="This comes from a template: look in templates/.",
    )


def _texts(sections: tuple[Section, ...]) -> Iterator[Text]:
    """The texts of the sections, without the rest of their pages."""
    for section in sections:
        yield from texts_of((section.title, section.blocks))


def _by_page(sections: tuple[Section, ...]) -> list[tuple[Page, list[Section]]]:
    return [
        (found[0].page, found) for _, group in groupby(sections, lambda one: one.page.slug) if (found := list(group))
    ]


_DIGITS = {"arab": "ARABIC-INDIC", "arabext": "EXTENDED ARABIC-INDIC", "beng": "BENGALI", "mymr": "MYANMAR"}
"""What Unicode calls the digits of CLDR's numbering systems, for the languages that the site may have."""


def digits_of(language: Language) -> str:
    """The ten digits with which a language counts pages and lists; phones and sums have Western ones everywhere."""
    name = _DIGITS.get(locale_named(language.locale).default_numbering_system)
    zero = ord(unicodedata.lookup(f"{name} DIGIT ZERO")) if name else ord("0")
    return "".join(chr(zero + number) for number in range(10))
