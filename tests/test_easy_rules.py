"""Each rule of easy reading on its own texts: `tests/easy/rules/RULE/bad.md` speaks, `good.md` is silent.

The first line of bad.md names where the rule must speak: `<!-- expect: LINE[:COLUMN], LINE ... -->`.
Rules about the word list have a tiny one beside them, `glossary.yaml`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from portal.easy.documents import read_document
from portal.easy.rules import RULES
from portal.easy.rules.rule import Finding, Reading, Rule
from portal.easy.tables import table_of
from portal.easy.terms import Terms
from portal.environment import ROOT
from portal.model import Term, Text
from portal.problems import Place

FOLDER = ROOT / "tests/easy/rules"
LANGUAGE = "fi"


def words_of_list(folder: Path) -> tuple[Term, ...]:
    """The tiny word list beside the texts of a rule, or none."""
    path = folder / "glossary.yaml"
    if not path.exists():
        return ()
    place = Place("glossary.yaml")
    return tuple(
        Term(
            id=name,
            place=place,
            term=given["term"],
            explanation=Text(source=given["term"], place=place),
            source="",
            avoid={code: tuple(words) for code, words in given["avoid"].items()},
        )
        for name, given in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    )


def findings_in(rule: Rule, name: str) -> list[Finding]:
    """What a rule finds in one of its texts, in reading order."""
    folder = FOLDER / rule.name
    document = read_document((folder / name).read_text(encoding="utf-8"), name, LANGUAGE)
    terms = Terms(words_of_list(folder), LANGUAGE, marked=True)
    found = rule.findings(Reading(document, table_of(LANGUAGE), terms))
    return sorted(found, key=lambda finding: finding.place)


def expected_in(rule: Rule) -> list[str]:
    """The places that the first line of bad.md names, as they are written there."""
    first = (FOLDER / rule.name / "bad.md").read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"<!-- expect: (.+) -->", first)
    assert found, f"{rule.name}/bad.md does not begin with <!-- expect: LINE[:COLUMN] -->"
    return found.group(1).split(", ")


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(rule.name for rule in RULES)


def test_the_table_in_the_manual_names_every_rule_with_its_weight_and_cost() -> None:
    manual = (ROOT / "docs/easy-read.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([a-z-]+) \| [^|]+ \| (error|warning|hint) \| ([0-9]+) \|$", manual)
    assert rows == [(rule.name, rule.weight.value, f"{rule.cost:g}") for rule in RULES]


def test_no_two_rules_have_the_same_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_exactly_where_its_bad_text_says(rule: Rule) -> None:
    expected = expected_in(rule)
    found = [
        f"{finding.place.line}:{finding.place.column}" if ":" in wanted else f"{finding.place.line}"
        for finding, wanted in zip(findings_in(rule, "bad.md"), expected, strict=False)
    ]
    assert found == expected
    assert len(findings_in(rule, "bad.md")) == len(expected)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_place_of_a_finding_is_where_its_words_stand(rule: Rule) -> None:
    lines = (FOLDER / rule.name / "bad.md").read_text(encoding="utf-8").split("\n")
    for finding, wanted in zip(findings_in(rule, "bad.md"), expected_in(rule), strict=True):
        there = lines[finding.place.line - 1][finding.place.column - 1 :]
        if ":" in wanted and finding.words in finding.sentence:
            assert there.startswith(finding.words.split(" ")[0]), finding


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_silent_in_its_good_text(rule: Rule) -> None:
    assert [(finding.place.line, finding.words) for finding in findings_in(rule, "good.md")] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_manual_that_says_why_and_shows_bad_and_good(rule: Rule) -> None:
    why, *_, examples = rule.manual.split("\n\n")
    assert why.endswith((".", ")."))
    assert [line.partition(": ")[0] for line in examples.split("\n")] == ["Bad", "Good"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_finding_says_what_to_do(rule: Rule) -> None:
    for finding in findings_in(rule, "bad.md"):
        assert finding.words.strip(), finding
        assert finding.hint.endswith("."), finding
        assert finding.why == rule.why
