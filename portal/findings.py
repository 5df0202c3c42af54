"""An edition -> what its checks find, excerpt by excerpt; those that did not change have it from the last build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from portal.checks.check import run_checks
from portal.checks.site import SOURCE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.excerpts import excerpts_of
from portal.inputs import program
from portal.model import Edition
from portal.problems import Problem, problems_as_json, problems_from_json
from portal.remembering import CACHE, Memory, key_of

_MOST = 100
"""Languages, of this version of the program and earlier ones, of which the findings are kept."""

Found = dict[str, tuple[Problem, ...]]
"""What was found in the excerpts of an edition, by their keys."""


def checked(edition: Edition, last: Mapping[str, tuple[Problem, ...]]) -> Found:
    """The problems of each excerpt of an edition; those that did not change have them from `last`."""
    checks = SOURCE_CHECKS if edition.is_source else EDITION_CHECKS
    return {
        key: last[key] if key in last else tuple(run_checks(checks, excerpt)) for key, excerpt in excerpts_of(edition)
    }


def found_in(root: Path, code: str) -> Found:
    """What the last build found in a language."""
    kept = _memory(root).recall(_name(code))
    rows = json.loads(kept) if kept is not None else {}
    return {excerpt: problems_from_json(problems) for excerpt, problems in rows.items()}


def keep_found(root: Path, code: str, found: Found) -> None:
    """Keeps what was found for the next build."""
    rows = {excerpt: problems_as_json(problems) for excerpt, problems in found.items()}
    memory = _memory(root)
    memory.keep(_name(code), json.dumps(rows).encode())
    memory.thin_out()


def _memory(root: Path) -> Memory:
    return Memory(root / CACHE / "problems", most=_MOST)


def _name(code: str) -> str:
    return key_of(["edition", program(), code])
