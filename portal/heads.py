"""An edition -> the same edition with only the heads of its pages: what one page may know of all the others.

A page shows the titles and summaries of others, never what stands in them. Where this is so, a change inside a page
can change that page alone, and all other files may be taken from the last build. It is so because there is nothing
to be read: who makes a file of a page is given that page whole, and of the others only heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.model import Edition, Page, PartialDate, Prose, Site, map_values
from portal.trust import is_published, oldest_check


class ClosedPage(LookupError):
    """Somebody asked for what stands in a page of which only the head was given, or for values that were not."""


class ClosedProse(Prose):
    """Stands where the words of a page are not to be read: whoever looks at its blocks gets `ClosedPage`."""

    __slots__ = ()

    def __init__(self) -> None:
        """Holds nothing."""

    def __reduce__(self) -> tuple[type[ClosedProse], tuple[()]]:
        return ClosedProse, ()

    def __getattribute__(self, name: str) -> Any:
        if name == "blocks":
            raise ClosedPage("what another page says cannot be read here, only its title and its summary")
        return super().__getattribute__(name)


_CLOSED = ClosedProse()


class ClosedList(tuple[Any, ...]):
    """Stands where there are values that are not to be read: whoever looks at them gets `ClosedPage`."""

    __slots__ = ()

    def _refuse(self, *_: object) -> Any:
        raise ClosedPage("these values of the site cannot be read here")

    __iter__ = __len__ = __getitem__ = __contains__ = __bool__ = _refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the files of one language know of all its pages. Both mappings go by the slugs of pages."""

    edition: Edition
    """With closed pages."""
    published: Mapping[str, bool]
    """Whether enough of a page is translated for it to be listed."""
    oldest: Mapping[str, PartialDate]
    """When the oldest of its facts and sources was last seen to be true."""

    def is_published(self, page: Page) -> bool:
        """Whether enough of a page is translated for it to be listed as one of this language."""
        return self.published[page.slug]

    def oldest_check(self, page: Page) -> PartialDate:
        """When the oldest of a page's facts and sources was last seen to be true, as far as it is known."""
        return self.oldest[page.slug]


def heads_of(edition: Edition) -> Heads:
    """The heads of an edition's pages, and what only whole pages tell."""
    site = edition.site
    return Heads(
        edition=replace(edition, site=replace(site, pages=tuple(map(closed, site.pages)))),
        published={page.slug: is_published(page) for page in site.pages},
        oldest={page.slug: oldest_check(page, site) for page in site.pages},
    )


def opened(site: Site, pages: Iterable[Page]) -> Site:
    """The site with these pages whole; they are pages of its own."""
    whole = {page.slug: page for page in pages}
    return replace(site, pages=tuple(whole.get(page.slug, page) for page in site.pages))


def closed(page: Page) -> Page:
    """The page without what stands in it, and without the words by which a search finds it."""
    return replace(map_values(page, Prose, lambda _: _CLOSED), search=None)
