"""Words that look like code stay words on every leaflet: nothing is run, read from the disk or left out."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import cycle, groupby
from pathlib import Path

import pytest

from portal.environment import ROOT
from portal.leaflets.ordering import Order
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import DoesNotFit, NotSet, Typesetter
from portal.model import LeafletFormat
from tests import leaflets
from tests.leaflet_checks import CHECKS
from tests.leaflet_faults import Fault, planted
from tests.leaflet_insides import active_parts
from tests.leaflets import Paper

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.1.0": *',
    "= Otsikko *lihava* _kursiivi_ $x^2$ `koodi` <nimi> @viite // kommentti",
    '"; panic("x") #{',
    "\\u{41} #sys.inputs #datetime.today()",
    "sana" * 60,
    "a\u200bb\u00adc\u2066d\u2069",
    "</p><script>alert(1)</script>",
]

STILL = ("breaks PDF/UA-1", "script, attachment or action", "fonts", "word over an edge", "ink outside the safe area")


def _with(order: Order, words: str) -> dict[str, object]:
    """The data of a leaflet whose first paragraph is these words, which its name in the file ends with too."""
    data = deepcopy(order.data())
    # The Finnish title stands in a paragraph of its own, and is set from elsewhere.
    paragraphs = (leaf for leaf in leaves(data["body"]) if leaf["tag"] == "p" and leaf.get("class") != "finnish")
    leaf = next(leaf for leaf in paragraphs if "lang" not in leaf)
    leaf["runs"] = [{"t": words}]
    return data | {"title": f"{data['title']} {words}"}


def _signs(words: str) -> str:
    """All that is to be seen of words, without the room between them."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f]", "", words)


def _lost_signs(words: str, paper: Paper) -> list[str]:
    """The signs, not only the letters, that are not found when the leaflet is read back."""
    seen, said = _signs(words), _signs(paper.text)
    if paper.right_to_left:  # there the readers of browsers turn Latin words round, and what opens closes
        one_way = str.maketrans("<([{", ">)]}")
        return sorted((Counter(seen.translate(one_way)) - Counter(said.translate(one_way))).elements())
    if len(seen) > 200:  # it may go on on the next sheet, behind its foot and head
        return [] if said.count("sana") >= seen.count("sana") - 2 else [seen]
    return [] if seen in said else [seen]


def _of_every_leaflet() -> Iterator[tuple[Order, str]]:
    """Every leaflet in every format once, the languages and the hostile words in turn."""
    by_kind = sorted(leaflets.orders(), key=lambda order: (order.leaflet.slug, order.format.value))
    words = cycle(HOSTILE)
    for number, (_, orders) in enumerate(groupby(by_kind, lambda order: (order.leaflet.slug, order.format))):
        choice = list(orders)
        yield choice[number % len(choice)], next(words)


def test_hostile_words_stay_words_on_every_leaflet(require: Callable[..., str]) -> None:
    require("pdftotext")
    faults: dict[str, list[str]] = {}
    seen = Counter[str]()
    for order, hostile in _of_every_leaflet():
        words = hostile
        data = _with(order, words)
        try:
            pdf = Typesetter(ROOT).pdf(order.format, order.language, data)
        except DoesNotFit:  # it is told: where there is only so much room, a very long word is too much
            assert len(words) > 200, order.path
            words = HOSTILE[0]
            data = _with(order, words)
            pdf = Typesetter(ROOT).pdf(order.format, order.language, data)
        paper = Paper(order, data, pdf)
        found = [fault for name in STILL for fault in CHECKS[name](paper)] + _lost_signs(words, paper)
        faults |= {f"{order.path}: {words}": found} if found else {}
        seen[order.format.value] += 1
        seen[order.language.code] += 1
        seen[words] += 1
    assert faults == {}
    wanted = {*(one.value for one in LeafletFormat), *(one.language.code for one in leaflets.authors()), *HOSTILE}
    assert wanted <= set(seen)


@pytest.mark.parametrize("path", ["fi/oikeus-tulkkiin-a4", "ar/oikeus-tulkkiin-trifold", "sv/lompakkokortti-wallet"])
def test_words_that_are_read_as_markup_are_found(path: str, tmp_path: Path) -> None:
    order = next(one for one in leaflets.orders() if one.path.replace("/tulosteet/", "/") == f"{path}.pdf")
    words = "= Otsikko *lihava* _kursiivi_ #str(1 + 1)"
    edit = ("base.typ", "let words = text(r.t)", 'let words = eval(r.t, mode: "markup")')
    fault = Fault(check="none", what="read as markup", path=path, edits=(edit,), data=lambda data: _with(order, words))
    assert _lost_signs(words, planted(fault, tmp_path / "wrong"))
    assert not _lost_signs(words, planted(replace(fault, edits=()), tmp_path / "right"))


def test_a_control_character_does_not_bring_the_setting_down() -> None:
    order = next(one for one in leaflets.orders() if one.path == "fi/tulosteet/oikeus-tulkkiin-a4.pdf")
    data = order.data()
    body = [*data["body"][:1], {"tag": "p", "runs": [{"t": "a\u0007b\u001bc"}]}, *data["body"][2:]]
    with contextlib.suppress(NotSet):  # told as a problem, with the leaflet's place
        assert active_parts(Typesetter(ROOT).pdf(order.format, order.language, data | {"body": body})) == []
