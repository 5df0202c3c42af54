"""An edition -> its pages, each alone, and all that stands on no page: so only what changed is checked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.closed import ClosedList, closed_facts
from portal.fingerprints import fingerprint
from portal.model import Edition, Excerpt, FactType
from portal.remembering import key_of


def excerpts_of(edition: Edition) -> Iterator[tuple[str, Excerpt]]:
    """Every excerpt behind a hash of all that checks can find in it, and of the places where they tell it.

    With a page go the settings, the phones, the word list, names. What else the site has is closed: whoever checks a
    page would get an error there, and can miss nothing unseen.
    """
    no_page = replace(edition.site, pages=())
    closed, facts = ClosedList(), closed_facts(edition.site.facts, {FactType.PHONE})
    bare = replace(no_page, interface=closed, leaflets=closed, pictures=closed, recordings=closed, facts=facts)
    shared = fingerprint(edition.language, bare)
    for page in edition.site.pages:
        alone = Excerpt(language=edition.language, site=replace(bare, pages=(page,)), page=page)
        yield key_of([shared, fingerprint(page, places=True)]), alone
    rest = Excerpt(language=edition.language, site=no_page, page=None)
    yield fingerprint(edition.language, no_page, places=True), rest
