"""A YAML file of `locales/` that is one list -> its entries as dataclasses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml

from portal.nodes import read_source
from portal.problems import Place, Report
from portal.reading import read_dataclass

D = TypeVar("D")


def read_list(root: Path, file: str, kind: type[D], report: Report) -> Iterator[D]:
    """The entries of the list that can be read; what is wrong with the others is told. No file is no entry."""
    source = read_source(root, file, report) if (root / file).exists() else None
    if source is None:
        return
    try:
        node = yaml.compose(source.text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        report.problem(place, "yaml-syntax", "This is not valid YAML.", "Put the texts between quotes.")
        return
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        report.problem(source.place(node), "wrong-type", "Here should be a list.", "Write '- ' before each entry.")
        return
    for item in node.value:
        entry = read_dataclass(source, item, kind, report)
        if entry is not None:
            yield entry
