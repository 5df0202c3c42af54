"""Wrong input and wrong calls -> the whole text on the console, compared with what each scenario expects.

A scenario is a folder of `tests/broken/`: files to lay over `tests/projects/base/`, the words of the command
in `command.txt` (otherwise `build`), and `expected.txt`. `pytest --update-golden` writes the latter anew: read
it before you keep it, as the person would who has to mend the fault.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.environment import ROOT
from tests.tiny import Ran, make_project

BROKEN = ROOT / "tests/broken"
SCENARIOS = sorted(path.name for path in BROKEN.iterdir())
BESIDE = shutil.ignore_patterns("expected.txt", "command.txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command said, and what became of a site that was there before."""

    said: str
    old_site_stands: bool


def _words(scenario: str) -> list[str]:
    command = BROKEN / scenario / "command.txt"
    return shlex.split(command.read_text(encoding="utf-8")) if command.exists() else ["build"]


@pytest.fixture(scope="session")
def answers(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    run_command: Callable[..., Ran],
) -> dict[str, Future[Answer]]:
    """The answers to all chosen scenarios, which run side by side."""

    def answer(scenario: str, folder: Path) -> Answer:
        overlay = shutil.copytree(BROKEN / scenario, folder / "overlay", ignore=BESIDE)
        root = make_project(folder / "project", overlay)
        (root / "site").mkdir()
        (root / "site/index.html").write_text("old", encoding="utf-8")
        said = run_command(root, *_words(scenario)).as_text()
        return Answer(said, (root / "site/index.html").read_text(encoding="utf-8") == "old")

    nodes = " ".join(item.nodeid for item in request.session.items)
    chosen = [scenario for scenario in SCENARIOS if f"[{scenario}]" in nodes]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return {one: pool.submit(answer, one, tmp_path_factory.mktemp("broken")) for one in chosen}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_console_says_what_is_wrong_and_the_old_site_stands_unless_a_new_one_is_announced(
    scenario: str, answers: dict[str, Future[Answer]], update_golden: bool
) -> None:
    answer = answers[scenario].result()
    expected = BROKEN / scenario / "expected.txt"
    if update_golden:
        expected.write_text(answer.said, encoding="utf-8", newline="")
    assert answer.said == expected.read_text(encoding="utf-8")
    assert "Traceback" not in answer.said
    assert answer.old_site_stands == ("The site is in site/" not in answer.said)


def test_a_template_that_calls_itself_without_end_is_told(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    endless = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"
    ran = run_command(project({"templates/not_found.html": endless}), "build")
    assert ran.code == 1
    assert ran.output.startswith("templates/not_found.html:1:1: error[template-value] The template cannot be filled in")


def test_translation_faults_are_withheld_from_a_site_that_is_written() -> None:
    for scenario in SCENARIOS:
        expected = (BROKEN / scenario / "expected.txt").read_text(encoding="utf-8")
        if scenario.startswith("po-") and _words(scenario) == ["build"]:
            assert "The site is in site/" in expected
            assert expected.endswith("exit code 1\n")
