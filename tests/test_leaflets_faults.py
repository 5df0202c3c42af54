"""Each check of the leaflets finds what it is there to find: the faults are planted, the checks are those of CI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest

from portal.leaflets.document import Author
from portal.leaflets.ordering import Order, orders_of
from portal.model import LeafletFormat
from tests import leaflets
from tests.leaflet_checks import CHECKS, faults_of
from tests.leaflet_faults import Fault, planted
from tests.leaflet_planted import FAULTS
from tests.leaflet_pseudo import PSEUDOS, pseudo_orders
from tests.leaflet_squares import wrong_squares
from tests.real import LANGUAGES


def test_every_check_has_a_planted_fault() -> None:
    assert {fault.check for fault in FAULTS} == set(CHECKS)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_found(fault: Fault, require: Callable[..., str], tmp_path: Path) -> None:
    require("pdftotext")
    assert CHECKS[fault.check](planted(fault, tmp_path))


@pytest.mark.parametrize("name", PSEUDOS)
def test_every_leaflet_bears_long_words_and_letters_from_right_to_left(
    name: str, require: Callable[..., str], tmp_path: Path
) -> None:
    require("pdftotext")
    require("zbarimg")
    own = [order for order in pseudo_orders() if order.language.code == PSEUDOS[name].code]
    real = {(order.leaflet.slug, order.format) for order in leaflets.orders() if order.language.code == "sv"}
    assert {(order.leaflet.slug, order.format) for order in own} == real
    made = leaflets.set_all(own)
    assert {paper.path: found for paper in leaflets.papers(made) if (found := faults_of(paper))} == {}
    assert wrong_squares(made, tmp_path) == {}


def test_the_poster_bears_more_languages(require: Callable[..., str]) -> None:
    require("pdftotext")
    (poster,) = (order for order in pseudo_orders() if order.language.code == "fi")
    (paper,) = leaflets.papers(leaflets.set_all([poster]))
    assert len(paper.data["squares"]) == len(leaflets.authors()) + len(PSEUDOS)
    assert faults_of(paper) == {}


def _for_counties() -> Iterator[Order]:
    """In each language every other leaflet with the contacts of a county; leaflets, formats and counties take turns."""
    authors = leaflets.authors()
    counties = cycle(authors[0].renderer.whole.site.counties)
    for turn, author in enumerate(authors):
        for number, leaflet in list(enumerate(author.renderer.whole.site.leaflets))[turn % 2 :: 2]:
            county = next(counties)
            both = (Author(authors[0].renderer, county), Author(author.renderer, county))
            orders = [one for one in orders_of(both) if one.author is both[1] and one.leaflet.slug == leaflet.slug]
            if orders:  # the poster is made once, for all languages
                yield orders[(number + turn) % len(orders)]


def test_leaflets_with_the_contacts_of_a_county_pass_every_check(require: Callable[..., str]) -> None:
    require("pdftotext")
    orders = list(_for_counties())
    assert {order.format for order in orders} == set(LeafletFormat)
    assert {order.language.code for order in orders} == set(LANGUAGES)
    counties = leaflets.authors()[0].renderer.whole.site.counties
    assert {order.author.county.slug for order in orders if order.author.county} == {one.slug for one in counties}
    made = leaflets.set_all(orders)
    assert len(made) == len(orders)
    assert {paper.path: found for paper in leaflets.papers(made) if (found := faults_of(paper))} == {}
