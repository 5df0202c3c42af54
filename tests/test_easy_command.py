"""`build.py easy` on files from anywhere and on the portal's own pages, by the real command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import Ran

Run = Callable[..., Ran]
EASY = "# Apua\n\nTyöntekijä tulee kotiin. Hän auttaa sinua.\n"
HARD = (
    "Palvelun myöntäminen edellyttää viranomaisten välistä yhteistoimintaa, mikäli asiakkaan toimintamahdollisuudet "
    "eivät muutoin toteudu, esim. siltä osin kuin hakija sitä hakemuksessaan, ks. liite, on edellyttänyt.\n"
) * 6


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"easy.md": EASY, "hard.md": HARD})


def test_an_easy_file_passes_and_a_hard_one_does_not(root: Path, run_command: Run) -> None:
    assert run_command(root, "easy", "easy.md").code == 0
    hard = run_command(root, "easy", "hard.md")
    assert hard.code == 1
    assert "hard.md:1:1: error[very-long-sentence]" in hard.output
    assert "It is not easy to read." in hard.output


def test_the_json_object_has_all_that_other_programs_need(root: Path, run_command: Run) -> None:
    judged = json.loads(run_command(root, "easy", "hard.md", "--format", "json").output)
    assert set(judged) == {"language", "words", "sentences", "cost_per_100_words", "verdict", "findings"}
    assert judged["verdict"] == "fail"
    assert {"rule", "severity", "line", "column", "words", "why", "hint"} == set(judged["findings"][0])


def test_the_html_report_colours_sentences_and_takes_text_as_text(root: Path, run_command: Run) -> None:
    (root / "hard.md").write_text(f"<script>alert(1)</script>\n\n{HARD}", "utf-8")
    page = run_command(root, "easy", "hard.md", "--format", "html").output
    assert '<mark class="error">' in page
    assert "<script" not in page


def test_the_worksheet_is_filled_in_where_rules_can_count(root: Path, run_command: Run) -> None:
    sheet = run_command(root, "easy", "hard.md", "--format", "worksheet").output
    assert "[ ] Words are common and known" in sheet
    assert "Have people read it for whom it is meant?" in sheet


def test_what_cannot_be_read_is_said_in_words(root: Path, run_command: Run) -> None:
    assert run_command(root, "easy", "nothing.md").output == "nothing.md cannot be read: No such file or directory.\n"
    (root / "latin.md").write_bytes("työ".encode("latin-1"))
    assert run_command(root, "easy", "latin.md").code == 1
    assert run_command(root, "easy", "easy.md", "--language", "xx").code == 2


def test_pages_are_judged_accepted_and_may_not_become_harder(root: Path, run_command: Run) -> None:
    table = run_command(root, "easy")
    assert table.code == 0, table.output
    assert "perhetyo" in table.output
    assert run_command(root, "easy", "--accept").code == 0
    assert "accepted:" in (root / "content/easy-read.yaml").read_text("utf-8")
    assert run_command(root, "check").code == 0
    page = root / "content/topics/oikeus-tulkkiin.md"
    page.write_text(page.read_text("utf-8") + "\nTyöskentelymahdollisuudet koordinoidaan monialaisesti.\n", "utf-8")
    harder = run_command(root, "check")
    assert harder.code == 1
    assert "The page has become harder" in harder.output


def test_a_report_has_a_page_for_each_page_and_language(root: Path, run_command: Run) -> None:
    assert run_command(root, "easy", "--report", "report").code == 0
    names = {path.name for path in (root / "report").iterdir()}
    assert {"index.html", "fi-perhetyo.html", "en-perhetyo.html"} <= names


def test_check_shows_every_finding_when_asked(root: Path, run_command: Run) -> None:
    page = root / "content/topics/oikeus-tulkkiin.md"
    page.write_text(page.read_text("utf-8") + "\nTyöskentelymahdollisuudet ovat hyvät.\n", "utf-8")
    assert "long-word" not in run_command(root, "check").output
    shown = run_command(root, "check", "--easy", "--language", "fi").output
    assert "warning[long-word] Työskentelymahdollisuudet" in shown
    annotations = run_command(root, "check", "--easy", "--format", "github").output
    assert "::warning file=content/topics/oikeus-tulkkiin.md" in annotations
