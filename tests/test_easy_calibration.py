"""Whether the rules of easy reading tell easy texts from hard ones, in every language that has twins.

`tests/easy/pairs/LANGUAGE/NN-easy.md` and `NN-hard.md` say the same; `tests/easy/calibration/` holds longer Finnish
texts, written for this in the manner of a leaflet and of pages of authorities.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from portal.content import read_site
from portal.easy.documents import read_document
from portal.easy.judging import PASS, READ, Judgement, Verdict, judge
from portal.easy.tables import known_languages
from portal.easy.terms import Terms
from portal.environment import ROOT
from portal.model import Term
from portal.problems import Report

FOLDER = ROOT / "tests/easy"
TWINS = sorted((FOLDER / "pairs").glob("*/*-easy.md"))
LONG_TEXTS = FOLDER / "calibration"
MARGIN = 2
"""How many times as much as the hardest easy text the easiest hard text must cost."""


@cache
def word_list() -> tuple[Term, ...]:
    """The portal's own word list."""
    site = read_site(ROOT, (), date(2026, 1, 1), Report())
    assert site is not None
    return tuple(site.glossary)


def judged(path: Path, language: str, *, with_words: bool) -> Judgement:
    """What the rules say of a file, with the portal's word list or with none."""
    document = read_document(path.read_text(encoding="utf-8"), path.name, language)
    return judge(document, Terms(word_list() if with_words else (), language, marked=False))


def name_of(path: Path) -> str:
    """fi-01, as pytest shows it."""
    return f"{path.parent.name}-{path.name.removesuffix('-easy.md')}"


def test_twins_come_in_twos_and_their_language_has_a_table() -> None:
    written = {path.relative_to(FOLDER).as_posix() for path in (FOLDER / "pairs").glob("*/*.md")}
    easy = {name for name in written if name.endswith("-easy.md")}
    assert written - easy == {name.replace("-easy.md", "-hard.md") for name in easy}
    assert {path.parent.name for path in TWINS} <= set(known_languages())


@pytest.mark.parametrize("with_words", [False, True], ids=["no word list", "word list"])
@pytest.mark.parametrize("path", TWINS, ids=name_of)
def test_the_easy_twin_costs_less_than_the_hard_one_and_passes(path: Path, with_words: bool) -> None:
    language = path.parent.name
    easy = judged(path, language, with_words=with_words)
    hard = judged(path.with_name(path.name.replace("easy", "hard")), language, with_words=with_words)
    assert easy.cost < hard.cost, easy.findings
    assert easy.cost <= PASS, easy.findings


@pytest.mark.parametrize("with_words", [False, True], ids=["no word list", "word list"])
def test_long_texts_lie_far_apart(with_words: bool) -> None:
    easy = [judged(path, "fi", with_words=with_words) for path in LONG_TEXTS.glob("easy-*.md")]
    hard = [judged(path, "fi", with_words=with_words) for path in LONG_TEXTS.glob("hard-*.md")]
    assert {one.verdict for one in easy} == {Verdict.PASS}
    assert {one.verdict for one in hard} == {Verdict.FAIL}
    assert min(one.cost for one in hard) > READ
    assert min(one.cost for one in hard) >= MARGIN * max(one.cost for one in easy)
