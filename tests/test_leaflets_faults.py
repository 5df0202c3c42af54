"""Each check of the leaflets finds what it is there to find: the faults are planted, the checks are those of CI."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import leaflets
from tests.leaflet_checks import CHECKS, faults_of
from tests.leaflet_faults import Fault, planted
from tests.leaflet_planted import FAULTS
from tests.leaflet_pseudo import PSEUDOS, pseudo_orders


def test_every_check_has_a_planted_fault() -> None:
    assert {fault.check for fault in FAULTS} == set(CHECKS)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_found(fault: Fault, require: Callable[..., str], tmp_path: Path) -> None:
    require("pdftotext")
    assert CHECKS[fault.check](planted(fault, tmp_path))


@pytest.mark.parametrize("path", sorted({fault.path for fault in FAULTS}))
def test_where_no_fault_is_planted_none_is_found(path: str, require: Callable[..., str], tmp_path: Path) -> None:
    require("pdftotext")
    assert faults_of(planted(Fault(check="none", what="nothing", path=path), tmp_path)) == {}


@pytest.mark.parametrize("name", PSEUDOS)
def test_every_leaflet_bears_long_words_and_letters_from_right_to_left(name: str, require: Callable[..., str]) -> None:
    require("pdftotext")
    own = [order for order in pseudo_orders() if order.language.code == PSEUDOS[name].code]
    real = {(order.leaflet.slug, order.format) for order in leaflets.orders() if order.language.code == "sv"}
    assert {(order.leaflet.slug, order.format) for order in own} == real
    assert {paper.path: found for paper in leaflets.papers(leaflets.set_all(own)) if (found := faults_of(paper))} == {}


def test_the_poster_bears_more_languages(require: Callable[..., str]) -> None:
    require("pdftotext")
    (poster,) = (order for order in pseudo_orders() if order.language.code == "fi")
    (paper,) = leaflets.papers(leaflets.set_all([poster]))
    assert len(paper.data["squares"]) == len(leaflets.authors()) + len(PSEUDOS)
    assert faults_of(paper) == {}
