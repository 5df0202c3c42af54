"""An edition -> the same edition with only the heads of its pages: what one page may know of all the others.

A page shows the titles and summaries of others, never what stands in them. Where this is so, a change inside a page
can change that page alone, and all other files may be taken from the last build. It is so because there is nothing
to be read: who makes a file of a page is given that page whole, and of the others only heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.closed import ClosedProse, OpenFacts
from portal.model import Edition, Page, Prose, Site, map_values
from portal.trust import is_published

_CLOSED = ClosedProse()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the files of one language know of all its pages."""

    edition: Edition
    """With closed pages, and with facts of which each file can read its own."""
    published: Mapping[str, bool]
    """Whether enough of a page is translated for it to be listed, by the page's slug."""

    def is_published(self, page: Page) -> bool:
        """Whether enough of a page is translated for it to be listed as one of this language."""
        return self.published[page.slug]


def heads_of(edition: Edition) -> Heads:
    """The heads of an edition's pages, and what only whole pages tell."""
    site = edition.site
    return Heads(
        edition=replace(edition, site=replace(site, pages=tuple(map(closed, site.pages)), facts=OpenFacts(site.facts))),
        published={page.slug: is_published(page) for page in site.pages},
    )


def opened(site: Site, pages: Iterable[Page]) -> Site:
    """The site with these pages whole; they are pages of its own."""
    whole = {page.slug: page for page in pages}
    return replace(site, pages=tuple(whole.get(page.slug, page) for page in site.pages))


def closed(page: Page) -> Page:
    """The page without what stands in it, and without the words by which a search finds it."""
    return replace(map_values(page, Prose, lambda _: _CLOSED), search=None)
