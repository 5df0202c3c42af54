"""Each rule of easy reading in every language: `tests/easy/rules-by-language/LANGUAGE.yaml`, a bad and a good text.

Finnish has its own, longer texts (`test_easy_rules.py`). A rule that cannot speak in a language stands there under
`not_here`, with the reason.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from portal.easy.documents import read_document
from portal.easy.rules import RULES
from portal.easy.rules.rule import Finding, Reading, Rule
from portal.easy.tables import known_languages, table_of
from portal.easy.terms import Terms
from portal.environment import ROOT

FOLDER = ROOT / "tests/easy/rules-by-language"
LANGUAGES = tuple(language for language in known_languages() if language != "fi")
GLOSSARY_RULES = {"unmarked-term", "wrong-word"}
"""They need a word list, and `test_easy_rules.py` gives them one."""


@cache
def texts_of(language: str) -> dict[str, Any]:
    """The texts of a language: rule name -> bad and good, and the rules left out."""
    path = FOLDER / f"{language}.yaml"
    if not path.exists():
        return {}
    texts = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(texts, dict)
    return texts


def reasons_of(language: str) -> dict[str, str]:
    """Why rules are left out in a language."""
    return texts_of(language).get("not_here") or {}


PAIRS = [
    pytest.param(rule, language, id=f"{language}-{rule.name}")
    for language in LANGUAGES
    for rule in RULES
    if rule.name not in GLOSSARY_RULES and rule.name not in reasons_of(language)
]


def findings_in(rule: Rule, language: str, kind: str) -> list[Finding]:
    """What a rule finds in one of its texts in a language."""
    document = read_document(texts_of(language)[rule.name][kind], "x.md", language)
    return [*rule.findings(Reading(document, table_of(language), Terms((), language, marked=False)))]


def test_every_language_but_finnish_has_a_file_and_every_file_a_language() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_texts_or_a_reason(language: str) -> None:
    written = [name for name in texts_of(language) if name != "not_here"]
    assert sorted([*written, *reasons_of(language)]) == sorted({rule.name for rule in RULES} - GLOSSARY_RULES)
    for name in written:
        assert sorted(texts_of(language)[name]) == ["bad", "good"], name
    for name, reason in reasons_of(language).items():
        assert isinstance(reason, str), name
        assert reason.strip(), name


@pytest.mark.parametrize(("rule", "language"), PAIRS)
def test_a_rule_speaks_in_its_bad_text(rule: Rule, language: str) -> None:
    assert findings_in(rule, language, "bad")


@pytest.mark.parametrize(("rule", "language"), PAIRS)
def test_a_rule_is_silent_in_its_good_text(rule: Rule, language: str) -> None:
    assert [(finding.place.line, finding.words) for finding in findings_in(rule, language, "good")] == []
