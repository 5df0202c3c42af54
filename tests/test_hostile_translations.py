"""Whatever a translator writes -> text on a page, never an element, an attribute, a link or code; nor on a console."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.checks.check import run_checks
from portal.checks.translations import EDITION_CHECKS
from portal.model import Edition, State, Text, map_texts, texts_of
from portal.outputs import pages
from portal.pipeline import shared_of
from portal.problems import FORMATS, Place, Problem, Report, Severity
from portal.templating import Renderer
from portal.translation import withhold
from tests.test_inline import HOSTILE
from tests.tiny import edition_of, make_project

CODE = "{{123*457}}"
MADE_BY_CODE = "56211"
WORSE = [
    CODE,
    "{% for x in y %}",
    "{# #}",
    '"onclick="x',
    "'><svg/onload=x>",
    "javascript:x",
    "\u202e",
    "\u2066",
    "\u200b",
]
WORSE += [
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x9b31m",
    "\r\n::error::x",
    "\u2028",
    "\ue000",
    "\ue000\u0030\ue001",
    "\ue010x\ue011",
]
WORSE += [
    "%0A::error::",
    "[x](https://kеla.fi)",
    "[\x1b[31m](term:tulkki)",
    "112",
    "١١٢",
    "80 €",
    "a@b.fi",
    " ",
    "a",
    "not",
]
WRITTEN = st.one_of(
    st.lists(st.sampled_from([*HOSTILE, *WORSE]), min_size=1, max_size=8).map("".join),
    st.text(st.characters(codec="utf-8"), min_size=1),
)
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@dataclass(slots=True)
class Shape:
    """What a browser makes of pages, but for the words."""

    elements: set[tuple[str, tuple[str, ...]]]
    addresses: set[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shape = Shape(set(), set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.shape.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}

    def handle_comment(self, data: str) -> None:
        self.shape.elements.add(("comment", (data,)))


class Tiny:
    """The tiny site in English, and the shape of its pages with all texts translated or fallen back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.finnish, self.english = edition_of(root, "fi"), edition_of(root, "en")
        all_finnish = Edition(language=self.english.language, site=map_texts(self.finnish.site, _missing))
        self.usual = Shape({("strong", ())}, set())
        for edition in (self.english, all_finnish):
            shape, _ = self.shape_of(edition)
            self.usual.elements |= shape.elements
            self.usual.addresses |= shape.addresses

    def shape_of(self, edition: Edition) -> tuple[Shape, str]:
        """The shape of the edition's pages, and their HTML."""
        shared = shared_of(self.root, (self.finnish, edition))
        renderer = Renderer(edition, shared, Renderer(self.finnish, shared))
        html = "".join(file.content.decode() for file in pages.files((renderer,)))
        reader = _Reader()
        reader.feed(html)
        reader.close()
        return reader.shape, html


def _missing(text: Text) -> Text:
    return replace(text, state=State.MISSING)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return Tiny(make_project(tmp_path_factory.mktemp("hostile") / "project"))


def _hostile(edition: Edition, written: list[str]) -> tuple[Edition, list[Problem]]:
    """The edition with what was written in place of, behind and before its translations, in turn; then checked."""
    number = 0

    def change(text: Text) -> Text:
        nonlocal number
        number += 1
        said = written[number % len(written)]
        old = text.translation or text.source
        translation = (said, f"{old} {said}", f"{said}{old}")[number // len(written) % 3]
        place = Place("locales/en/LC_MESSAGES/x.po", number)
        return replace(text, translation=translation, translated_at=place, state=State.UNSTAMPED)

    changed = Edition(language=edition.language, site=map_texts(edition.site, change))
    problems = list(run_checks(EDITION_CHECKS, changed))
    places = {problem.place for problem in problems if problem.severity is Severity.WITHHELD}
    return withhold(changed, {text for text in texts_of(changed.site) if text.translated_at in places}), problems


def _lines(problems: list[Problem]) -> Iterator[str]:
    report = Report()
    report.add(problems)
    for write in FORMATS.values():
        yield from write(report).split("\n")


@settings(max_examples=15)
@given(written=st.lists(WRITTEN, min_size=1, max_size=9))
def test_a_page_has_no_element_attribute_or_link_that_a_translator_made(written: list[str], tiny: Tiny) -> None:
    edition, _ = _hostile(tiny.english, written)
    shape, html = tiny.shape_of(edition)
    assert shape.elements - tiny.usual.elements == set()
    assert shape.addresses - tiny.usual.addresses == set()
    assert MADE_BY_CODE not in html


@settings(max_examples=15)
@given(written=st.lists(WRITTEN, min_size=1, max_size=9))
def test_a_console_gets_no_control_sequence_and_no_line_that_a_translator_made(written: list[str], tiny: Tiny) -> None:
    _, problems = _hostile(tiny.english, written)
    lines = list(_lines(problems))
    unseen = {letter for line in lines for letter in line if unicodedata.category(letter) in UNSEEN}
    assert unseen <= {"\u200c", "\u200d"}
    report = Report()
    report.add(problems)
    one = len(report.sorted)
    assert FORMATS["text"](report).count("\n") == one + sum(bool(problem.hint) for problem in report.sorted)
    assert FORMATS["github"](report).count("\n") == one
    assert all(line.startswith("::") for line in FORMATS["github"](report).splitlines())
    assert len(json.loads(FORMATS["json"](report))) == one


def test_the_name_of_a_file_writes_no_control_sequence() -> None:
    report = Report()
    report.problem(Place("locales/en/LC_MESSAGES/\x1b[31m\n.po"), "po-syntax", "x", "y")
    assert all("\x1b" not in write(report) for write in FORMATS.values())
    assert FORMATS["text"](report).splitlines()[0].startswith("locales/en/LC_MESSAGES/<U+001B>[31m<U+000A>.po:1:1:")
