"""The comparison with other generators: every side has the same pages, and no change goes unseen."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.comparing.comparison import CASES, Measured, Written
from benchmarks.comparing.edits import EDITS, Project, target_of
from benchmarks.comparing.hugo_side import markdown
from benchmarks.comparing.hugo_side import write_project as write_hugo
from benchmarks.comparing.pages import Page, pages
from benchmarks.comparing.portal_side import write_project as write_portal
from benchmarks.comparing.running import Spent
from benchmarks.comparing.sides import HUGO, PORTAL, SPHINX, Side
from benchmarks.comparing.sphinx_side import in_rst
from benchmarks.comparing.sphinx_side import write_project as write_sphinx
from benchmarks.comparing.table import BEGIN, END, put_into, report
from benchmarks.comparing.vocabulary import languages, new_sentence
from portal.environment import ROOT
from portal.installing import PIN
from tests.tiny import DAY, run_command

COUNT = 10
TODAY = date.fromisoformat(DAY)
WRITE: dict[str, Callable[[Path, list[Page]], None]] = {
    "portal": write_portal,
    "Hugo": write_hugo,
    "Sphinx": write_sphinx,
}
EVERY_SIDE = pytest.mark.parametrize("side", [PORTAL, HUGO, SPHINX], ids=lambda side: side.name)


def _project(side: Side, root: Path) -> Project:
    WRITE[side.name](root, list(pages(COUNT)))
    return Project(side, root, target_of(pages(COUNT)))


def _texts(root: Path) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def test_the_pages_are_the_same_each_time_and_like_the_real_ones() -> None:
    made = list(pages(40))
    assert made == list(pages(40))
    assert len({page.title for page in made}) == 40
    texts = [message[0] for page in made for message in page.messages]
    assert 38 <= len(texts) / 40 <= 46
    assert len(set(texts)) > 0.99 * len(texts), "what stands on many pages is remembered after the first"
    plain = sum(not set("*[{") & set(text) for text in texts) / len(texts)
    assert 0.55 < plain < 0.65, "three of five texts of the real content have no markup"


def test_the_menu_does_not_grow_with_the_site() -> None:
    assert sum(page.section is not None for page in pages(40)) == sum(page.section is not None for page in pages(400))


def test_the_portal_builds_its_side_and_shows_every_change(tmp_path: Path) -> None:
    project = _project(PORTAL, tmp_path / "project")
    first = run_command(project.root, "build")
    assert first.code == 0
    assert "No problems." in first.output
    for case in EDITS:
        EDITS[case](project, 1)
    assert len(project.not_shown()) == 3 + len(languages()), "a build that overlooks a change must not go unseen"
    assert run_command(project.root, "build").code == 0
    assert project.not_shown() == []


def test_every_side_has_every_text_in_every_language(tmp_path: Path) -> None:
    for name, write in WRITE.items():
        write(tmp_path / name, list(pages(COUNT)))
    portal, hugo, sphinx = ("\n".join(_texts(tmp_path / name).values()) for name in WRITE)
    for page in pages(COUNT):
        for message in (
            page.title,
            page.summary,
            *(text for part in page.parts for block in part.blocks for text in block.texts),
        ):
            for code, text, in_sphinx in zip(languages(), message, in_rst(message), strict=True):
                assert text in portal
                assert markdown(text, code) in hugo
                assert in_sphinx.replace("\\", "\\\\") in sphinx


def test_marks_become_those_of_the_other_side() -> None:
    text = "Sana on [tulkki](term:tulkki). Aikaa on {days.f01} päivää. Katso [sivu](page:etusivu)."
    assert markdown(text, "ar") == (
        "Sana on [tulkki](/ar/sanasto/#tulkki). Aikaa on {{< fact days.f01 >}} päivää. Katso [sivu](/ar/)."
    )
    assert in_rst((text,) * 6)[0] == (
        "Sana on :ref:`tulkki <term-tulkki>`. Aikaa on |days.f01| päivää. Katso :doc:`sivu <index>`."
    )


@EVERY_SIDE
@pytest.mark.parametrize("case", EDITS)
def test_a_change_is_in_one_file_and_new_in_each_round(side: Side, case: str, tmp_path: Path) -> None:
    project = _project(side, tmp_path / "project")
    seen = [_texts(project.root)]
    for number in (0, 1):
        EDITS[case](project, number)
        seen.append(_texts(project.root))
    for before, after in ((seen[0], seen[1]), (seen[1], seen[2]), (seen[0], seen[2])):
        assert before.keys() == after.keys()
        assert sum(before[path] != after[path] for path in before) == 1


def test_no_page_has_the_words_of_a_change_before_it_is_made() -> None:
    assert len({new_sentence(number) for number in range(512)}) == 512
    texts = "\n".join(text for page in pages(COUNT) for message in page.messages for text in message)
    assert not any(text in texts for text in new_sentence(0))


@EVERY_SIDE
def test_cold_means_that_nothing_made_is_left(side: Side, tmp_path: Path) -> None:
    made = (
        "site/fi/a.html",
        ".cache/a",
        "public/a",
        "resources/a",
        ".hugo_cache/a",
        "out/fi/a",
        ".doctrees/a",
        "locales/a.mo",
    )
    for name in (*made, "content/a"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    side.forget(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert "content/a" in left
    gone = {PORTAL.name: 2, HUGO.name: 3, SPHINX.name: 3}
    assert len(made) + 1 - len(left) == gone[side.name]


def _measured() -> Measured:
    spent = {("portal", case): [Spent(1.0, 1.5), Spent(3.0, 3.5), Spent(2.0, 2.0)] for case in CASES}
    spent |= {("Hugo", case): [Spent(2.0, 3.0), Spent(2.0, 3.5), Spent(2.0, 4.0)] for case in CASES}
    written = {"portal": Written(200, 300, 4_000_000), "Hugo": Written(100, 110, 1_000_000)}
    return Measured(
        pages=240, rounds=3, sides=(PORTAL, HUGO), left_out=(SPHINX,), spent=spent, written=written,
        memory={("portal", "cold"): 120.4, ("Hugo", "cold"): None}, libraries=[Spent(0.1, 0.1)],
    )  # fmt: skip


def test_the_table_has_medians_and_ratios_made_round_by_round() -> None:
    lines = report([_measured()], TODAY).splitlines()
    assert lines[0].startswith("Measured on 21 November 2026: ")
    assert lines[2] == "### 240 pages: 40 in each of 6 languages; 3 rounds"
    assert lines[4:7] == [
        "| what is new | portal s | Hugo s | portal / Hugo | portal CPU s | Hugo CPU s | portal / Hugo "
        "| portal MB | Hugo MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| cold | 2.00 | 2.00 | 1.00 (0.50–1.50) | 2.00 | 3.50 | 0.50 (0.50–1.00) | 120 |  |",
    ]
    assert "| portal | 200 | 300 | 4.0 | 10.00 |" in lines
    assert "- Sphinx was left out here: at 240 pages each of its builds takes minutes." in lines
    assert any(line.endswith("the portal's cold build takes 20.0 times that.") for line in lines)


def test_a_side_without_the_portal_is_shown_alone() -> None:
    lines = report([replace(_measured(), sides=(HUGO,))], TODAY).splitlines()
    assert "| what is new | Hugo s | Hugo CPU s | Hugo MB |" in lines


def test_the_table_is_written_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    put_into(readme, "new\n")
    assert readme.read_text("utf-8") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    real = (ROOT / "benchmarks/README.md").read_text("utf-8")
    assert real.count(BEGIN) == real.count(END) == 1


def test_a_size_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    ran = run_command(tmp_path, "bench", "--sizes", "100")
    assert (ran.code, ran.output) == (2, "100 pages cannot be made: 6 languages, each with at least 10 pages.\n")
    ran = run_command(tmp_path, "bench", "--rounds", "0")
    assert ran.code == 2
    assert "'0' is not a number from 1 on" in ran.output


def test_what_the_comparison_needs_is_pinned_beside_what_the_portal_needs() -> None:
    text = (ROOT / "requirements-bench.txt").read_text(encoding="utf-8")
    pins = {(name, version) for name, version, _ in PIN.findall(text)}
    portal = {(name, version) for name, version, _ in PIN.findall((ROOT / "requirements.txt").read_text("utf-8"))}
    assert portal <= pins
    assert {"hugo", "sphinx"} <= {name for name, _ in pins}
    assert not re.search("://|--index", text)
