"""A tree of blocks -> the bytes of a PDF, by Typst, from data alone: the same on every machine."""

from __future__ import annotations

import json
from functools import cache, cached_property
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from typing import Any

import typst

from portal import fonts
from portal.leaflets.tree import Node
from portal.model import Language, LeafletFormat
from portal.remembering import CACHE, Memory, key_of
from portal.sense_lines import LONGEST, clause_words, sense_lines

TYPE_TEMPLATES = "templates/leaflets"

_TEMPLATE = {
    LeafletFormat.TRIFOLD: "trifold.typ",
    LeafletFormat.WALLET: "cards.typ",
    LeafletFormat.WORKER: "cards.typ",
    LeafletFormat.POSTER: "poster.typ",
}
_SHEET = "sheet.typ"

_EMS: dict[LeafletFormat, float] = {
    LeafletFormat.A4: 160 / 4.94,
    LeafletFormat.A5: 120 / 4.94,
    LeafletFormat.LARGE: 170 / 6.35,
    LeafletFormat.BILINGUAL: 121 / 4.94,
    LeafletFormat.TRIFOLD: 86 / 4.94,
}
"""How many ems of text stand beside each other: the width of the column by the size of the type, both in mm."""

_SIZES: dict[LeafletFormat, tuple[float, ...]] = {
    LeafletFormat.LARGE: (18,),
    LeafletFormat.TRIFOLD: (14, 13.5, 13, 12.5, 12),
    LeafletFormat.WALLET: (12, 11.5, 11, 10.5, 10, 9.5, 9),
    LeafletFormat.WORKER: (14, 13, 12, 11),
    LeafletFormat.POSTER: (30, 28, 26, 24, 22, 20, 18, 16, 14),
}
"""The sizes of type, in points, that are tried in turn where a format has only so much room."""

_TIGHTER: dict[LeafletFormat, float] = {LeafletFormat.TRIFOLD: 0.8}
"""How much of the usual room between blocks stays where the first size does not fit. Letters that are read well
are worth more than air, as long as it is seen where a paragraph begins.
"""

_WITHOUT_SPACES = frozenset({"Hans", "Mymr", "Thai"})
"""Scripts that put no space between words: where a line may end there, only Typst knows."""

_SHORT_NAME = 30

_OVER = "does-not-fit"
_LEAD = 1.12
"""How much bigger the summary under the title is."""

_HEADING = 1.25
"""How much wider the letters of headings are than those of the text."""


class DoesNotFit(Exception):
    """The words are too many for the format; `where` names the part of the sheet."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class NotSet(Exception):
    """Typst refused; what it said is meant for the person who writes templates."""


class Typesetter:
    """Sets leaflets for one project; may be used by several threads at once."""

    def __init__(self, root: Path) -> None:
        self._folder = root / TYPE_TEMPLATES
        self._memory = Memory(root / CACHE / "leaflets")

    @cached_property
    def _made_with(self) -> bytes:
        """All that makes the same data another PDF."""
        own = [Path(__file__), Path(fonts.__file__), Path(sense_lines.__code__.co_filename)]
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
        sizes = _SIZES.get(format, (14,))
        tighter = _TIGHTER.get(format, 1)
        where = ""
        for size, gaps in dict.fromkeys([(sizes[0], 1), *((size, tighter) for size in sizes)]):
            lined = _with_lines(data, format, language, size) if format in _EMS else data
            try:
                return self._compiled(_TEMPLATE.get(format, _SHEET), lined | {"size": size, "gaps": gaps})
            except DoesNotFit as reason:
                where = reason.where
        raise DoesNotFit(where)

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


def _with_lines(data: dict[str, Any], format: LeafletFormat, language: Language, size: float) -> dict[str, Any]:
    """The data with the ends of lines marked in every block, in the own language and in Finnish."""
    own_width = fonts.FACES[language.script].width
    ems = _EMS[format] * _SIZES.get(format, (14,))[0] / size
    lined = dict(data)
    for name, code, width in (("body", language.code, own_width), ("finnish", data["source"], 0.53)):
        if data.get(name) and not (name == "body" and language.script in _WITHOUT_SPACES):
            letters, beside = ems / width, _BESIDE.get(format, 1.0)
            lined[name] = [_marked(node, code, data["source"], letters, beside) for node in data[name]]
    return lined


_BESIDE = {LeafletFormat.A4: 0.6}
"""Where the meaning of a word stands beside it, its column is so much of the whole."""


def _marked(node: Node, language: str, source: str, letters: float, beside: float) -> Node:
    """A copy of a block with the ends of its lines."""
    classes = node.get("class", "").split()
    if "foot" in classes:
        return node  # small words that run on
    found = dict(node)
    if "kids" in node:
        inside = letters * beside if node["tag"] == "dd" else letters
        found["kids"] = [_marked(kid, language, source, inside, beside) for kid in node["kids"]]
    if "runs" in node and node["tag"] != "dt":  # a word, or words before a line to write on
        words = clause_words(source if node.get("lang") == source else language)
        room = letters / _LEAD if "lead" in classes else letters
        found["runs"] = with_breaks(node["runs"], _longest(node["tag"], room, beside), words)
    return found


def _longest(tag: str, letters: float, beside: float) -> int:
    """How many characters a line of a block may have."""
    if tag in {"h1", "h2", "h3", "h4"}:
        letters /= _HEADING
    elif tag == "li":
        letters -= 3
    elif tag == "dd":
        letters *= beside
    return min(LONGEST, int(letters))


def _stays_whole(run: dict[str, Any]) -> bool:
    """A phone or a price never breaks; nor does the short Finnish word behind a translated one."""
    return bool(run.get("whole") or (run.get("lang") and len(run["t"]) <= _SHORT_NAME))


def with_breaks(runs: list[dict[str, Any]], longest: int, starters: frozenset[str]) -> list[dict[str, Any]]:
    """Runs cut where lines end, with `br` between; what must stay on one line is not cut."""
    text = "".join(run["t"].replace(" ", "\u00a0") if _stays_whole(run) else run["t"] for run in runs)
    ends, place = set(), 0
    for line in sense_lines(text, longest, starters)[:-1]:
        place += len(line)
        ends.add(place)
    found: list[dict[str, Any]] = []
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
