"""Turns the tiny project `tests/projects/base/` and an overlay into a folder, and runs the real command there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.environment import ROOT
from portal.model import Edition, Site
from portal.pipeline import Outcome, run, run_to_editions
from portal.problems import as_text
from portal.project import Project
from portal.remembering import CACHE

BASE = ROOT / "tests/projects/base"
DAY = "2026-11-21"

# As build.py does it, but for the folder in which it is run.
COMMAND = "import sys; from pathlib import Path; from portal.cli import main; sys.exit(main(sys.argv[1:], Path.cwd()))"
_DATED = {"build", "check", "serve", "messages", "review", "status"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, on both streams together, and its exit code."""

    code: int
    output: str

    def as_text(self) -> str:
        """The same for a file to compare with: what moves by itself is held still."""
        output = re.sub(r"\d+\.\d s\.", "0.0 s.", self.output)
        output = re.sub(r"\d+ files( in .*): \d+ new or changed, \d+ as before", r"N files\1: N new or changed", output)
        return f"{output}exit code {self.code}\n"


def make_project(root: Path, *overlays: Mapping[str, str | None] | Path) -> Path:
    """The base project with the real templates; each overlay replaces files, `None` deletes one."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(BASE, root)
    shutil.copytree(ROOT / "templates", root / "templates")
    for kind in _KNOWN:
        if (ROOT / CACHE / kind).is_dir():
            shutil.copytree(ROOT / CACHE / kind, root / CACHE / kind, copy_function=_lent)
    for overlay in overlays:
        if isinstance(overlay, Path):
            shutil.copytree(overlay, root, dirs_exist_ok=True)
            continue
        for name, text in overlay.items():
            path = root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return root


_KNOWN = ("templates", "interface", "icons")
"""What a build of the real site remembers of the templates, which a tiny project shares: half of its time."""


def _lent(source: str, target: str) -> None:
    """A copy of a file; one that has just gone is not missed."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(source, target)


def run_command(root: Path, *words: str, **environment: str) -> Ran:
    """Runs a command of `build.py` for the project in a folder, on the day of the tests."""
    if "--today" not in words and (not words or words[0].startswith("-") or words[0] in _DATED):
        words = (*words, "--today", DAY)
    return run_python(root, COMMAND, *words, **environment)


def run_python(root: Path, program: str, *words: str, **environment: str) -> Ran:
    """Runs a program that may import the portal, in a folder, as a process of its own."""
    without = {"SOURCE_DATE_EPOCH", "PYTHONSAFEPATH"}
    variables = {name: value for name, value in os.environ.items() if name not in without}
    variables |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *words],
        cwd=root,
        env=variables | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Ran(done.returncode, done.stdout.replace(str(root), "PROJECT"))


def outcome_of(root: Path) -> Outcome:
    """The project read, translated, rendered and checked, in this process."""
    return run(Project(root=root, today=date.fromisoformat(DAY)))


def site_of(root: Path) -> Site:
    """The project's site, as the templates and the content make it."""
    outcome = outcome_of(root)
    assert outcome.site is not None, as_text(outcome.report)
    return outcome.site


def edition_of(root: Path, code: str) -> Edition:
    """The project's edition in a language."""
    outcome = run_to_editions(Project(root=root, today=date.fromisoformat(DAY)))
    return next(edition for edition in outcome.editions if edition.language.code == code)
