"""Every leaflet of the site as PDF: for screen readers, for printers, and with nothing hidden in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from portal.environment import ROOT
from portal.leaflets.ordering import Order
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import DoesNotFit, Typesetter
from portal.model import LeafletFormat
from tests import leaflets
from tests.leaflet_checks import faults_of
from tests.leaflet_insides import pdfua_faults
from tests.leaflet_places import words_outside, words_with_boxes
from tests.leaflet_squares import wrong_squares
from tests.real import LANGUAGES


def _all(formats: list[LeafletFormat] | None = None) -> Iterator[tuple[Order, bytes]]:
    for order, pdf in leaflets.printed().values():
        if formats is None or order.format in formats:
            yield order, pdf


CARDS = ("lompakkokortti-wallet", "tyontekijan-kortti-worker")


def test_every_leaflet_is_there_in_every_language() -> None:
    paths = set(leaflets.printed())
    for code in LANGUAGES:
        for leaflet in (
            "perhetyo",
            "lastensuojelu",
            "asiakkaan-polku",
            "oikeudet",
            "pelkaatko",
            "apua-heti",
            "sanasto",
        ):
            assert f"{code}/tulosteet/{leaflet}-a4.pdf" in paths
        for card in CARDS:
            assert f"{code}/tulosteet/{card}.pdf" in paths
    services = {path.stem for path in (ROOT / "content/services").glob("*.yaml")}
    assert services <= {order.leaflet.slug for order in leaflets.orders()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_leaflet_in_every_language_and_format_passes_every_check(code: str, require: Callable[..., str]) -> None:
    require("pdftotext")
    own = {path: made for path, made in leaflets.printed().items() if made[0].language.code == code}
    assert {order.format for order, _ in own.values()} >= set(LeafletFormat) - {
        LeafletFormat.POSTER,
        LeafletFormat.BILINGUAL,
    }
    assert {paper.path: found for paper in leaflets.papers(own) if (found := faults_of(paper))} == {}


def test_there_are_phones_on_leaflets_to_look_for() -> None:
    order = leaflets.printed()["fi/tulosteet/apua-heti-a4.pdf"][0]
    assert "080 005 005" in leaflets.phones_in(order.data())


def test_a_list_has_the_commas_of_its_language() -> None:
    for code, comma in (("ar", "،"), ("zh", "、"), ("ru", ",")):
        _, pdf = leaflets.printed()[f"{code}/tulosteet/perhetyo-a4.pdf"]
        words = leaflets.text_of(pdf)
        assert re.search(f"InfoFinland.*{comma}.*Omaperhe.*{comma}.*Kela", " ".join(words.split())), code


def test_text_is_never_too_small() -> None:
    for order, pdf in _all():
        if order.format in {LeafletFormat.A4, LeafletFormat.A5, LeafletFormat.BILINGUAL}:
            sizes = leaflets.sizes_of(pdf)
            big = sum(count for size, count in sizes.items() if size >= 14 * 0.99)
            # The rest are notes, the corner and the foot of each sheet.
            assert big > 0.5 * sum(count for size, count in sizes.items() if size > 2), order.path
        if order.format is LeafletFormat.LARGE:
            # All but the line above and the line below each sheet, which say the same on every one.
            assert {size for size in leaflets.sizes_of(pdf) if 2 < size < 18 * 0.99} <= {9.0, 10.0}, order.path
        if order.format is LeafletFormat.TRIFOLD:
            assert max(size for size, count in leaflets.sizes_of(pdf).items() if count > 200) >= 12


def test_the_square_code_of_every_leaflet_opens_its_page_in_the_same_language(
    require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    assert wrong_squares(leaflets.printed(), tmp_path) == {}


@pytest.mark.parametrize("qr", ["of another page", ""])
def test_a_square_code_to_another_page_is_found_and_so_is_none(
    qr: str, require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    other = leaflets.printed()["ar/tulosteet/tukiperhe-a5.pdf"][0].data()["qr"]
    planted = {}
    for name in ("perhetyo-a4", "perhetyo-a5", "perhetyo-large", "perhetyo-bilingual", "perhetyo-trifold", *CARDS):
        order, _ = leaflets.printed()[f"ar/tulosteet/{name}.pdf"]
        data = order.data() | {"qr": other if qr else ""}
        planted[order.path] = (order, Typesetter(ROOT).pdf(order.format, order.language, data))
    poster, _ = leaflets.printed()["fi/tulosteet/juliste-poster.pdf"]
    squares = poster.data()["squares"]
    data = poster.data() | {"squares": squares | {"ru": squares["zh"]}}
    planted[poster.path] = (poster, Typesetter(ROOT).pdf(poster.format, poster.language, data))
    assert set(wrong_squares(planted, tmp_path)) == set(planted)


def test_a_worker_finds_the_leaflet_by_its_finnish_title() -> None:
    order, _ = leaflets.printed()["ar/tulosteet/lastensuojelu-a4.pdf"]
    assert order.data()["finnish_title"] == "Lastensuojelu"
    assert Path(order.path).name.startswith("lastensuojelu-")


@pytest.mark.parametrize("format", list(LeafletFormat)[:5])
@pytest.mark.parametrize("letters", [44, 124, 200])
def test_a_word_that_is_wider_than_its_place_is_broken_and_nothing_of_it_is_lost(
    format: LeafletFormat, letters: int, require: Callable[..., str]
) -> None:
    require("pdftotext")
    order = next(
        order for order, _ in _all([format]) if order.leaflet.slug == "oikeus-tulkkiin" and order.language.code == "sv"
    )
    data = deepcopy(order.data())
    word = ("abcdefghij" * 20)[:letters]
    planted = set()
    for leaf in leaves(data["body"]):
        kind = (leaf["tag"], leaf.get("class"))
        if kind not in planted and kind[0] in {"h1", "h2", "h3", "p", "li", "dd"} and "finnish" not in str(kind[1]):
            leaf["runs"] = [{"t": f"Ordet {word} är långt."}]
            planted.add(kind)
    try:
        pdf = Typesetter(ROOT).pdf(format, order.language, data | {"title": f"Ordet {word} är långt."})
    except DoesNotFit:
        assert format is LeafletFormat.TRIFOLD  # it is told: a folded leaflet has only so much room
        return
    assert pdfua_faults(pdf) == []
    assert words_outside(format, words_with_boxes(pdf), False) == []
    found = re.sub(r"[\s\u200b]", "", leaflets.text_of(pdf))
    assert found.count(word) >= 4  # some go on on the next sheet, behind its foot and head


LONG_WORD = "Wohlfahrtsverbandszugehörigkeit"
"""As long as words become: 31 letters, two more than the longest title of the site."""

WIDTHS = {LeafletFormat.A4: 210, LeafletFormat.A5: 148, LeafletFormat.LARGE: 210}


@pytest.mark.parametrize("format", WIDTHS)
def test_a_long_word_in_a_title_is_whole_and_leaves_the_picture_alone(format: LeafletFormat) -> None:
    order = next(
        order for order, _ in _all([format]) if order.leaflet.slug == "tukiperhe" and order.language.code == "sv"
    )
    data = order.data()
    head = data["body"][0]
    title = head["kids"][0] | {"runs": [{"t": f"Den {LONG_WORD}"}]}
    body = [head | {"kids": [title, *head["kids"][1:]]}, *data["body"][1:]]
    pdf = Typesetter(ROOT).pdf(format, order.language, data | {"title": f"Den {LONG_WORD}", "body": body})
    boxes = [box for box in words_with_boxes(pdf) if box[-1] == LONG_WORD]
    assert boxes
    assert max(box[3] for box in boxes) <= WIDTHS[format] - 10 - 20  # the margin and the picture
