"""How leaflets are made to fit: letters stay big, nothing is lost, no sheet is used for the foot alone."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, replace
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from portal.environment import ROOT
from portal.leaflets import measuring
from portal.leaflets.document import Author
from portal.leaflets.lining import with_lines
from portal.leaflets.making import print_all
from portal.leaflets.measuring import Letters
from portal.leaflets.ordering import Order
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import DoesNotFit, Typesetter, _Way
from portal.model import LeafletFormat
from portal.problems import Severity
from portal.remembering import Memory
from tests import leaflet_fit, leaflet_insides, leaflets
from tests.leaflet_places import Box, words_with_boxes
from tests.leaflets import Paper


def _order(path: str) -> Order:
    return next(order for order in leaflets.orders() if order.path == path)


def _folded() -> list[Order]:
    return [order for order in leaflets.orders() if order.format is LeafletFormat.TRIFOLD]


def _longer(body: list[dict[str, Any]], share: float) -> list[dict[str, Any]]:
    """The same blocks with so many more words in each, taken from their own."""
    longer, owed = deepcopy(body), 0.0
    for leaf in leaves(longer):
        if leaf["tag"] not in {"p", "li", "h2", "h3"} or leaf.get("class"):
            continue
        for run in leaf["runs"]:
            if run.get("whole") or run.get("lang"):
                continue
            owed += len(run["t"]) * share
            words, more = run["t"].split(" "), []
            for word in words[:-1]:
                if word and owed > 0:
                    more.append(word.strip(".,:"))
                    owed -= len(word) + 1
            run["t"] = " ".join([*words[:1], *more, *words[1:]])
    return longer


def test_a_language_that_is_longer_than_all_others_still_has_big_letters() -> None:
    """Russian is the longest today. One that is 15 % longer still fits but for a sheet or two, which are told."""
    too_long = []
    for order in _folded():
        if order.language.code != "ru":
            continue
        data = order.data()
        data["body"] = _longer(data["body"], 0.15)
        try:
            pdf = Typesetter(ROOT).pdf(order.format, order.language, data)
        except DoesNotFit:
            too_long.append(order.leaflet.slug)
            continue
        assert leaflet_fit.small_letters(Paper(order, data, pdf)) == [], order.path
        assert len(leaflets.lost_words(_words_inside(data["body"]), pdf)) == 0, order.path
    assert len(too_long) <= 2, too_long


def _words_inside(body: list[dict[str, Any]]) -> list[str]:
    """All words but those of the word list, of which there are as many as there is room for."""
    parts = [node for node in body if "pairs" not in node.get("class", "")]
    return list(map(_said, leaves(parts)))


def _said(leaf: dict[str, Any]) -> str:
    return "".join(run["t"] for run in leaf["runs"])


def test_an_answer_that_has_no_room_inside_stands_whole_on_the_flap() -> None:
    order = _order("ru/tulosteet/perhetyo-trifold.pdf")
    lined = with_lines(order.data(), order.format, order.language, 14, Letters())
    data = lined | asdict(_Way(size=14, gaps=0.8, flap=True))
    pdf = Typesetter(ROOT)._compiled("trifold.typ", data)
    assert leaflet_insides.pdfua_faults(pdf) == []
    assert leaflets.lost_words(_words_inside(order.data()["body"]), pdf) == []
    with pypdfium2.PdfDocument(pdf) as document:
        outside, inside = (" ".join(one.get_textpage().get_text_bounded().split()) for one in document)
    # The last answer that has room there goes; the first one, of which the sheet is, stays.
    headings = [
        "".join(run["t"] for run in leaf["runs"]) for leaf in leaves(order.data()["body"]) if leaf["tag"] == "h2"
    ]
    assert headings[0] in inside
    assert sum(heading in outside for heading in headings[:6]) == 1


def _too_long(path: str) -> Any:
    """What is told of a folded leaflet with far too many words."""
    order = _order(path)

    class Wordy(Author):
        def tree(self, leaflet: Any, *, short: bool = False) -> list[dict[str, Any]]:
            return [node for node in super().tree(leaflet, short=short) for _ in range(9 if "class" not in node else 1)]

    printed = print_all([replace(order, author=Wordy(order.author.renderer))], Typesetter(ROOT))
    assert printed.files == []
    (problem,) = printed.problems
    return problem


def test_a_sheet_that_would_need_small_letters_is_told_and_left_out() -> None:
    problem = _too_long("ru/tulosteet/perhetyo-trifold.pdf")
    assert str(problem.place) == "content/leaflets/perhetyo.yaml:1:1"
    assert (
        problem.message == "The words do not fit in letters of 14 points: ru/tulosteet/perhetyo-trifold.pdf (inside)."
    )
    assert "'short'" in problem.hint
    # A translator can do nothing about it: it stops nothing. The writer can, and sees it in the own language.
    assert problem.severity is Severity.WARNING
    assert _too_long("fi/tulosteet/perhetyo-trifold.pdf").severity is Severity.WITHHELD


# Full lines


@pytest.mark.parametrize(("script", "text"), [("Latn", "Työntekijä"), ("Cyrl", "Сотрудник"), ("Arab", "المساعدة")])
def test_letters_are_as_wide_as_their_font_says(script: str, text: str) -> None:
    plain, bold = Letters().widths(text, script), Letters().widths(text, script, bold=True)
    assert len(plain) == len(text)
    assert 0.3 < sum(plain) / len(text) < 0.7
    assert sum(plain) < sum(bold)


def test_widths_that_are_remembered_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"Latn": "Työntekijä ☎", "Arab": "المساعدة مً"}
    memory = Memory(tmp_path / "letters")
    measured = [Letters(memory).widths(text, script) for script, text in words.items()]
    assert measured == [Letters().widths(text, script) for script, text in words.items()]
    monkeypatch.setattr(measuring, "_opened", lambda *_: pytest.fail("a font was opened"))
    measuring._measured.cache_clear()
    assert [Letters(memory).widths(text, script) for script, text in words.items()] == measured


def test_joined_letters_and_marks_are_not_counted_as_if_they_stood_alone() -> None:
    alone = sum(width for letter in "نحن" for width in Letters().widths(letter, "Arab"))
    assert sum(Letters().widths("نحن", "Arab")) < 0.9 * alone
    assert Letters().widths("مً", "Arab")[1] == 0


def test_lines_are_not_broken_a_second_time(require: Callable[..., str]) -> None:
    """Where a line is as wide as the column and its last word falls down, one word stands alone between two lines."""
    require("pdftotext")
    broken = []
    for order in _folded():
        # Labels and what they say share a line in the urgent numbers; steps have their numbers in doors.
        has_lines = order.leaflet.slug not in {"apua-heti", "asiakkaan-polku"}
        if has_lines and order.language.code in {
            "fi",
            "sv",
            "en",
            "ru",
        }:  # pdftotext turns Arabic; Chinese has no spaces
            wanted = {"".join(line.split()) for line in _lines_wanted(order)}
            boxes = words_with_boxes(leaflets.printed()[order.path][1])
            broken += [f"{order.path}: {line}" for line in _lines_inside(boxes) if line not in wanted]
    assert broken == []


def _lines_wanted(order: Order) -> list[str]:
    lined = with_lines(order.data(), order.format, order.language, 14, Letters())
    found = []
    for leaf in leaves(lined["body"]):
        found += "".join(run.get("t", "\n") for run in leaf["runs"]).split("\n")
    return found


def _lines_inside(boxes: list[Box]) -> list[str]:
    """The lines of the inner side of a folded leaflet, without spaces and bullets."""
    lines: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        if box[0] == 2 and box[5] != "•":
            lines.setdefault((int(box[1] // 99), round(box[4])), []).append(box)
    return [unescape("".join(box[5] for box in sorted(line, key=lambda box: box[1]))) for line in lines.values()]
