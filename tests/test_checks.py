"""Every check has a manual and a scenario, and so has every other rule that the portal can name."""

import ast
import re
from collections.abc import Iterator

import pytest

from portal.checks.files import FILE_CHECKS
from portal.checks.site import SITE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.environment import ROOT

CHECKS = {one.rule: one.manual for one in SITE_CHECKS}
CHECKS |= {one.rule: one.manual for one in EDITION_CHECKS}
CHECKS |= {one.rule: one.manual for one in FILE_CHECKS}
SHOWN = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/broken/*/expected.txt"))
HIT = set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", SHOWN))

NOT_HIT = {"unreadable-file"}  # an overlay takes no file away; test_a_missing_file_is_told does


def _rules_named_in_code() -> Iterator[str]:
    """The rules that portal/ gives to problems outside the checks: by `rule="..."` or as the second value."""
    for path in set((ROOT / "portal").rglob("*.py")) - set((ROOT / "portal/checks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [word.value for word in node.keywords if word.arg == "rule"]
            given += node.args[1:2] if name in {"problem", "_fault"} else []
            yield from (rule.value for rule in given if isinstance(rule, ast.Constant) and isinstance(rule.value, str))


def test_no_two_checks_have_the_same_name() -> None:
    assert len(CHECKS) == len(SITE_CHECKS) + len(EDITION_CHECKS) + len(FILE_CHECKS)


@pytest.mark.parametrize("rule", CHECKS)
def test_a_check_is_named_after_the_fault_and_has_a_manual_with_bad_and_good(rule: str) -> None:
    manual = CHECKS[rule]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)
    assert re.match(r"[A-Z].*\.\n", manual), "the manual starts with a sentence"
    assert re.search(r"^Bad: \S", manual, re.MULTILINE)
    assert re.search(r"^Good: \S", manual, re.MULTILINE)
    assert manual.index("Bad:") < manual.index("Good:")


@pytest.mark.parametrize("rule", sorted({*CHECKS, *_rules_named_in_code()} - NOT_HIT))
def test_every_rule_is_shown_by_a_broken_scenario(rule: str) -> None:
    assert rule in HIT


def test_no_scenario_expects_a_rule_that_is_gone() -> None:
    assert set(_rules_named_in_code()) | set(CHECKS) >= HIT
