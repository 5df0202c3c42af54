"""YAML and Markdown files -> dataclasses, driven by their fields: every mistake gets a place and a way out.

Scalars are never guessed: they are read as the characters that stand in the file and turned into
what the field declares. So `10:30` stays a time, `0301234` a phone number and `no` the language code.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING as NO_DEFAULT
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

import yaml

from portal.model import PartialDate, Prose, SearchWords, Text
from portal.nodes import Node, Source, read_mapping
from portal.problems import Place, Report, did_you_mean
from portal.prose import read_prose

D = TypeVar("D")
WRONG = object()
"""What a value that could not be read is, so that reading goes on and finds the other mistakes."""


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def read_dataclass(source: Source, node: Node, kind: type[D], report: Report, **given: object) -> D | None:
    """Reads a mapping node as a dataclass, or tells all that is wrong with it and gives `None`.

    A field named `place` gets the node's place; fields with the metadata `given` come from the caller.
    """
    if not isinstance(node, yaml.MappingNode):
        report.problem(
            source.place(node),
            "wrong-type",
            "Here should be 'key: value' lines.",
            "Known keys: " + ", ".join(_keys(kind)) + ".",
        )
        return None
    entries = read_mapping(source, node, report)
    hints = _hints(cast(Any, kind))
    values: dict[str, object] = dict(given)
    if "place" in hints:
        values["place"] = source.place(node)
    keys = _keys(kind)
    for key_node, _ in node.value:
        key = getattr(key_node, "value", None)
        if isinstance(key, str) and key not in keys:
            report.problem(
                source.place(key_node),
                "unknown-key",
                f"'{key}' is not a key here.",
                did_you_mean(key, keys) or "Known keys: " + ", ".join(keys) + ".",
            )
    whole = True
    for item in dataclasses.fields(cast(Any, kind)):
        if item.name not in keys:
            continue
        if item.name in entries:
            value = _read_field(source, entries[item.name], hints[item.name], item, report)
            whole = whole and value is not WRONG
            values[item.name] = value
        elif item.default is NO_DEFAULT and item.default_factory is NO_DEFAULT:
            report.problem(
                source.place(node),
                "missing-key",
                f"The key '{item.name}' is missing.",
                f"Write a line '{item.name}: ...'.",
            )
            whole = False
    return kind(**values) if whole else None


def _keys(kind: type) -> list[str]:
    return [
        item.name
        for item in dataclasses.fields(cast(Any, kind))
        if item.name != "place" and not item.metadata.get("given")
    ]


def _read_field(source: Source, node: Node, hint: Any, item: dataclasses.Field[Any], report: Report) -> object:
    words: Mapping[str, object] = item.metadata.get("words", {})
    if isinstance(node, yaml.ScalarNode) and node.value in words:
        return words[node.value]
    required = item.default is NO_DEFAULT and item.default_factory is NO_DEFAULT
    if hint is str and required and isinstance(node, yaml.ScalarNode) and not node.value.strip():
        _empty(source.place(node), report)
        return WRONG
    return _read_value(source, node, hint, item.metadata.get("note", ""), report)


def _read_value(source: Source, node: Node, hint: Any, note: str, report: Report) -> object:
    """Reads a node as the declared type: each type has one way to be written."""
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        hint = next(option for option in typing.get_args(hint) if option is not type(None))
        origin = typing.get_origin(hint)
    if origin is tuple:
        return _read_tuple(source, node, typing.get_args(hint)[0], note, report)
    if origin in {dict, Mapping}:
        return _read_dict(source, node, typing.get_args(hint)[1], note, report)
    if hint not in {Text, SearchWords, Prose, PartialDate} and dataclasses.is_dataclass(hint):
        value: object = read_dataclass(source, node, cast(type, hint), report)
        return WRONG if value is None else value
    if not isinstance(node, yaml.ScalarNode):
        report.problem(source.place(node), "wrong-type", "Here should be one value, not a list.", "")
        return WRONG
    return _read_scalar(source, node, hint, note, report)


def _read_tuple(source: Source, node: Node, inner: Any, note: str, report: Report) -> object:
    if isinstance(node, yaml.MappingNode) and dataclasses.is_dataclass(inner):
        return read_entries(source, node, cast(type, inner), report)
    named = dataclasses.is_dataclass(inner) and dataclasses.fields(inner)[0].metadata.get("given")
    if named:
        report.problem(source.place(node), "wrong-type", "Here should be 'name: {...}' entries, not a list.", "")
        return WRONG
    if not isinstance(node, yaml.SequenceNode):
        report.problem(source.place(node), "wrong-type", "Here should be a list.", "Write [one, two].")
        return WRONG
    items = [_read_value(source, item, inner, note, report) for item in node.value]
    return WRONG if WRONG in items else tuple(items)


def read_entries(source: Source, node: Node, kind: type[D], report: Report) -> tuple[D, ...]:
    """Reads `key: {...}` entries as dataclasses; the key becomes the first field of each."""
    first = dataclasses.fields(cast(Any, kind))[0].name
    entries = read_mapping(source, node, report)
    values = (read_dataclass(source, value, kind, report, **{first: key}) for key, value in entries.items())
    return tuple(value for value in values if value is not None)


def _read_dict(source: Source, node: Node, inner: Any, note: str, report: Report) -> object:
    if not isinstance(node, yaml.MappingNode):
        report.problem(source.place(node), "wrong-type", "Here should be 'key: value' lines.", "")
        return WRONG
    entries = read_mapping(source, node, report)
    values = {key: _read_value(source, value, inner, note, report) for key, value in entries.items()}
    return WRONG if WRONG in values.values() else values


_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _read_scalar(source: Source, node: yaml.ScalarNode, hint: Any, note: str, report: Report) -> object:
    place = source.place(node)
    value: str = node.value
    if hint is Prose:
        return _prose(source, node, note, report)
    if hint in {Text, SearchWords}:
        message = " ".join(part for part in re.split(r"[ \t\n]+", value) if part)
        if not message:
            _empty(place, report)
            return WRONG
        return cast(type[Text], hint)(source=message, place=place, note=note)
    if hint is str:
        return value.strip()
    return _read_exact(place, value.strip(), hint, report)


def _read_exact(place: Place, value: str, hint: Any, report: Report) -> object:
    """A number, date, yes or no, or one word of a fixed set."""
    try:
        if hint is bool:
            return {"yes": True, "no": False}[value]
        if hint is int:
            return int(value)
        if hint is Decimal:
            return Decimal(value)
        if hint is date:
            return date.fromisoformat(value)
        if hint is PartialDate:
            return _partial_date(value)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(value)
    except (KeyError, ValueError, InvalidOperation):
        report.problem(place, "wrong-value", f"'{value}' cannot stand here.", _expected(value, hint))
        return WRONG
    raise TypeError(f"no way to read {hint}")


def _expected(value: str, hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return did_you_mean(value, [member.value for member in hint])
    return {
        bool: "Write yes or no.",
        int: "Write a whole number.",
        Decimal: "Write a number with a point: 6.60.",
        date: "Write a day as 2026-12-31.",
        PartialDate: "Write a year, a month or a day: 2026, 2026-09 or 2026-09-30; or unknown.",
    }[hint]


def _partial_date(value: str) -> PartialDate:
    if value == "unknown":
        return PartialDate(0)
    found = _PARTIAL_DATE.fullmatch(value)
    if not found:
        raise ValueError(value)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    date(year, month or 1, day or 1)
    return PartialDate(year, month, day)


def _empty(place: Place, report: Report) -> None:
    report.problem(place, "empty-text", "The text is empty.", "Write it, or delete the key.")


def _prose(source: Source, node: yaml.ScalarNode, note: str, report: Report) -> object:
    """A block scalar holds Markdown; its lines are the file's own lines."""
    place = source.place(node)
    if node.style == ">":
        report.problem(place, "folded-text", "'>' joins the lines of a Markdown text.", "Write '|' instead.")
        return WRONG
    first, indent = place.line, place.column - 1
    if node.style == "|":
        first, indent = place.line + 1, _indent_of(source, node)
    prose = read_prose(node.value, Place(source.file, first, indent + 1), 3, note, report)
    if not prose.blocks:
        _empty(place, report)
        return WRONG
    return prose


def _indent_of(source: Source, node: yaml.ScalarNode) -> int:
    """How far the lines of a block scalar are indented in the file."""
    lines = source.text.split("\n")[node.start_mark.line + 1 :]
    first = next((line for line in lines if line.strip()), "")
    return len(first) - len(first.lstrip(" "))
