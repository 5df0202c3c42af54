"""`build.py status`: what is translated, by whom, and what is left, computed with today's source."""

import json
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from portal.catalogues.status import PageStatus, rows_of, total_of, word_diff
from tests.tiny import BASE, Ran, edition_of

Make = Callable[..., Path]
Command = Callable[..., Ran]

SERVICE = "content/services/perhetyo.yaml"
PO = "locales/en/LC_MESSAGES/perhetyo.po"


def _changed(old: str, new: str, file: str = SERVICE) -> dict[str, str]:
    text = (BASE / file).read_text(encoding="utf-8")
    assert old in text
    return {file: text.replace(old, new)}


def _row(root: Path, page: str = "perhetyo") -> PageStatus:
    return next(row for row in rows_of(edition_of(root, "en")) if row.page == page)


def test_every_message_of_a_page_is_counted_once_under_one_state(project: Make) -> None:
    for row in rows_of(edition_of(project(), "en")):
        states = (row.missing, row.stale, row.unstamped, row.machine, row.person, row.checked, row.withheld)
        assert sum(states) == row.texts
    assert rows_of(edition_of(project(), "fi")) == ()


def test_a_changed_sentence_is_stale_and_its_words_are_left(project: Make) -> None:
    before = _row(project())
    row = _row(project(_changed("Perheelle, joka tarvitsee apua.", "Perheelle, joka tarvitsee apua ja tukea.")))
    assert (before.stale, before.words_left) == (0, 0)
    assert (row.stale, row.missing, row.words_left) == (1, 0, 6)
    assert total_of([row, row]).words_left == 12


def test_a_fact_and_the_target_of_a_link_are_no_words_to_translate(project: Make) -> None:
    text = "Aivan uusi kappale: [tulkki](term:tulkki) maksaa {help.price}, **ei** muuta."
    row = _row(
        project(
            _changed("    Perheelle, joka tarvitsee apua.\n", f"    Perheelle, joka tarvitsee apua.\n\n    {text}\n")
        )
    )
    assert (row.missing, row.words_left) == (1, 7)


def test_a_faulty_translation_is_withheld_in_the_table_too(project: Make) -> None:
    po = (BASE / PO).read_text(encoding="utf-8")
    assert "{help.price}" in po.split("msgstr")[-1] or "{help.price}" in po
    lines = [line.replace("{help.price}", "") if line.startswith("msgstr") else line for line in po.split("\n")]
    assert _row(project({PO: "\n".join(lines)})).withheld == 1


def test_json_has_a_row_for_each_language_and_page(project: Make, run_command: Command) -> None:
    ran = run_command(project(), "status", "--format", "json")
    assert ran.code == 0
    found = json.loads(ran.output)
    assert [language["code"] for language in found["languages"]] == ["en"]
    row = next(row for row in found["languages"][0]["pages"] if row["page"] == "perhetyo")
    names = "page texts missing stale unstamped machine person checked withheld words_left"
    assert list(row) == names.split()


def test_the_table_fits_a_narrow_terminal_and_ends_with_a_total(project: Make, run_command: Command) -> None:
    ran = run_command(
        project({f"content/topics/{'pitka-' * 9}nimi.md": "---\ntitle: A\nsummary: B\n---\n\nC\n"}), "status"
    )
    lines = ran.output.splitlines()
    assert ran.code == 0
    assert max(map(len, lines)) <= 100
    assert any(line.startswith("Total ") for line in lines)


def test_with_a_language_each_stale_and_missing_text_is_listed(project: Make, run_command: Command) -> None:
    changed = "Perheelle, joka tarvitsee apua ja tukea.\n\n    Aivan muuta lukee tässä kohdassa."
    root = project(_changed("Perheelle, joka tarvitsee apua.", changed))
    output = run_command(root, "status", "--language", "en", "--page", "perhetyo").output
    assert ": stale\n    Perheelle, joka tarvitsee [-apua.-] {+apua ja tukea.+}\n    translated so far: " in output
    assert ": missing\n    Aivan muuta lukee tässä kohdassa.\n" in output
    assert "content/topics" not in output
    # The same once `messages` has kept the old translation as a suggestion.
    run_command(root, "messages")
    again = run_command(root, "status", "--language", "en", "--page", "perhetyo").output
    assert "[-apua.-] {+apua ja tukea.+}" in again


def test_a_diff_of_words_shows_what_went_and_what_came() -> None:
    assert word_diff("a b c", "a x c d") == "a [-b-] {+x+} c {+d+}"
    assert word_diff("a b", "a b") == "a b"


def test_html_is_one_page_that_asks_nothing_of_anybody(project: Make, run_command: Command) -> None:
    ran = run_command(project(), "status", "--format", "html")
    soup = BeautifulSoup(ran.output, "html.parser")
    assert not soup.find_all(["script", "link", "img", "iframe"])
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    tables = soup.find_all("table")
    assert all(table.caption and table.find_all("th", scope="col") for table in tables)
    assert len(tables) == 1


def test_unknown_names_are_a_wrong_call(project: Make, run_command: Command) -> None:
    ran = run_command(project(), "status", "--language", "eng")
    assert (ran.code, ran.output) == (2, "'eng' is not a language that is translated. Did you mean 'en'?\n")
    assert run_command(project(), "status", "--page", "perhety").code == 2
