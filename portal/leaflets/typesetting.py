"""A tree of blocks -> the bytes of a PDF, by Typst, from data alone: the same on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from typing import Any

import typst

from portal import fonts
from portal.leaflets import lining, measuring
from portal.leaflets.lining import with_lines
from portal.leaflets.measuring import Letters
from portal.model import Language, LeafletFormat
from portal.remembering import CACHE, Memory, key_of
from portal.sense_lines import clause_words, sense_lines

TYPE_TEMPLATES = "templates/leaflets"

_TEMPLATE = {
    LeafletFormat.TRIFOLD: "trifold.typ",
    LeafletFormat.WALLET: "cards.typ",
    LeafletFormat.WORKER: "cards.typ",
    LeafletFormat.POSTER: "poster.typ",
}
_SHEET = "sheet.typ"

_SIZES: dict[LeafletFormat, tuple[float, ...]] = {
    LeafletFormat.LARGE: (18,),
    LeafletFormat.WALLET: (12, 11.5, 11, 10.5, 10, 9.5, 9),
    LeafletFormat.WORKER: (14, 13, 12, 11),
    LeafletFormat.POSTER: (30, 28, 26, 24, 22, 20, 18, 16, 14),
}
"""The sizes of type, in points, that are tried in turn where a format has only so much room; 14 for the others."""


_SHEETS = frozenset({LeafletFormat.A4, LeafletFormat.A5, LeafletFormat.LARGE})
"""Formats that go on for as many sheets as they need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to set a leaflet: how big its letters are, and what gives way so that they fit."""

    size: float
    gaps: float = 1
    """How much of the usual room between blocks stays. It must be seen where a paragraph begins."""
    cut: bool = False
    """Whether a paragraph may go on in the next panel."""
    together: bool = False
    """Whether the foot takes what stands above it along to a new sheet, where it would be alone there."""
    flap: bool = False
    """Whether the last answer stands whole on the flap, where else there are more of the words."""


def _ways(format: LeafletFormat) -> Iterator[_Way]:
    """The ways to set a leaflet, the best to read first. Big letters are worth more than air."""
    if format is LeafletFormat.TRIFOLD:
        yield from (_Way(size=14), _Way(size=14, gaps=0.8))
        # An answer in another place is read as well; a sentence that goes on in another panel is not.
        yield _Way(size=14, gaps=0.8, flap=True)
        yield _Way(size=14, gaps=0.8, cut=True)
        yield _Way(size=14, gaps=0.8, flap=True, cut=True)
    else:
        sizes = _SIZES.get(format, (14,))
        yield from (_Way(size=size) for size in sizes)
        if format in _SHEETS:
            # A little less air may save a whole sheet for the foot.
            yield from (_Way(size=sizes[-1], gaps=gaps) for gaps in (0.9, 0.8))
            yield _Way(size=sizes[-1], together=True)


_OVER = "does-not-fit"


class DoesNotFit(Exception):
    """The words are too many for the format; `where` names the part of the sheet, `size` its smallest letters."""

    def __init__(self, where: str, size: float = 0) -> None:
        super().__init__(where)
        self.where = where
        self.size = size


class NotSet(Exception):
    """Typst refused; what it said is meant for the person who writes templates."""


class Typesetter:
    """Sets leaflets for one project; may be used by several threads at once."""

    def __init__(self, root: Path) -> None:
        self._folder = root / TYPE_TEMPLATES
        self._memory = Memory(root / CACHE / "leaflets")
        self.letters = Letters(Memory(root / CACHE / "letters"))

    @cached_property
    def _made_with(self) -> bytes:
        """All that makes the same data another PDF."""
        modules = (__file__, fonts.__file__, lining.__file__, measuring.__file__, sense_lines.__code__.co_filename)
        own = [Path(name) for name in modules]
        files = [*sorted(self._folder.glob("*.typ")), *own]
        parts: list[bytes | str] = [version("typst"), fonts.versions()]
        return key_of([*parts, *(path.read_bytes() for path in files)]).encode()

    def pdf(self, format: LeafletFormat, language: Language, data: dict[str, Any]) -> bytes:
        """The PDF; taken from the cache where the same was set before. Raises `DoesNotFit`."""
        plain = json.dumps(data, ensure_ascii=False, sort_keys=True)
        words = [" ".join(sorted(clause_words(code))) for code in (language.code, data["source"])]
        key = key_of([self._made_with, format.value, language.code, language.script, *words, plain])
        return self._memory.remember(key, lambda: self._set(format, language, data))

    def thin_out(self) -> None:
        """Lets the oldest of very many remembered leaflets go."""
        self._memory.thin_out()

    def _set(self, format: LeafletFormat, language: Language, data: dict[str, Any]) -> bytes:
        where, least = "", 0.0
        for way in _ways(format):
            lined = with_lines(data, format, language, way.size, self.letters)
            try:
                return self._compiled(_TEMPLATE.get(format, _SHEET), lined | asdict(way))
            except DoesNotFit as reason:
                where, least = reason.where, way.size
        raise DoesNotFit(where, least)

    def _compiled(self, template: str, data: dict[str, Any]) -> bytes:
        compiler = typst.Compiler(
            str(self._folder / template),
            root=str(self._folder),
            font_paths=_faces(),
            ignore_system_fonts=True,
            # Packages would come from the network: these folders are not there.
            package_path=str(self._folder / "no-packages"),
            package_cache_path=str(self._folder / "no-packages"),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            if _OVER in str(error.message):
                where = str(error.message).partition(f"{_OVER}: ")[2]
                raise DoesNotFit("".join(takewhile(str.isalpha, where))) from None
            raise NotSet(str(error.message)) from error
        assert isinstance(made, bytes)
        return made


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders()],
    )
