"""Every check has a manual and a scenario, and so has every other rule that the portal can name."""

import ast
import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from portal.checks.files import FILE_CHECKS
from portal.checks.manuals import EASY, MANUALS
from portal.checks.site import SITE_CHECKS, SOURCE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.commands.explain import explain, groups, manuals
from portal.console import Console
from portal.easy.rules import RULES
from portal.environment import ROOT
from portal.project import Project

CHECKS = {one.rule: one.manual for one in SITE_CHECKS}
CHECKS |= {one.rule: one.manual for one in SOURCE_CHECKS}
CHECKS |= {one.rule: one.manual for one in EDITION_CHECKS}
CHECKS |= {one.rule: one.manual for one in FILE_CHECKS}
SHOWN = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/broken/*/expected.txt"))
HIT = set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", SHOWN))

NOT_HIT = {
    "unreadable-file",  # an overlay takes no file away; test_a_missing_file_is_told does
    "msgid-edited",  # a scenario has no history in git; test_changed_since.py makes one
    # a picture needs an entry for every drawing that there is; tests/test_pictures.py breaks them one by one
    *("undrawn-picture", "unlisted-picture", "unfinished-drawing", "bad-drawing", "no-picture"),
    *EASY,  # hints about a single file, and only where the extras are installed
}

MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "portal").rglob("*.py"))}


def _positions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The functions of a module that take a `rule`, and as which value; a method's `self` is not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"]
            if "rule" in names:
                yield node.name, names.index("rule")


PUBLIC = {name: at for tree in MODULES.values() for name, at in _positions(tree) if not name.startswith("_")}


def _rules_named_in_code() -> Iterator[str]:
    """The rules that portal/ names when it tells a problem: as `rule="..."`, or as the value of that name."""
    for tree in MODULES.values():
        position = PUBLIC | dict(_positions(tree))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [word.value for word in node.keywords if word.arg == "rule"]
            given += node.args[position[name] :][:1] if name in position else []
            parts = (part for rule in given for part in ast.walk(rule))
            yield from (one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))


NAMED = set(_rules_named_in_code())


def test_the_rules_in_the_code_are_found() -> None:
    by_report, by_keyword, by_own_function, by_decorator = "yaml-syntax", "bad-stamp", "po-header", "same-name"
    assert {by_report, by_keyword, by_own_function, by_decorator} <= NAMED


def test_every_rule_has_exactly_one_manual_and_every_manual_a_rule() -> None:
    listed = Counter(rule for group in groups().values() for rule in group)
    listed += Counter({*CHECKS} & {*MANUALS})  # one of the two would hide the other
    assert listed == Counter(NAMED | {one.name for one in RULES})


@pytest.mark.parametrize("rule", sorted(manuals()))
def test_a_manual_says_what_and_why_with_bad_and_good(rule: str) -> None:
    manual = manuals()[rule]
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule)
    assert re.match(r"[A-Z].*\.\n", manual), "the manual starts with a sentence"
    assert len(re.findall(r"^Bad: \S", manual, re.MULTILINE)) == 1
    assert len(re.findall(r"^Good: \S", manual, re.MULTILINE)) == 1
    assert manual.index("Bad:") < manual.index("Good:")


def _explained(rule: str | None, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    project = Project(root=ROOT, today=date(2026, 11, 21))
    code = explain(project, Namespace(rule=rule), Console())
    return code, capsys.readouterr().out


def test_explain_prints_a_manual_of_a_rule_that_is_no_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert _explained("yaml-syntax", capsys) == (0, f"yaml-syntax\n\n{MANUALS['yaml-syntax']}\n")


def test_explain_offers_the_nearest_rule(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _explained("yaml-sintax", capsys)
    assert code == 2
    assert "Did you mean 'yaml-syntax'?" in said


def test_explain_without_a_name_lists_all_rules_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _explained(None, capsys)
    blocks = [block.split("\n  ") for block in said.rstrip("\n").split("\n\n")]
    assert code == 0
    assert {title.removesuffix(":"): rules for title, *rules in blocks} == {
        title: sorted(group) for title, group in groups().items()
    }


def test_no_two_checks_have_the_same_name() -> None:
    assert len(CHECKS) == len(SITE_CHECKS) + len(SOURCE_CHECKS) + len(EDITION_CHECKS) + len(FILE_CHECKS)


@pytest.mark.parametrize("rule", sorted(NAMED - NOT_HIT))
def test_every_rule_is_shown_by_a_broken_scenario(rule: str) -> None:
    assert rule in HIT


def test_no_scenario_expects_a_rule_that_is_gone() -> None:
    assert NAMED | set(CHECKS) >= HIT
