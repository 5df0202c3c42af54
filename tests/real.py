"""Builds the real content once, by the real command, for every test that looks at the finished site."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from portal.addresses import (
    CARD_PATH,
    DISPLAY_PATH,
    GUIDE_PATH,
    SEARCH_PATH,
    STATUS_PATH,
    outcome_path,
    question_path,
)
from portal.compiling import CompiledTemplates
from portal.environment import ROOT
from portal.model import Edition
from portal.pipeline import Outcome, run, run_to_editions
from portal.problems import as_text
from portal.project import Project
from portal.remembering import CACHE
from portal.scripts import read_scripts
from portal.style import read_style
from portal.templating import Renderer, Shared

DAY = "2026-11-21"
SETTINGS: dict[str, Any] = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
LANGUAGES: tuple[str, ...] = tuple(SETTINGS["languages"])
_REGISTRY: dict[str, Any] = yaml.safe_load((ROOT / "content/languages.yaml").read_text(encoding="utf-8"))
TAGS = {code: (_REGISTRY[code] or {}).get("tag", code) for code in LANGUAGES}
"""What HTML is told of each language, where it is not the code."""
SOURCE: str = SETTINGS["source_language"]
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)

KINDS = {
    "front": "index.html",
    "service": "perhetyo/index.html",
    "step": "arviointi/index.html",
    "topic": "oikeus-tulkkiin/index.html",
    "urgent": f"{SETTINGS['urgent_page']}/index.html",
    "time line": "aikajana/index.html",
    "counties": f"{SETTINGS['call_page']}/index.html",
    "county": f"{SETTINGS['call_page']}/lansi-uusimaa/index.html",
    "glossary": f"{SETTINGS['words_page']}/index.html",
    "violence": "vakivalta-kotona/index.html",
    "other language": f"{SETTINGS['language_page']}/index.html",
    "guide": f"{GUIDE_PATH}index.html",
    "question": f"{question_path('asia')}index.html",
    "outcome": f"{outcome_path('kotipalvelu')}index.html",
    "card": f"{CARD_PATH}index.html",
    "display": f"{DISPLAY_PATH}index.html",
    "status": f"{STATUS_PATH}index.html",
    "search": f"{SEARCH_PATH}index.html",
    "not found": "404.html",
}
"""One page of every kind in the frame of a language, below the folder of the language."""

SHEET = "kysymykset/index.html"
"""A sheet of questions, below the folder of its service; it is for paper and stands in no frame."""


@dataclass(frozen=True, kw_only=True)
class RealSite:
    """The finished site, and what the command that made it said."""

    folder: Path
    code: int
    said: str

    @cached_property
    def files(self) -> list[str]:
        """The paths of all files, in order."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> list[str]:
        """The paths of all HTML files."""
        return [path for path in self.files if path.endswith(".html")]

    @cached_property
    def paired(self) -> list[str]:
        """The paths of the pages in two languages: `ar/fi/perhetyo/index.html`."""
        return [path for path in self.pages if path.split("/")[1:2] == [SOURCE]]

    @cached_property
    def texts(self) -> list[str]:
        """The paths of all files that hold text."""
        return [path for path in self.files if not path.endswith((".pdf", ".png"))]

    def text(self, path: str) -> str:
        """What stands in a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def json(self, path: str) -> Any:
        """A file of the open data."""
        return json.loads(self.text(f"api/{path}"))

    def soup(self, path: str) -> BeautifulSoup:
        """A page to look into; never change it, for other tests look into the same one."""
        return _soup(self.folder / path)


@cache
def _soup(path: Path) -> BeautifulSoup:
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    gc.freeze()  # it stays to the end; without this, Python looks through all pages again and again for what to let go
    return soup


def built_site(folders: pytest.TempPathFactory) -> RealSite:
    """The site of the real content, made by the real command, once for all tests of a run."""
    base = folders.getbasetemp()
    # Of a run on several cores, each process has a folder of its own in the folder of all.
    return _built((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "real")


@cache
def _built(folder: Path) -> RealSite:
    site, said = folder / "site", folder / "said.json"
    with alone():
        if not said.exists():
            command = [sys.executable, "build.py", "build", "--out", str(site), "--today", DAY]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            folder.mkdir(exist_ok=True)
            said.write_text(json.dumps([done.returncode, done.stdout + done.stderr]), encoding="utf-8")
        code, words = json.loads(said.read_text(encoding="utf-8"))
    return RealSite(folder=site, code=code, said=words)


@contextmanager
def alone() -> Iterator[None]:
    """Lets one process of a run make what the others then take from what it remembers."""
    (ROOT / CACHE).mkdir(exist_ok=True)
    with (ROOT / CACHE / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def outcome_of(root: Path) -> Outcome:
    """A project as values, read, translated and rendered on the day of the tests, without a problem."""
    with alone() if root == ROOT else nullcontext():
        project = Project(root=root, today=date.fromisoformat(DAY))
        outcome = replace(run(project), editions=run_to_editions(project).editions)
    assert outcome.report.clean, as_text(outcome.report)
    assert outcome.site is not None
    return outcome


def renderer_of(edition: Edition) -> Renderer:
    """What fills the real templates with an edition."""
    style = read_style(ROOT, edition.site.settings.theme)
    shared = Shared(root=ROOT, style=style, scripts=read_scripts(ROOT), compiled=CompiledTemplates(), shares=())
    return Renderer(edition, shared)
