"""`build.py explain RULE`: the name of a rule -> its manual, with a bad and a good example."""

from __future__ import annotations

import argparse

from portal.checks import manuals as told
from portal.checks.check import Check, Subject
from portal.checks.files import FILE_CHECKS, PAGE_CHECKS
from portal.checks.site import SITE_CHECKS, SOURCE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.console import Console
from portal.easy.rules import RULES
from portal.problems import did_you_mean
from portal.project import Project


def groups() -> dict[str, dict[str, str]]:
    """Every manual by the name of its rule, in groups by what the rule looks at."""
    easy = {one.name: f"{one.manual}\n\n({one.weight} of easy reading)" for one in RULES}
    return {
        "Content (what writers write)": told.CONTENT | _manuals(SITE_CHECKS) | _manuals(SOURCE_CHECKS),
        "Translations": told.TRANSLATIONS | _manuals(EDITION_CHECKS),
        "Leaflets": told.LEAFLETS,
        "Pages (what templates make)": told.PAGES | _manuals(PAGE_CHECKS) | _manuals(FILE_CHECKS),
        "Easy reading": told.EASY | easy,
    }


def _manuals(checks: tuple[Check[Subject], ...]) -> dict[str, str]:
    return {one.rule: one.manual for one in checks}


def manuals() -> dict[str, str]:
    """Every manual by the name of its rule."""
    return {rule: manual for group in groups().values() for rule, manual in group.items()}


def explain(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Prints the manual of a rule; without a name, the names of all rules in groups."""
    known = manuals()
    if arguments.rule is None:
        console.say("\n\n".join("\n  ".join((f"{title}:", *sorted(group))) for title, group in groups().items()))
        return 0
    if arguments.rule not in known:
        hint = did_you_mean(arguments.rule, known)
        console.say(f"'{arguments.rule}' has no manual. {hint} 'build.py explain' lists all.")
        return 2
    console.say(f"{arguments.rule}\n\n{known[arguments.rule]}")
    return 0
