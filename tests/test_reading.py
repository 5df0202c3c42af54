"""Files -> values: scalars are never guessed, and every value knows its line and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.content import read_site
from portal.environment import ROOT
from portal.interface import read_interface
from portal.model import PartialDate, Prose, Text, texts_of
from portal.nodes import Source, compose
from portal.problems import Place, Report
from portal.reading import read_dataclass
from tests.tiny import Ran, site_of


@dataclass(frozen=True, kw_only=True)
class Thing:
    place: Place
    name: str
    open: bool = False
    number: int = 0
    price: Decimal = Decimal(0)
    day: date | None = None
    seen: PartialDate | None = None
    names: Mapping[str, str] | None = None
    list: tuple[str, ...] = ()
    text: Text | None = None
    prose: Prose | None = None


def _read(text: str) -> tuple[Thing | None, list[str]]:
    report = Report()
    source = Source("thing.yaml", text)
    node = compose(source, report)
    thing = None if node is None else read_dataclass(source, node, Thing, report)
    return thing, [f"{problem.place} {problem.rule}" for problem in report.sorted]


def _thing(text: str) -> Thing:
    thing, problems = _read(text)
    assert thing is not None, problems
    return thing


@pytest.mark.parametrize(
    "written",
    ["10:30", "0301234", "no", "NO", "yes", "null", "~", "1e3", "0x10", "2026-01-01", "1_000", ".inf"],
)
def test_a_word_stays_as_it_is_written(written: str) -> None:
    assert _thing(f"name: {written}").name == written
    assert _thing(f"name: x\nlist: [{written}]").list == (written,)
    assert _thing(f"name: x\nnames: {{{written}: {written}}}").names == {written: written}


def test_other_values_are_read_as_the_type_that_the_field_declares() -> None:
    thing = _thing("name: x\nopen: yes\nnumber: 010\nprice: 8.20\nday: 2026-12-31\nseen: 2026-09\n")
    assert (thing.open, thing.number, str(thing.price)) == (True, 10, "8.20")
    assert (thing.day, thing.seen) == (date(2026, 12, 31), PartialDate(2026, 9))


@pytest.mark.parametrize("line", [1, 2, 7])
@pytest.mark.parametrize(
    ("faulty", "column", "rule"),
    [
        ("name: x\nopen: maybe", 7, "wrong-value"),
        ("name: x\nnumbr: 1", 1, "unknown-key"),
        ("name: x\nlist: y", 7, "wrong-type"),
        ("name: x\nnames: {a: 1, a: 2}", 15, "duplicate-key"),
        ("name: x\ntext: ''", 7, "empty-text"),
        ("name: x\nprose: >\n  y", 8, "folded-text"),
        ('name: x\nname: "y', 7, "yaml-syntax"),
    ],
)
def test_lines_and_columns_count_from_1_on_every_line(line: int, faulty: str, column: int, rule: str) -> None:
    first, second = faulty.split("\n", 1)
    text = f"{second}\n" if line == 1 else "\n" * (line - 2) + f"{first}\n{second}\n"
    _, problems = _read(text)
    assert f"thing.yaml:{line}:{column} {rule}" in problems


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    _, problems = _read("open: maybe\nnumber: many\nshape: round\nlist: one\n")
    assert problems == [
        "thing.yaml:1:1 missing-key",
        "thing.yaml:1:7 wrong-value",
        "thing.yaml:2:9 wrong-value",
        "thing.yaml:3:1 unknown-key",
        "thing.yaml:4:7 wrong-type",
    ]


def _places(prose: Prose | None) -> list[str]:
    assert prose is not None
    return [f"{text.place.line}:{text.place.column} {text.source}" for text in texts_of(prose)]


def test_texts_in_a_block_scalar_have_the_lines_of_the_file() -> None:
    thing = _thing("name: x\nprose: |   # a remark\n\n    Yksi\n    jatkuu.\n\n    - Kaksi\n    - Kolme\n")
    assert _places(thing.prose) == ["4:5 Yksi jatkuu.", "7:7 Kaksi", "8:7 Kolme"]


def test_texts_on_the_line_of_their_key_have_its_place() -> None:
    thing = _thing('text: Teksti\nprose: Proosaa\nname: "x"\n')
    assert thing.text is not None
    assert thing.text.place == Place("thing.yaml", 1, 7)
    assert _places(thing.prose) == ["2:8 Proosaa"]


def test_texts_in_and_after_front_matter_have_the_lines_of_the_file(project: Callable[..., Path]) -> None:
    topic = "---\ntitle: Uusi\nsummary: Lyhyesti.\n---\n\n## Otsikko\n\nTeksti.\n"
    site = site_of(project({"content/topics/uusi.md": topic}))
    page = next(page for page in site.pages if page.slug == "uusi")
    assert [f"{text.place.line}:{text.place.column} {text.source}" for text in texts_of(page)] == [
        "2:8 Uusi",
        "3:10 Lyhyesti.",
        "6:4 Otsikko",
        "8:1 Teksti.",
    ]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_a_byte_order_mark_and_other_line_ends_change_nothing(ends: str, project: Callable[..., Path]) -> None:
    topic = "\ufeff---\ntitle: Uusi\nsummary: Lyhyesti.\n---\n\nTeksti\njatkuu.\n".replace("\n", ends)
    site = site_of(project({"content/topics/uusi.md": topic}))
    page = next(page for page in site.pages if page.slug == "uusi")
    assert [text.source for text in texts_of(page)] == ["Uusi", "Lyhyesti.", "Teksti jatkuu."]


def test_the_place_of_every_real_text_is_where_its_first_word_stands() -> None:
    site = read_site(ROOT, read_interface(ROOT, Report()), date(2026, 11, 21), Report())
    assert site is not None
    lines: dict[str, list[str]] = {}
    for text in texts_of(site):
        file = text.place.file
        if file.startswith("templates/"):
            continue
        if file not in lines:
            lines[file] = (ROOT / file).read_text(encoding="utf-8").split("\n")
        there = lines[file][text.place.line - 1][text.place.column - 1 :].lstrip("\"'")
        assert there.startswith(text.source.split(" ")[0]), text.place
    assert len(lines) > 50


@pytest.mark.parametrize("file", ["content/site.yaml", "content/languages.yaml", "content/glossary.yaml"])
def test_a_missing_file_is_told(file: str, project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    ran = run_command(project({file: None}), "check")
    assert ran.code == 1
    assert f"{file}:1:1: error[unreadable-file] The file cannot be read: No such file or directory." in ran.output
    assert "Traceback" not in ran.output
