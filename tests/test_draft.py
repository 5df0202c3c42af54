"""What `serve` shows between two builds: each page as the next build makes it, without waiting for one."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.console import Console
from portal.environment import ROOT
from portal.pipeline import Outcome, run, run_to_editions
from portal.preview import draft as draft_module
from portal.preview.draft import Draft, Known
from portal.preview.modes import Mode
from portal.preview.panel import without_policy
from portal.problems import Report
from portal.project import Project
from portal.serving import Preview
from tests import tiny
from tests.browser import PHONE, Windows, chromium
from tests.test_preview import asked
from tests.test_remembering import EDITS, TODAY

PO = "locales/en/LC_MESSAGES/perhetyo.po"
PAGE = "/en/perhetyo/"


def pages_of(root: Path, known: Known) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The pages that a build makes, and those of them that a draft makes."""
    project = Project(root=root, today=TODAY)
    built = {file.path: file.content for file in run(project).files if file.path.endswith(".html")}
    draft = Draft(project, known)
    drafted = {path: draft.page(path, Mode.READER, Report()) for path in built}
    return built, {path: page for path, page in drafted.items() if page is not None}


@pytest.mark.parametrize("scenario", ["right-to-left", "missing-translation", "stale-translation"])
def test_a_draft_is_the_page_that_the_build_makes(project: Callable[..., Path], scenario: str) -> None:
    root = project(ROOT / "tests/golden" / scenario)
    built, drafted = pages_of(root, Known(Project(root=root, today=TODAY)))
    assert {path for path in drafted if drafted[path] != built[path]} == set()
    left = {path for path in built if path not in drafted}
    # What lists or counts all languages, is printed from, or stands in no language's folder, only a build can make.
    names = ("index.html", "404.html", "offline.html", "tilanne/", "haku/", "tulosteet/", "tietoa-sivustosta/")
    assert all(any(name in path for name in names) for path in left)
    assert len(drafted) > 2 * len(left)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9999)), min_size=1, max_size=4))
def test_after_any_edits_a_draft_is_the_page_that_the_build_makes(
    tmp_path: Path, edits: list[tuple[Callable[[Path, random.Random], None], int]]
) -> None:
    root = tiny.make_project(tmp_path / "project")
    known = Known(Project(root=root, today=TODAY))
    for edit, seed in edits:
        edit(root, random.Random(seed))  # the seed is the example's
        built, drafted = pages_of(root, known)
        assert {path for path in drafted if drafted[path] != built[path]} == set()


# The preview between two builds


@pytest.fixture
def preview(project: Callable[..., Path]) -> Iterator[Preview]:
    root = project()
    made = Preview(Project(root=root, today=TODAY), root / "site", Console())
    made.rebuild()
    yield made
    made.stop()


def changed(preview: Preview, file: str, old: str, new: str) -> None:
    """Saves a file with other words, and lets the preview look."""
    path = preview.project.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert preview.look()


def ended(preview: Preview) -> bool:
    """Looks until nothing is behind any more; gives whether a page was to be shown again."""
    again = False
    end = time.monotonic() + 60
    while preview.is_behind:
        assert time.monotonic() < end
        again = preview.look() or again
        time.sleep(0.02)
    return again


def test_a_saved_file_is_shown_before_anything_is_built(preview: Preview) -> None:
    site = preview.site / "en/perhetyo/index.html"
    before = site.read_bytes()
    changed(preview, PO, "She listens to you.", "She hears you.")
    _, page = asked(preview, PAGE)
    assert "She hears you." in page
    assert site.read_bytes() == before
    assert not ended(preview)  # the build made the same page, so nobody need load it again
    assert without_policy(site.read_bytes()).decode() == page


def test_what_is_looked_at_is_read_while_browsers_are_on_their_way(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(preview, PAGE)
    read: list[str | None] = []

    def noted(project: Project, *, reviewer: Known, only: str | None) -> Outcome:
        read.append(only)
        return run_to_editions(project, reviewer=reviewer, only=only)

    monkeypatch.setattr(draft_module, "run_to_editions", noted)
    preview.prepare()
    assert read == []  # nothing has changed
    changed(preview, PO, "She listens to you.", "She hears you.")
    preview.prepare()
    assert read == ["en"]
    assert "She hears you." in asked(preview, PAGE)[1]
    assert read == ["en"]


def test_a_faulty_translation_is_told_at_once_and_never_shown(preview: Preview) -> None:
    changed(preview, PO, "Call your own area.", "Call 112.")
    _, page = asked(preview, PAGE)
    assert "Call 112." not in page.partition("<pre role=")[0]
    assert "error[typed-number]" in page
    assert not ended(preview)
    assert asked(preview, PAGE)[1] == page


def test_what_only_the_build_finds_is_shown_when_it_has_ended(preview: Preview) -> None:
    asked(preview, PAGE)
    changed(preview, "content/services/perhetyo.yaml", "infofinland]", "infofinnland]")
    _, page = asked(preview, PAGE)
    assert "unknown-name" not in page
    assert ended(preview)
    assert "infofinnland" in asked(preview, PAGE)[1]
    assert "Nothing new is shown until this is mended." in asked(preview, PAGE)[1]


def test_problems_of_files_that_did_not_change_stay_on_the_page(preview: Preview) -> None:
    changed(preview, PO, "Call your own area.", "Call 112.")
    ended(preview)
    changed(preview, "content/topics/oikeus-tulkkiin.md", "tulkki", "tulkki")
    assert "error[typed-number]" in asked(preview, "/fi/oikeus-tulkkiin/")[1]


def test_a_build_of_what_has_changed_again_is_ended(preview: Preview) -> None:
    changed(preview, PO, "She listens to you.", "She hears you.")
    while preview._running is None:
        preview.look()
    first = preview._running
    changed(preview, PO, "She hears you.", "She sees you.")
    assert first.has_ended
    ended(preview)
    assert "She sees you." in (preview.site / "en/perhetyo/index.html").read_text("utf-8")


def test_content_that_cannot_be_read_leaves_the_last_page_and_says_so(preview: Preview) -> None:
    before = asked(preview, PAGE)[1]
    changed(preview, "content/services/perhetyo.yaml", "title: ", "title: [")
    _, page = asked(preview, PAGE)
    assert "error[yaml-syntax]" in page
    assert page.partition("<pre role=")[0] == before.partition("</body>")[0]


def test_a_page_that_is_looked_at_changes_by_itself(
    project: Callable[..., Path], require: Callable[..., str], tmp_path: Path
) -> None:
    program = require("chromium", "chromium-browser", "google-chrome")
    root = project()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"import sys; from pathlib import Path; from portal.cli import main; main(sys.argv[1:], Path({str(root)!r}))"
    command = [sys.executable, "-c", code, "serve", "--port", str(port)]
    with (tmp_path / "said.txt").open("w") as said:
        serving = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        try:
            end = time.monotonic() + 60
            while "See the site" not in (tmp_path / "said.txt").read_text("utf-8"):
                assert time.monotonic() < end
                time.sleep(0.05)
            with chromium(program) as browser:
                page = Windows(browser=browser, address=f"http://127.0.0.1:{port}").new(PHONE, script=True)
                page.goto(f"http://127.0.0.1:{port}{PAGE}")
                page.wait_for_timeout(1000)  # until livereload's script has said hello, nobody can be told of a change
                for old, new in (("She listens to you.", "She hears you."), ("She hears you.", "She sees you.")):
                    file = root / PO
                    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
                    page.get_by_text(new).first.wait_for(timeout=20_000)
        finally:
            serving.terminate()
            serving.wait()
