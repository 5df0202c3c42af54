"""`content/pictures.yaml` and the drawings of `templates/pictures/`, made of shared parts -> pictures, and the icon."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from portal.inputs import program
from portal.model import Picture
from portal.nodes import compose, read_source
from portal.problems import Place, Problem, Report, did_you_mean
from portal.reading import read_entries
from portal.remembering import CACHE, Memory, key_of

PICTURES = "content/pictures.yaml"
DRAWINGS = "templates/pictures"
PARTS, ICON = "parts.svg", "icon.svg"


def read_pictures(root: Path, report: Report) -> tuple[Picture, ...]:
    """Every picture with its drawing. A project without `content/pictures.yaml` shows no pictures."""
    if not (root / PICTURES).exists():
        return ()
    source = read_source(root, PICTURES, report)
    node = compose(source, report) if source else None
    drawings = _read_drawings(root, report)
    if source is None or node is None or drawings is None:
        return ()
    pictures = read_entries(source, node, Picture, report)
    drawn, listed = set(drawings), {picture.id for picture in pictures}
    for picture in pictures:
        if picture.id not in drawn:
            report.problem(
                picture.place,
                "undrawn-picture",
                f"There is no drawing '{drawing_file(picture.id)}'.",
                did_you_mean(picture.id, drawn - listed) or "Draw it, or delete this entry.",
            )
    for name in sorted(drawn - listed):
        report.problem(
            Place(drawing_file(name)),
            "unlisted-picture",
            f"No entry of {PICTURES} says what this picture shows.",
            f"Write '{name}: {{alt: ...}}' there, or delete the file.",
        )
    return tuple(replace(picture, drawing=drawings.get(picture.id, "")) for picture in pictures)


def read_icon(root: Path, report: Report) -> str:
    """The drawing of the site's own sign; nothing when the project has none, or it cannot be put together."""
    if not (root / DRAWINGS / ICON).exists():
        return ""
    source = read_source(root, f"{DRAWINGS}/{ICON}", report)
    return (_drawing(_environment({ICON: source.text}), ICON, report) or "") if source else ""


def drawing_file(name: str) -> str:
    """Where the drawing of a picture stands."""
    return f"{DRAWINGS}/{name}.svg"


def _environment(texts: Mapping[str, str]) -> Environment:
    def found(name: str) -> tuple[str, str, None] | None:
        return (texts[name], name, None) if name in texts else None

    return Environment(
        loader=FunctionLoader(found),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _read_drawings(root: Path, report: Report) -> Mapping[str, str] | None:
    """The drawings by the names of their files, put together from the parts; `None` when one cannot be."""
    names = sorted(path.name for path in (root / DRAWINGS).glob("*.svg") if path.name != ICON)
    sources = [read_source(root, f"{DRAWINGS}/{name}", report) for name in names]
    texts = tuple((name, source.text) for name, source in zip(names, sources, strict=True) if source)
    drawings, problems = _remembered(root, texts)
    report.add(problems)
    return drawings if len(texts) == len(names) else None


_Drawings = tuple[Mapping[str, str] | None, tuple[Problem, ...]]


@lru_cache(maxsize=4)
def _remembered(root: Path, texts: tuple[tuple[str, str], ...]) -> _Drawings:
    """The drawings of files by their names and texts, kept in the process and on the disk.

    Every command reads them, and to put all together takes longer than to read a hundred pages.
    """
    memory = Memory(root / CACHE / "drawings", most=4)
    key = key_of([program(), *chain.from_iterable(texts)])
    kept = memory.recall(key)
    if kept is not None:
        return json.loads(kept), ()
    drawings, problems = _put_together(texts)
    if drawings is not None and not problems:
        memory.keep(key, json.dumps(drawings).encode())
        memory.thin_out()
    return drawings, problems


def _put_together(texts: tuple[tuple[str, str], ...]) -> _Drawings:
    report = Report()
    environment = _environment(dict(texts))
    if _drawing(environment, PARTS, report) is None:
        return None, tuple(report.problems)
    parts = environment.get_template(PARTS).module
    environment.globals.update({name: part for name, part in vars(parts).items() if not name.startswith("_")})
    drawings = {Path(name).stem: _drawing(environment, name, report) for name, _ in texts if name != PARTS}
    whole = {name: drawing for name, drawing in drawings.items() if drawing is not None}
    return whole if len(whole) == len(drawings) else None, tuple(report.problems)


def _drawing(environment: Environment, name: str, report: Report) -> str | None:
    """The inside of an SVG element, on one line."""
    try:
        return re.sub(r"\s*\n\s*", "", environment.get_template(name).render())
    except (TemplateError, TypeError, ValueError, OSError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error, name)
        report.problem(
            Place(f"{DRAWINGS}/{name}", line, 1),
            "unfinished-drawing",
            f"The picture cannot be put together: {str(error).rstrip('.')}.",
            f"{DRAWINGS}/{PARTS} holds the parts and what they want to know.",
        )
        return None


def _line_of(error: Exception, name: str) -> int:
    """The line of a drawing that the error comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = (frame.lineno for frame in reversed(frames) if Path(frame.filename).name == name)
    return next(lines, None) or 1
