"""Translations in six scripts -> what the checks on them find, and what they must let through.

`tests/translations/CHECK.yaml` holds pairs of a Finnish text and a translation by language: under `bad` those in
which this check alone finds a fault, under `good` those in which no check does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.catalogues.exceptions import Allowed, read_exceptions
from portal.catalogues.stamps import stamp_hash
from portal.checks.check import run_checks
from portal.checks.translations import EDITION_CHECKS, GUARDS, JUDGEMENTS
from portal.environment import ROOT
from portal.languages import LanguageEntry, languages_of
from portal.model import Edition, Language, Site, Term, Text
from portal.nodes import Source, compose
from portal.problems import Place, Problem, Report, Severity
from portal.reading import read_entries
from tests.tiny import make_project, site_of

FOLDER = ROOT / "tests/translations"
SCRIPTS = {"en", "ru", "ar", "fa", "ckb", "zh"}
OF_WHOLE_PAGES = {"harder-than-source", "translation-not-easy"}  # tests/test_easy_*.py
WORDS = {
    "tulkki": {"en": "interpreter", "ru": "переводчик", "ar": "مترجم شفوي", "fa": "مترجم شفاهی", "ckb": "وەرگێڕ"}
    | {"zh": "口译员", "sv": "tolk"},
    "perhetyo": {"en": "family work", "ar": "الخدمة العائلية", "sv": "familjearbete"},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A Finnish text, its translation, and what is expected of them."""

    check: str
    language: str
    finnish: str
    translation: str
    severity: Severity


def _pairs(kind: str) -> Iterator[Pair]:
    for path in sorted(FOLDER.glob("*.yaml")):
        guards = {one.rule for one in GUARDS}
        usual = Severity.WITHHELD if path.stem in guards else Severity.WARNING
        tables: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for language, table in tables.items():
            for finnish, translation, *rest in table.get(kind, ()):
                severity = Severity(rest[0]) if rest else usual
                yield Pair(path.stem, language, finnish, translation, severity)


def _name(pair: Pair) -> str:
    return f"{pair.check}-{pair.language}"


@cache
def _language(code: str) -> Language:
    source = Source("languages.yaml", (ROOT / "content/languages.yaml").read_text(encoding="utf-8"))
    node = compose(source, Report())
    assert node is not None
    registry = read_entries(source, node, LanguageEntry, Report())
    (language,) = languages_of((code,), registry, Place("x"), Report())
    return language


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny site, with translations of its words in six scripts."""
    site = site_of(make_project(tmp_path_factory.mktemp("site") / "project"))

    def with_words(term: Term) -> Term:
        return replace(term, translations=WORDS[term.id])

    return replace(site, glossary=tuple(map(with_words, site.glossary)))


def _edition(site: Site, code: str, finnish: str, translation: str) -> Edition:
    """The site with one more text, which alone is translated."""
    place = Place(f"locales/{code}/LC_MESSAGES/x.po")
    text = Text(source=finnish, place=Place("content/topics/x.md"), translation=translation, translated_at=place)
    return Edition(language=_language(code), site=replace(site, interface=(text,)))


def _problems(edition: Edition) -> list[Problem]:
    return list(run_checks(tuple(one for one in EDITION_CHECKS if one.rule not in OF_WHOLE_PAGES), edition))


def test_every_check_is_tried_in_every_script() -> None:
    tried = {path.stem: set(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in FOLDER.glob("*.yaml")}
    assert set(tried) == {one.rule for one in EDITION_CHECKS} - OF_WHOLE_PAGES
    assert [check for check, languages in tried.items() if not languages >= SCRIPTS] == []


@pytest.mark.parametrize("pair", list(_pairs("bad")), ids=_name)
def test_a_planted_fault_is_found_by_its_check_and_no_other(pair: Pair, site: Site) -> None:
    problems = _problems(_edition(site, pair.language, pair.finnish, pair.translation))
    rules = {problem.rule for problem in problems}
    assert rules == {pair.check}
    assert pair.severity in {problem.severity for problem in problems}


@pytest.mark.parametrize("pair", list(_pairs("good")), ids=_name)
def test_a_good_translation_is_let_through_by_every_check(pair: Pair, site: Site) -> None:
    edition = _edition(site, pair.language, pair.finnish, pair.translation)
    assert [problem.as_text() for problem in _problems(edition)] == []


def _allowed(language: str, finnish: str) -> str:
    return f"- {{language: {language}, domain: x, source: '{finnish}', check: untranslated, reason: A test.}}\n"


def test_a_maintainer_lets_a_finding_stand_by_its_text_or_until_it_changes(tmp_path: Path, site: Site) -> None:
    (tmp_path / "locales").mkdir()
    known = {one.rule: one in JUDGEMENTS for one in EDITION_CHECKS}
    sources = ["Soita meille.", stamp_hash("", "Soita heille.", "Soita heille."), stamp_hash("", "Soita.", "Call.")]
    text = "".join(_allowed("en", source) for source in sources)
    (tmp_path / "locales/exceptions.yaml").write_text(text, encoding="utf-8")
    report = Report()
    exceptions = read_exceptions(tmp_path, known, report)
    assert report.problems == []
    used: set[Allowed] = set()
    for finnish, left in (("Soita meille.", []), ("Soita heille.", []), ("Soita.", ["untranslated"])):
        edition = _edition(site, "en", finnish, finnish)
        problems, of_use = exceptions.left(_problems(edition), edition)
        used |= of_use
        assert [problem.rule for problem in problems] == left
    assert [problem.place.line for problem in exceptions.needless(used)] == [3]
