"""`portal/easy/tables/LANGUAGE.yaml` -> the limits and word lists of one language, each number with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from portal.nodes import compose, read_source
from portal.problems import Place, Report, as_text
from portal.reading import read_dataclass

FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A number from which a rule speaks, and where the number comes from."""

    warn: int
    source: str
    error: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What the rules need to know of a language.

    Words are given as stems: `joh` finds johon and johtaa, `joh$` only joh. `heavy_words` gives a plainer way for
    each stem. `relatives` begin a clause only after a comma. Limits count words of a sentence or list item, letters
    of a word; in Chinese, characters.
    """

    place: Place
    sentence: Limit
    item: Limit
    long_word: Limit
    paragraph: Limit
    abbreviations: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    plain_nouns: tuple[str, ...] = ()
    percent_words: tuple[str, ...] = ()
    day_codes: tuple[str, ...] = ()
    unclear_links: tuple[str, ...] = ()
    second_person: tuple[str, ...] = ()
    heavy_words: Mapping[str, str] = field(default_factory=dict)


def known_languages() -> tuple[str, ...]:
    """The languages that have a table, by their codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def table_of(language: str) -> Table:
    """The table of a language. Raises `KeyError` for one that has none, `ValueError` for a faulty table."""
    if language not in known_languages():
        raise KeyError(language)
    report = Report()
    source = read_source(FOLDER, f"{language}.yaml", report)
    node = compose(source, report) if source else None
    table = read_dataclass(source, node, Table, report) if source and node else None
    if table is None or report.problems:
        raise ValueError(as_text(report))
    return table
