"""The model's dataclasses -> JSON Schemas, with which editors complete and check what writers write.

Law: a schema refuses no value that the reader and the checks take. Editors read YAML 1.2, so that 2025 and 8.20 are
numbers there, `yes` and a date are words. The exceptions are what nobody means: an unusual way to write a number or a
day; a key with nothing behind it, and `null`, `true` or `false`, of which the reader takes the very word.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
import textwrap
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, cast

from portal.checks.structure import PAGES_OF_SETTINGS, SLUG
from portal.checks.values import ADDRESS, COLOUR, DAYS, FACT_VALUES, TIME
from portal.easy.tables import Table
from portal.languages import LanguageEntry
from portal.model.card import Card, Digit, Sentence
from portal.model.directory import County, Helpline, Hours, Link, Term
from portal.model.easy import EasyReading
from portal.model.facts import Fact, PartialDate
from portal.model.guide import Choice, Guide, GuideOutcome
from portal.model.leaflets import Leaflet
from portal.model.pages import Service, Step, Topic
from portal.model.pictures import Picture
from portal.model.site import Settings, Theme
from portal.model.text import Prose, SearchWords, Text

Schema = dict[str, Any]

FOLDER = "docs/schemas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files of one kind and what they are read as; `names` is how many levels of names stand above each value."""

    name: str
    where: str
    kind: type
    names: int = 0

    @property
    def path(self) -> str:
        """Where the schema lives, from the project folder."""
        return f"{FOLDER}/{self.name}.schema.json"


FILES = (
    Files(name="site", where="content/site.yaml", kind=Settings),
    Files(name="languages", where="content/languages.yaml", kind=LanguageEntry, names=1),
    Files(name="glossary", where="content/glossary.yaml", kind=Term, names=1),
    Files(name="links", where="content/links.yaml", kind=Link, names=1),
    Files(name="helplines", where="content/helplines.yaml", kind=Helpline, names=1),
    Files(name="pictures", where="content/pictures.yaml", kind=Picture, names=1),
    Files(name="guide", where="content/guide.yaml", kind=Guide),
    Files(name="card", where="content/card.yaml", kind=Card),
    Files(name="easy-read", where="content/easy-read.yaml", kind=EasyReading),
    Files(name="facts", where="content/facts/*.yaml", kind=Fact, names=2),
    Files(name="service", where="content/services/*.yaml", kind=Service),
    Files(name="step", where="content/path/*.yaml", kind=Step),
    Files(name="topic", where="content/topics/*.md", kind=Topic),
    Files(name="county", where="content/counties/*.yaml", kind=County),
    Files(name="leaflet", where="content/leaflets/*.yaml", kind=Leaflet),
    Files(name="easy-table", where="portal/easy/tables/*.yaml", kind=Table),
)

_ADDRESS = (ADDRESS, "https:// and the host in small letters a to z")
_COLOUR = (COLOUR, "# and six digits, in quotes: '#1d5c63'")
_LANGUAGE = (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"), "the code of a language: fi")
_SLUG = (SLUG, "a name in small letters a to z, digits and hyphens")
_TIME = (TIME, "hours and minutes, in quotes: '9.00'")

FORMS: Mapping[tuple[type, str], tuple[re.Pattern[str], str]] = {
    **{(Settings, name): _ADDRESS for name in ("address", "publisher_address", "edit", "exit")},
    **dict.fromkeys(((Settings, name) for name in PAGES_OF_SETTINGS), _SLUG),
    **dict.fromkeys(((Term, "page"), (Step, "fork_page"), (GuideOutcome, "services"), (Guide, "start")), _SLUG),
    **dict.fromkeys(((Choice, "question"), (Choice, "outcome")), _SLUG),
    (Settings, "source_language"): _LANGUAGE,
    (Settings, "languages"): _LANGUAGE,
    (Theme, "colour"): _COLOUR,
    (Theme, "colour_dark"): _COLOUR,
    (Term, "draft"): _LANGUAGE,
    (Link, "addresses"): _ADDRESS,
    (Helpline, "languages"): _LANGUAGE,
    (Hours, "days"): (DAYS, "mon-fri or sat"),
    (Hours, "opens"): _TIME,
    (Hours, "closes"): _TIME,
    (County, "link"): _ADDRESS,
    (County, "page"): _ADDRESS,
}
"""Fields whose words, each of them, have a form, and how to say it."""

_LANGUAGES_IN = {Term: ("translations", "avoid"), Link: ("addresses",), County: ("names", "link", "page")}
_LANGUAGES_IN |= {Sentence: ("sounds",), Digit: ("sounds",)}
BY_LANGUAGE = frozenset((kind, name) for kind, names in _LANGUAGES_IN.items() for name in names)
"""Mappings whose keys are codes of languages."""


def schemas() -> dict[str, str]:
    """Every schema as the text of its file, by its path."""
    return {one.path: json.dumps(schema_of(one), ensure_ascii=False, indent=2) + "\n" for one in FILES}


def schema_of(files: Files) -> Schema:
    """The schema of one kind of files: the dataclass and all that it holds, each defined once."""
    definitions: dict[str, Schema] = {}
    top = _reference(files.kind, definitions)
    for _ in range(files.names):
        top = {"type": "object", "additionalProperties": top}
    if files.kind in {Term, Link, Helpline, Picture}:
        top["propertyNames"] = _form(_SLUG, may_be_empty=False)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made from portal/model by 'build.py schemas': change it there.",
        "title": files.where,
        **top,
        "definitions": definitions,
    }


def _reference(kind: type, definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # so that a kind may hold itself
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/definitions/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, Schema]) -> Schema:
    """What `read_dataclass` takes: the same keys, each with its type, and the same ones needed."""
    hints = typing.get_type_hints(kind)
    items = [
        one for one in dataclasses.fields(cast(Any, kind)) if one.name != "place" and not one.metadata.get("given")
    ]
    made: Schema = {
        "description": _one_line(kind.__doc__ or ""),
        "type": "object",
        "properties": {one.name: _property(kind, one, hints[one.name], definitions) for one in items},
        "required": [one.name for one in items if one.default is NO_DEFAULT and one.default_factory is NO_DEFAULT],
        "additionalProperties": False,
    }
    return made | {"allOf": _values_of_facts()} if kind is Fact else made


def _property(kind: type, item: dataclasses.Field[Any], hint: Any, definitions: dict[str, Schema]) -> Schema:
    hint = _without_none(hint)
    form = FORMS.get((kind, item.name))
    needed = item.default is NO_DEFAULT and item.default_factory is NO_DEFAULT
    words = _SOME_TEXT if hint is str and needed and not form else _form(form, item.default == "")
    value = _value(hint, words, definitions)
    if (kind, item.name) in BY_LANGUAGE:
        value["propertyNames"] = _form(_LANGUAGE, may_be_empty=False)
    if item.metadata.get("words"):
        value = {"anyOf": [{"enum": list(item.metadata["words"])}, value]}
    own = _words_under_fields(kind).get(item.name, "")
    return {"description": own or item.metadata.get("note", "") or _one_line(hint.__doc__ or "")} | value


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return next(option for option in typing.get_args(hint) if option is not type(None))
    return hint


def _value(hint: Any, words: Schema, definitions: dict[str, Schema]) -> Schema:
    """What `portal.reading` takes for a type; `words` is what it takes for a `str`."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        value = _value(inner[0], words, definitions)
        if dataclasses.is_dataclass(inner[0]) and dataclasses.fields(inner[0])[0].metadata.get("given"):
            return {"type": "object", "additionalProperties": value}
        return {"type": "array", "items": value}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _value(inner[1], words, definitions)}
    if hint is str:
        return dict(words)
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if dataclasses.is_dataclass(hint):
        return _reference(cast(type, hint), definitions)
    raise TypeError(f"no schema for {hint}")


_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_SOME_TEXT: Schema = {
    "type": ["string", "number"],
    "pattern": r"\S",
    "patternErrorMessage": "The text is empty. Write it, or delete the key.",
}
_SCALARS: Mapping[Any, Schema] = {
    **dict.fromkeys((Text, SearchWords, Prose), _SOME_TEXT),
    bool: {"enum": ["yes", "no"]},
    int: {
        "type": ["integer", "string"],
        "pattern": "^[+-]?[0-9]+(_[0-9]+)*$",
        "patternErrorMessage": "Write a whole number.",
    },
    Decimal: {
        "type": ["number", "string"],
        "pattern": r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$",
        "patternErrorMessage": "Write a number with a point: 6.60.",
    },
    date: {
        "type": "string",
        "pattern": f"^[0-9]{{4}}-{_MONTH}-{_DAY}$",
        "patternErrorMessage": "Write a day as 2026-12-31.",
    },
    PartialDate: {
        "type": ["integer", "string"],
        "minimum": 1000,
        "maximum": 9999,
        "pattern": f"^([0-9]{{4}}(-{_MONTH}(-{_DAY})?)?|unknown)$",
        "patternErrorMessage": "Write a year, a month or a day: 2026, 2026-09 or 2026-09-30; or unknown.",
    },
}


def _form(form: tuple[re.Pattern[str], str] | None, may_be_empty: bool) -> Schema:
    """Words of a form; those that YAML takes for a number are one to editors, and have lost how they were written."""
    if form is None:
        return {"type": ["string", "number"]}
    pattern, wanted = form
    number = next((kind for kind, like in (("number", "1.50"), ("integer", "1")) if pattern.fullmatch(like)), None)
    return {
        "type": ["string", number] if number else "string",
        "pattern": f"^({pattern.pattern}){'?' if may_be_empty else ''}$",
        "patternErrorMessage": f"Write {wanted}.",
    }


def _values_of_facts() -> list[Schema]:
    """The value of a fact has the form of its type."""
    return [
        {
            "if": {"properties": {"type": {"const": kind.value}}, "required": ["type"]},
            "then": {"properties": {"value": _form(form, may_be_empty=True)}},
        }
        for kind, form in FACT_VALUES.items()
    ]


@cache
def _words_under_fields(kind: type) -> dict[str, str]:
    """The docstring under each field, also of the kinds that this one builds on."""
    found: dict[str, str] = {}
    for one in reversed([one for one in kind.__mro__ if dataclasses.is_dataclass(one)]):
        definition = ast.parse(textwrap.dedent(inspect.getsource(one))).body[0]
        for item, after in pairwise(cast(ast.ClassDef, definition).body):
            match item, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                    found[name] = _one_line(words)
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split())
