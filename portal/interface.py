"""Jinja templates -> the texts in them that readers see, as messages for translators.

A template writes `{{ _("Easy Finnish.") }}` in text and `{{ label("Easy Finnish.") }}` in attributes.
A comment `{# note: ... #}` on the line above explains the text to translators.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from portal.inputs import program
from portal.model import Text
from portal.nodes import read_source
from portal.problems import Place, Report
from portal.remembering import CACHE, Memory, key_of

TEMPLATES = "templates"
_OPTIONS = {"silent": "false", "trimmed": "true"}


_MOST = 20
"""So many states of the templates are remembered."""


def read_interface(root: Path, report: Report) -> tuple[Text, ...]:
    """Every text of every template, in the order of the files; remembered for templates that did not change."""
    paths = sorted(path for path in (root / TEMPLATES).rglob("*") if path.suffix in {".html", ".xml", ".txt"})
    sources = [read_source(root, path.relative_to(root).as_posix(), report) for path in paths]
    read = [source for source in sources if source is not None]
    memory = Memory(root / CACHE / "interface", most=_MOST)
    key = key_of([program(), *(part for source in read for part in (source.file, source.text))])
    kept = memory.recall(key)
    if kept is not None:
        return tuple(Text(source=words, place=Place(*place), note=note) for words, place, note in json.loads(kept))
    own = Report()
    texts = tuple(text for source in read for text in _texts(source.file, source.text, own))
    report.add(own.problems)
    if not own.problems:
        rows = [(text.source, (text.place.file, text.place.line, text.place.column), text.note) for text in texts]
        memory.keep(key, json.dumps(rows, ensure_ascii=False).encode())
        memory.thin_out()
    return texts


def _texts(file: str, template: str, report: Report) -> list[Text]:
    try:
        rows = list(babel_extract(BytesIO(template.encode()), ("_", "label"), ["note:"], _OPTIONS))
    except TemplateSyntaxError as error:
        report.problem(
            Place(file, error.lineno, 1),
            "template-syntax",
            f"Jinja does not understand this: {error.message}",
            "Look at the brackets and quotes of this line and the one above.",
        )
        return []
    lines = template.split("\n")
    found = []
    for line, _function, message, comments in rows:
        place = Place(file, line, _column(lines, line))
        # A call with values comes as the text and a None for each value.
        message, *values = message if isinstance(message, tuple) else (message,)
        if not isinstance(message, str) or any(value is not None for value in values):
            report.problem(
                place,
                "template-text",
                "_( ) and label( ) take one text between quotes.",
                "Write the whole sentence there; give values by name: _('Step {number}', number=1).",
            )
            continue
        note = " ".join(re.sub(r"^note:\s*", "", comment) for comment in comments)
        source = " ".join(message.split())
        found.append(Text(source=source, place=place, note=note or "Text of the pages' frame."))
    return found


def _column(lines: list[str], line: int) -> int:
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(r"\b(?:_|label)\(", text)
    return found.start() + 1 if found else 1
