"""Words -> how wide each of their letters is on paper, so that a line is as long as its place and no longer.

An average would be safe only if it were the widest text's: then every other text would have short lines, more of
them, and less room for big letters.
"""

from __future__ import annotations

import marshal
import sys
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portal import fonts
from portal.remembering import Memory, key_of

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_BOLD = 700
_UNKNOWN = 0.7
"""The width in ems of a letter that no font has; the leaflet is not set then."""


@dataclass(frozen=True, slots=True)
class _Widths:
    """The widths of a script's characters in ems, by their numbers in Unicode."""

    plain: dict[int, float]
    """Of a character that stands alone."""
    shapes: dict[str, dict[int, float]]
    """Where letters are joined: of each one's shape at the beginning, in the middle and at the end of a word."""


@dataclass(slots=True)
class Letters:
    """How wide letters are, kept in `memory`: to open fonts takes longer than to set a leaflet."""

    memory: Memory | None = None
    _known: dict[tuple[str, bool], _Widths] = field(default_factory=dict, init=False)

    def widths(self, text: str, script: str, *, bold: bool = False) -> list[float]:
        """How wide each character is, in ems; a mark above or below a letter has no width of its own."""
        of = self._of(script, bold)
        found = [of.plain.get(ord(letter), _UNKNOWN) for letter in text]
        if of.shapes:
            for at, shape in _joined(text, frozenset(of.shapes["fina"]), frozenset(of.shapes["init"])):
                found[at] = of.shapes[shape].get(ord(text[at]), found[at])
        return [
            0.0 if unicodedata.category(letter) in {"Mn", "Cf"} else wide
            for letter, wide in zip(text, found, strict=True)
        ]

    def known(self, script: str) -> Collection[int]:
        """Every character that a language in this script can be printed with, as its number in Unicode."""
        return self._of(script, bold=False).plain.keys()

    def _of(self, script: str, bold: bool) -> _Widths:
        known = self._known.get((script, bold))
        if known is None:
            known = self._known[script, bold] = self._recalled(script, bold)
        return known

    def _recalled(self, script: str, bold: bool) -> _Widths:
        if self.memory is None:
            return _measured(script, bold)
        key = key_of([sys.version, fonts.versions(), Path(__file__).read_bytes(), script, str(bold)])
        kept = self.memory.recall(key)
        if kept is not None:
            # Python's own form for plain values, read by the Python that wrote it.
            return _Widths(*marshal.loads(kept))
        made = _measured(script, bold)
        self.memory.keep(key, marshal.dumps((made.plain, made.shapes)))
        return made


@cache
def _measured(script: str, bold: bool) -> _Widths:
    return _Widths(_plain(script, bold), _shapes(script, bold))


def _joined(text: str, joins_before: frozenset[int], joins_behind: frozenset[int]) -> list[tuple[int, str]]:
    """The letters that are joined to a neighbour, each with the name of its shape in OpenType."""
    places = [at for at, letter in enumerate(text) if unicodedata.category(letter) != "Mn"]
    codes = [ord(text[at]) for at in places]
    found = []
    for number, code in enumerate(codes):
        before = number > 0 and code in joins_before and codes[number - 1] in joins_behind
        behind = number + 1 < len(codes) and code in joins_behind and codes[number + 1] in joins_before
        if before or behind:
            found.append((places[number], "medi" if before and behind else "fina" if before else "init"))
    return found


def _plain(script: str, bold: bool) -> dict[int, float]:
    """The width of each character that stands alone, from the first family that has it, as Typst chooses."""
    found: dict[int, float] = {}
    for family in fonts.families(script):
        with _opened(family, bold) as font:
            names = font.getBestCmap()
            found = _in_ems(font, names, bold) | found
    return found


def _shapes(script: str, bold: bool) -> dict[str, dict[int, float]]:
    """Of a script whose letters are joined: the widths of the shapes at the beginning, middle and end of a word."""
    if script != "Arab":
        return {}
    with _opened(fonts.FACES[script].family, bold) as font:
        table, names = font["GSUB"].table, font.getBestCmap()
        found: dict[str, dict[int, float]] = {}
        for record in table.FeatureList.FeatureRecord:
            if record.FeatureTag in {"init", "medi", "fina"} and record.FeatureTag not in found:
                shapes: dict[str, str] = {}
                for number in record.Feature.LookupListIndex:
                    for part in table.LookupList.Lookup[number].SubTable:
                        shapes |= getattr(part, "ExtSubTable", part).mapping
                joined = {code: shapes[name] for code, name in names.items() if name in shapes}
                found[str(record.FeatureTag)] = _in_ems(font, joined, bold)
        return found


def _opened(family: str, bold: bool) -> TTFont:
    from fontTools.ttLib import TTFont  # dear to load, and asked for only where leaflets are made

    return TTFont(_file(family, bold), lazy=True)


def _file(family: str, bold: bool) -> Path:
    """The upright file of a family: one with an axis for weight, or the one of the weight."""
    files = fonts.upright(family)
    name = "-Bold." if bold else "-Regular."
    return next((path for path in files if "wght" in path.name or name in path.name), files[0])


def _in_ems(font: TTFont, names: dict[int, str], bold: bool) -> dict[int, float]:
    glyphs = font.getGlyphSet(location={"wght": _BOLD} if bold and "fvar" in font else None)
    em = font["head"].unitsPerEm
    return {code: float(glyphs[name].width / em) for code, name in names.items()}
