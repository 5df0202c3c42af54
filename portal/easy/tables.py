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
    """Above this number the rule speaks."""
    source: str
    """Where the numbers come from."""
    error: int = 0
    """Above this number the finding is an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What the rules need to know of a language.

    Words are given as stems: `joh` finds johon and johtaa, `joh$` only joh. `heavy_words` gives a plainer way for
    each stem. `relatives` begin a clause only after a comma. Limits count words of a sentence or list item, letters
    of a word; in Chinese, characters.
    """

    place: Place
    sentence: Limit
    """Words of a sentence."""
    item: Limit
    """Words of a list item."""
    long_word: Limit
    """Letters of a word."""
    paragraph: Limit
    """Words of a paragraph."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations, with their points."""
    negations: tuple[str, ...] = ()
    """Stems that say no."""
    subordinators: tuple[str, ...] = ()
    """Stems that begin a clause."""
    relatives: tuple[str, ...] = ()
    """Stems that begin a clause only after a comma."""
    joiners: tuple[str, ...] = ()
    """Words that join two things or clauses: in print no line ends with one."""
    conditions: tuple[str, ...] = ()
    """Stems that begin a condition."""
    noun_endings: tuple[str, ...] = ()
    """Endings of nouns made from verbs."""
    plain_nouns: tuple[str, ...] = ()
    """Nouns with such an ending that are easy all the same."""
    percent_words: tuple[str, ...] = ()
    """Stems that mean per cent."""
    day_codes: tuple[str, ...] = ()
    """Short names of the days of the week."""
    unclear_links: tuple[str, ...] = ()
    """Words of a link that do not say where it leads."""
    heavy_words: Mapping[str, str] = field(default_factory=dict)
    """A plainer way for each heavy stem."""


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
