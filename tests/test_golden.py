"""Tiny sites -> the pages that readers see, compared with what each scenario expects.

A scenario is a folder of `tests/golden/`: files to lay over `tests/projects/base/`, and `kept.txt`, which says
what of the site is kept in `expected/`: `main:` the part of a page inside <main>, `whole:` a page as it is (without
its style), `data:` a file of the open data. `pytest --update-golden` writes `expected/` anew: look at it.

The English of the templates, `tests/projects/base/locales/en/LC_MESSAGES/ui.po`, is a copy, so that translators
cannot break a test. When the texts of the templates change, the pages here show the new ones in Finnish.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from portal.environment import ROOT
from tests.tiny import Ran, make_project

GOLDEN = ROOT / "tests/golden"
SCENARIOS = sorted(path.name for path in GOLDEN.iterdir())
_BLOCK = "(?:address|article|aside|body|dd|div|dl|dt|footer|h[1-6]|head|header|hgroup|html|li|link|main|meta|nav|ol|p"
_BLOCK += "|script|section|style|table|title|tr|ul)"


def _in_lines(html: str) -> str:
    """HTML with one block to a line, and white space only where it means something."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(rf" ?(</?{_BLOCK}\b[^>]*>) ?", r"\1", html)
    return re.sub(rf"(?<=>)(?=<{_BLOCK}\b)|(?<=>)(?=</(?:dl|div|main|nav|ol|section|ul)>)", "\n", html) + "\n"


def _main(page: str) -> str:
    return _in_lines(str(BeautifulSoup(page, "html.parser").main))


def _whole(page: str) -> str:
    page = re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)
    page = re.sub(r"'sha256-[^']*'", "'sha256-'", page)
    return _in_lines(re.sub(r"-[0-9a-f]{10}\.js", "-HASH.js", page))


def _kept(scenario: Path, site: Path) -> Iterator[tuple[str, str]]:
    """What of a site is compared: names below `expected/`, and texts."""
    made: dict[str, Callable[[str], str]] = {"main": _main, "whole": _whole, "data": str}
    for line in (scenario / "kept.txt").read_text(encoding="utf-8").splitlines():
        kind, _, pattern = line.partition(": ")
        paths = sorted(site.glob(pattern))
        assert paths, f"{scenario.name}/kept.txt: nothing is made that fits {pattern}"
        for path in paths:
            name = f"{kind}/{path.relative_to(site).as_posix()}"
            yield name, made[kind](path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_pages_are_as_expected(
    scenario: str, tmp_path: Path, run_command: Callable[..., Ran], update_golden: bool
) -> None:
    own = GOLDEN / scenario
    beside = shutil.ignore_patterns("expected", "kept.txt")
    overlay = shutil.copytree(own, tmp_path / "overlay", ignore=beside)
    root = make_project(tmp_path / "project", overlay)
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    made = dict(_kept(own, root / "site"))
    folder = own / "expected"
    if update_golden:
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == set(made), "expected/ must hold exactly what is kept"
    for name, text in made.items():
        assert text == (folder / name).read_text(encoding="utf-8"), name
