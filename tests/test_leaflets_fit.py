"""How leaflets are made to fit: an address that goes on in a new line is not turned round."""

from __future__ import annotations

from collections.abc import Callable

from portal.leaflets.ordering import Order
from portal.model import LeafletFormat
from tests import leaflets


def _folded() -> list[Order]:
    return [order for order in leaflets.orders() if order.format is LeafletFormat.TRIFOLD]


def turned_addresses(address: str, boxes: list[leaflets.Box]) -> list[str]:
    """The address in print on the outside of a folded leaflet, where its parts do not stand from left to right."""
    parts = [box for box in boxes if box[0] == 1 and box[5].endswith("/") and box[5] in address]
    found = "".join(box[5] for box in sorted(parts, key=lambda box: (round(box[4]), box[1])))
    return [found] if found != address else []


def test_an_address_in_a_line_from_right_to_left_is_not_turned_round(require: Callable[..., str]) -> None:
    require("pdftotext")
    found = {}
    for order in _folded():
        found[order.path] = turned_addresses(order.data()["address"], leaflets.all_boxes()[order.path])
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_an_address_that_is_turned_round_is_found() -> None:
    line: list[leaflets.Box] = [(1, 20, 9, 60, 12, "esimerkki.fi/"), (1, 12, 9, 19, 12, "ar/")]
    assert turned_addresses("esimerkki.fi/ar/", line) == ["ar/esimerkki.fi/"]
