"""The public status board: every catalogue of every language, with its share, its level and its newest day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from portal.catalogues.status import rows_of
from tests.tiny import BASE, Ran, edition_of

PO = "locales/en/LC_MESSAGES/perhetyo.po"
EDIT = "https://forge.example/site/edit/main/"


@pytest.fixture
def built(project: Callable[..., Path], run_command: Callable[..., Ran]) -> Path:
    """A site with a forge, in which one page has lost a translation and one text has no stamp."""
    po = (BASE / PO).read_text(encoding="utf-8")
    po = po.replace('msgstr "She listens to you."', 'msgstr ""')
    po = po.replace('msgstr "For a family that needs help."', 'msgstr "For each family that needs help."')
    settings = (BASE / "content/site.yaml").read_text(encoding="utf-8")
    root = project({PO: po, "content/site.yaml": f"{settings}edit: {EDIT}\n"})
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    return root


def rows(root: Path, code: str) -> dict[str, list[str]]:
    """The entries of the page in a language: name, then share, who and, where there is one, the date."""
    page = BeautifulSoup((root / f"site/{code}/tilanne/index.html").read_text(encoding="utf-8"), "html.parser")
    entries = page.select("section.answer ul.links > li")
    return {
        next(entry.stripped_strings): [" ".join(dd.get_text().split()) for dd in entry.select("dd")]
        for entry in entries
    }


def test_each_language_shows_the_board_in_its_own_words(built: Path) -> None:
    total = len(rows_of(edition_of(built, "en")))
    english, finnish = rows(built, "en"), rows(built, "fi")
    assert len(english) == len(finnish) == total
    share, who = english["Family work"]
    assert 80 < int(share) < 100
    assert who == "Not checked."
    assert finnish["Perhetyö"][1] == "Ei tarkistettu."
    assert english["The frame of the pages"] == ["100", "A computer translated it.", "November 21, 2026"]


def test_the_link_to_help_leads_to_the_catalogue_on_the_forge(built: Path) -> None:
    page = (built / "site/fi/tilanne/index.html").read_text(encoding="utf-8")
    assert f'href="{EDIT}{PO}"' in page
    assert 'Auta kääntämään <bdi dir="ltr">perhetyo</bdi>' in page


def test_without_a_forge_nobody_is_asked_to_help(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project()
    assert run_command(root, "build").code == 0
    assert "Help translate" not in (root / "site/en/tilanne/index.html").read_text(encoding="utf-8")


def test_the_open_data_counts_what_the_page_shows(built: Path) -> None:
    data = json.loads((built / "site/api/status.json").read_text(encoding="utf-8"))
    assert [language["language"] for language in data["languages"]] == ["en"]
    pages = {page["page"]: page for page in data["languages"][0]["pages"]}
    row = pages["perhetyo"]
    assert (row["missing"], row["unstamped"], row["words_left"], row["level"]) == (1, 1, 3, "unstamped")
    assert row["translated"] == row["texts"] - 1
    assert pages["ui"]["newest_stamp"] == "2026-11-21"


def test_the_board_is_found_from_the_page_about_the_site_and_by_search_engines(built: Path) -> None:
    assert 'href="../../en/tilanne/"' in (built / "site/en/tietoa-sivustosta/index.html").read_text(encoding="utf-8")
    assert "<loc>https://pieni.example/en/tilanne/</loc>" in (built / "site/sitemap.xml").read_text(encoding="utf-8")
