"""A file -> its text and its YAML tree, in which every node knows its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from portal.problems import Place, Report

Node = yaml.Node

# BaseLoader keeps every scalar as the characters of the file; the C parser is many times faster.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file with its name; `first_line` is where it starts, for front matter's body."""

    file: str
    text: str
    first_line: int = 1

    def place(self, node: Node) -> Place:
        """Where a node starts."""
        mark = node.start_mark
        return Place(self.file, mark.line + self.first_line, mark.column + 1)

    @property
    def start(self) -> Place:
        """The first character of the file."""
        return Place(self.file, self.first_line, 1)


def read_source(root: Path, file: str, report: Report) -> Source | None:
    """Reads a file as UTF-8, with any kind of line end; what is not UTF-8 is a problem."""
    try:
        data = (root / file).read_bytes()
    except OSError as error:
        report.problem(Place(file), "unreadable-file", f"The file cannot be read: {error.strerror}.", "")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        report.problem(
            Place(file, line, column),
            "not-utf-8",
            "The file is not UTF-8 text.",
            "Save it again with the encoding UTF-8.",
        )
        return None
    return Source(file, text.replace("\r\n", "\n").replace("\r", "\n"))


def compose(source: Source, report: Report) -> yaml.MappingNode | None:
    """The tree of a YAML file whose top is a mapping; syntax errors are problems."""
    try:
        node = yaml.compose(source.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and mark.line >= source.text.count("\n"):
            mark = error.context_mark or mark  # what is never closed: not the file's end, but where it opens
        place = source.start
        if mark is not None:
            place = Place(source.file, mark.line + source.first_line, mark.column + 1)
        report.problem(
            place,
            "yaml-syntax",
            f"This is not valid YAML: {error.problem or error.context}.",
            "Look at this line and the one above: often a quote, a colon or an indent is amiss.",
        )
        return None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        report.problem(
            _place_of_index(source, position if isinstance(position, int) else 0),
            "yaml-syntax",
            "The file holds a control character, which YAML does not allow.",
            "Delete it. It may be invisible: copy the line anew as plain text.",
        )
        return None
    if node is None:
        report.problem(source.start, "empty-file", "The file is empty.", "Write it or delete it.")
        return None
    if not isinstance(node, yaml.MappingNode):
        report.problem(source.place(node), "wrong-type", "Here should be 'key: value' lines.", "")
        return None
    return node


def _place_of_index(source: Source, index: int) -> Place:
    before = source.text[:index]
    line = before.count("\n")
    return Place(source.file, line + source.first_line, index - (before.rfind("\n") + 1) + 1)


def read_mapping(source: Source, node: Node, report: Report) -> dict[str, Node]:
    """The entries of a mapping node by key; a key that stands twice is a problem."""
    if not isinstance(node, yaml.MappingNode):
        report.problem(source.place(node), "wrong-type", "Here should be 'key: value' lines.", "")
        return {}
    entries: dict[str, Node] = {}
    for key_node, value in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            report.problem(source.place(key_node), "wrong-type", "A key must be a plain word.", "")
            continue
        key = key_node.value
        if key in entries:
            report.problem(
                source.place(key_node),
                "duplicate-key",
                f"The key '{key}' stands here twice.",
                "Delete one of the two, or join them.",
            )
            continue
        entries[key] = value
    return entries
