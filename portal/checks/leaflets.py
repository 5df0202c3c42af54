"""Leaflets and the pages they are made of -> what a writer must mend."""

from __future__ import annotations

from collections.abc import Iterator

from portal.checks.check import check
from portal.leaflet_parts import blocks_of
from portal.model import BLOCK_NAME, Leaflet, LeafletFormat, LeafletPart, Page, Site
from portal.problems import Problem, did_you_mean

CARDS = frozenset({LeafletFormat.WALLET, LeafletFormat.WORKER, LeafletFormat.POSTER})
"""Formats that show no page, only what every site has: urgent numbers, lines to write on, languages."""


@check("unknown-part")
def unknown_part(site: Site) -> Iterator[Problem]:
    """A leaflet names answers of its page (`what`), anchors of headings or `start`, perhaps with a number of blocks.

    Bad: `short: [costs, right 4]`
    Good: `short: [cost, rights 4]`
    """
    pages = {page.slug: page for page in site.pages}
    for leaflet in site.leaflets:
        for part in leaflet.parts:
            if part.page in pages:
                yield from _strange_names(part, pages[part.page])


def _strange_names(part: LeafletPart, page: Page) -> Iterator[Problem]:
    known = blocks_of(page)
    for wanted in (*part.blocks, *part.short):
        found = BLOCK_NAME.fullmatch(wanted)
        if found is None or found["name"] not in known:
            yield Problem(
                place=part.place,
                rule="unknown-part",
                message=f"The page '{part.page}' has no part '{wanted}'.",
                hint=did_you_mean(wanted.partition(" ")[0], known) or f"It has: {', '.join(known)}.",
            )


@check("empty-leaflet")
def empty_leaflet(site: Site) -> Iterator[Problem]:
    """A leaflet has a page, and a title where it has several; a card or poster has a title and no page.

    Bad: `formats: [a4]` alone
    Good: `formats: [a4]` and `parts: [{page: perhetyo}]`
    """
    for leaflet in site.leaflets:
        fault = _fault(leaflet)
        if fault:
            yield Problem(
                place=leaflet.place,
                rule="empty-leaflet",
                message=fault,
                hint="Name pages under 'parts', or write 'title' and 'summary'.",
            )


def _fault(leaflet: Leaflet) -> str:
    formats = set(leaflet.formats)
    if not formats:
        return "The leaflet has no format."
    if formats & CARDS and formats - CARDS:
        return "A card or poster is a leaflet of its own: it has no other format beside it."
    if not formats & CARDS and not leaflet.parts:
        return "The leaflet has no page."
    if (formats & CARDS or len(leaflet.parts) > 1) and not (leaflet.title and leaflet.summary):
        return "The leaflet has no title or no summary of its own."
    return ""
