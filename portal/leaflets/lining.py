"""A tree of blocks -> the same with the end of each line marked, where a reader may rest and the column ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from portal.leaflets.measuring import Letters
from portal.leaflets.tree import Node, Run
from portal.model import Language, LeafletFormat
from portal.sense_lines import LONGEST, Room, clause_words, sense_lines

_COLUMNS: dict[LeafletFormat, float] = {
    LeafletFormat.A4: 160,
    LeafletFormat.A5: 120,
    LeafletFormat.LARGE: 170,
    LeafletFormat.BILINGUAL: 121,
    LeafletFormat.TRIFOLD: 86,
}
"""How wide a column of text is, in mm; formats that are not here break their lines as they come."""

_PT = 25.4 / 72

_BESIDE_TITLE = {LeafletFormat.A4: 26, LeafletFormat.LARGE: 26, LeafletFormat.BILINGUAL: 26, LeafletFormat.A5: 20}
_BESIDE_CONTACT = {LeafletFormat.A4: 40, LeafletFormat.LARGE: 50, LeafletFormat.A5: 29}
"""How wide the picture beside the title and the square code beside the contacts are, in mm; there is 1 em between."""

_BESIDE_WORDS = {LeafletFormat.A4: 0.6}
"""Where the meaning of a word stands beside it, its column is so much of the whole."""

_WITHOUT_SPACES = frozenset({"Hans", "Mymr", "Thai"})
"""Scripts that put no space between words: where a line may end there, only Typst knows."""

_HEADINGS = {"h1": 2.0, "h2": 1.3, "h3": 1.08, "h4": 1.0}
_GROWN = {"lead": 1.12, "number": 1.35}
"""How much bigger than the text a block is set, by its tag or class, as in `templates/leaflets/base.typ`."""

_BULLET, _NUMBER, _DOOR, _FRAME, _MARK = 1.1, 1.6, 2.8, 2.2, 0.8
"""What stands beside the words, in ems: a bullet, a number, a number in its door, a frame, a dotted line."""

_SHORT_NAME = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Where words stand: how many ems wide, in which format, with which words and letters."""

    ems: float
    format: LeafletFormat
    size: float
    source: str
    script: str
    starters: frozenset[str]
    source_starters: frozenset[str]
    letters: Letters

    def narrower(self, ems: float, mm: float = 0) -> _Column:
        """The same beside something that is so wide."""
        return replace(self, ems=max(1.0, self.ems - ems - mm / (self.size * _PT)))


def with_lines(
    data: dict[str, Any], format: LeafletFormat, language: Language, size: float, letters: Letters
) -> dict[str, Any]:
    """The data with the ends of lines marked in every block, in the own language and in Finnish."""
    if format not in _COLUMNS:
        return data
    lined = dict(data)
    source = data["source"]
    for name, code, script in (("body", language.code, language.script), ("finnish", source, "Latn")):
        if data.get(name) and script not in _WITHOUT_SPACES:
            column = _Column(
                ems=_COLUMNS[format] / (size * _PT),
                format=format,
                size=size,
                source=source,
                script=script,
                starters=clause_words(code),
                source_starters=clause_words(source),
                letters=letters,
            )
            lined[name] = [_marked(node, column) for node in data[name]]
    return lined


def _marked(node: Node, column: _Column) -> Node:
    """A copy of a block with the ends of its lines."""
    classes = node.get("class", "").split()
    if "foot" in classes:
        return node  # small words that run on
    column = _inside(node["tag"], classes, column)
    found = dict(node)
    if "kids" in node:
        kids, lists = node["kids"], node["tag"] in {"ul", "ol"} and not {"cards", "links", "flow"} & set(classes)
        beside = (_DOOR if "path" in classes else _NUMBER if node["tag"] == "ol" else _BULLET) if lists else 0.0
        found["kids"] = [_marked(kid, column.narrower(beside)) for kid in kids]
    if "runs" in node and node["tag"] != "dt":  # a word, or words before a line to write on
        grown = _HEADINGS.get(node["tag"], 1) * next((_GROWN[name] for name in classes if name in _GROWN), 1)
        starters = column.source_starters if node.get("lang") == column.source else column.starters
        script = "Latn" if node.get("lang") == column.source else column.script
        bold = node["tag"] in _HEADINGS or "place" in classes
        wide = [width for run in node["runs"] for width in _widths(run, script, column, bold)]
        room = Room(widths=wide, widest=column.ems / grown)
        found["runs"] = with_breaks(node["runs"], LONGEST, starters, room)
    return found


def _inside(tag: str, classes: Collection[str], column: _Column) -> _Column:
    """The column within a block."""
    if tag == "hgroup" and column.format in _BESIDE_TITLE:
        return column.narrower(1, _BESIDE_TITLE[column.format])
    if "county" in classes:
        beside = _BESIDE_CONTACT.get(column.format)
        return column.narrower(_FRAME + 1, beside) if beside else column.narrower(_FRAME)
    if "note" in classes:
        return column.narrower(_FRAME)
    if "fallback" in classes:
        return column.narrower(_MARK)
    if tag == "dd":
        return replace(column, ems=column.ems * _BESIDE_WORDS.get(column.format, 1))
    return column


def _widths(run: Run, script: str, column: _Column, bold: bool) -> list[float]:
    if "t" not in run:
        return []
    own = "Latn" if run.get("lang") == column.source else script
    return column.letters.widths(run["t"], own, bold=bool(bold or run.get("b")))


def _stays_whole(run: Run) -> bool:
    """A phone or a price never breaks; nor does the short Finnish word behind a translated one."""
    return bool(run.get("whole") or (run.get("lang") and len(run["t"]) <= _SHORT_NAME))


def with_breaks(runs: list[Run], longest: int, starters: frozenset[str], room: Room | None = None) -> list[Run]:
    """Runs cut where lines end, with `br` between; what must stay on one line is not cut."""
    text = "".join(run["t"].replace(" ", "\u00a0") if _stays_whole(run) else run["t"] for run in runs)
    ends, place = set(), 0
    for line in sense_lines(text, longest, starters, room)[:-1]:
        place += len(line)
        ends.add(place)
    found: list[Run] = []
    place = 0
    for run in runs:
        look = {name: value for name, value in run.items() if name != "t"}
        start = 0
        for at in range(len(run["t"])):
            if place + at in ends and place + at > 0:
                if at > start:
                    found.append({"t": run["t"][start:at]} | look)
                found.append({"br": True})
                start = at
        found.append({"t": run["t"][start:]} | look)
        place += len(run["t"])
    return found
