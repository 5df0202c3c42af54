"""The model -> schemas for editors: in step with it, true to the real content, and as strict as the reader."""

import copy
import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from portal.environment import ROOT
from portal.languages import LanguageEntry
from portal.model import County, PartialDate, Term, Text
from portal.nodes import Source, compose, read_mapping
from portal.problems import Place, Report
from portal.reading import read_dataclass, read_entries
from portal.schemas import BY_LANGUAGE, FILES, FOLDER, FORMS, Files, schema_of, schemas
from tests.tiny import Ran


class Yaml12(yaml.SafeLoader):
    """YAML 1.2 (its core schema), as editors read it: `no` and a date are words, 8.20 and 010 are numbers."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # PyYAML's own way


for _tag, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), None)
Yaml12.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[1:2] in {"o", "x"} else 10)
)


def _loaded(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)


@cache
def _validator(files: Files) -> Draft7Validator:
    schema = schema_of(files)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def _name(files: Files) -> str:
    return files.name


REAL = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*(ROOT / "content").rglob("*"), *(ROOT / "portal/easy/tables").iterdir()]
    if path.suffix in {".yaml", ".md"}
)


def test_the_schemas_in_the_folder_are_in_step_with_the_model() -> None:
    there = {f"{FOLDER}/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).iterdir()}
    made = schemas()
    assert there.keys() == made.keys()
    assert [name for name in made if made[name] != there[name]] == [], "Run 'python3 build.py schemas'."


def test_the_command_writes_what_is_missing_or_changed_and_its_check_only_tells(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({f"{FOLDER}/site.schema.json": "{}\n", f"{FOLDER}/gone.schema.json": "{}\n"})
    told = run_command(root, "schemas", "--check")
    assert told.code == 1
    assert f"{FOLDER}/gone.schema.json\n" in told.output
    assert f"{FOLDER}/site.schema.json\n" in told.output
    assert "17 files not in step with the model. Run 'python3 build.py schemas' to mend them.\n" in told.output
    assert (root / FOLDER / "site.schema.json").read_text(encoding="utf-8") == "{}\n"
    assert run_command(root, "schemas") == Ran(0, "16 schemas in docs/schemas/. 16 files written, 1 removed.\n")
    assert run_command(root, "schemas", "--check") == Ran(0, "All schemas are in step with the model.\n")


def test_vs_code_knows_which_schema_is_for_which_files() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {one.path: one.where for one in FILES if one.where.endswith(".yaml")}
    assert settings["yaml.yamlVersion"] == "1.2"


@pytest.mark.parametrize("file", REAL)
def test_every_real_file_has_one_schema_and_follows_it(file: str) -> None:
    (files,) = (one for one in FILES if fnmatchcase(file, one.where))
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".md"):
        text = text.split("---\n")[1]
    assert [f"{error.json_path}: {error.message}" for error in _validator(files).iter_errors(_loaded(text))] == []


@pytest.mark.parametrize("files", FILES, ids=_name)
def test_every_key_is_explained(files: Files) -> None:
    for name, kind in schema_of(files)["definitions"].items():
        for key, value in kind["properties"].items():
            assert value["description"].endswith((".", "?")), f"{name}.{key}"
            assert "Mapping" not in value["description"], f"{name}.{key} has the words of Python, not its own"


def test_every_form_is_for_a_field_that_exists() -> None:
    for kind, name in [*FORMS, *BY_LANGUAGE]:
        assert name in {item.name for item in dataclasses.fields(kind)}


GOOD = {
    "site": """
        {title: A, summary: B, source_language: fi, languages: [fi, prs], counties: all, front_page: a-1,
        urgent_page: b, words_page: c, call_page: d, path_page: e, interpreter_page: f, about_page: g, address: "",
        edit: https://a.fi/x, sections: {polku: {title: C}}, theme: {colour: "#1d5c63", colour_dark: "#9ad3d6"}}""",
    "languages": "no: {plural_forms: 'nplurals=2; plural=(n != 1);', script: Latn, direction: ltr}",
    "glossary": """
        perhetyo: {term: perhetyö, explanation: Apua., source: 112, letters: no, translations: {no: x}, draft: [no],
          avoid: {en: [x, y]}, page: perhetyo}""",
    "guide": """
        {title: A, summary: B, intro: C, section: polku, start: x, questions: {x: {text: D, help: E, answers:
        [{text: F, question: x}, {text: G, outcome: y}]}}, outcomes: {y: {title: H, text: I, services: [perhetyo],
        call: a.b, say: [J]}}}""",
    "card": """
        {title: A, summary: B, section: polku, groups: {x: {title: C, intro: D, sentences: [{text: "{language}",
        sounds: {prs: e}}]}}, digits: [{digit: 0, word: nolla, sounds: {ar: f}}]}""",
    "links": "x: {name: A, what: B, group: forms, addresses: {fi: https://a.fi}, source: c, checked: 2025}",
    "helplines": """
        x: {name: A, groups: [urgent, talk], what: B, phone: a.b, free: yes, languages: [fi], note: C, link: d,
          hours: [{days: mon-fri, opens: 9.00, closes: "15.00"}, {days: sun, opens: "9.00", closes: "24.00"}]}
        y: {name: A, groups: [], what: B, hours: always}
        z: {name: A, groups: [], what: B, hours: unknown, free: unknown}""",
    "pictures": "soita: {alt: Puhelin soi., mirror: yes}",
    "easy-read": """
        accepted: {a: 8.20, b: 9}
        allow: [{page: a, rule: b, words: c, reason: d, until: 2026-12-31}]""",
    "facts": """
        a:
          b: {type: phone, value: 112, source: x, checked: 2026-09, confidence: two, valid_until: 2026-12-31}
          c: {type: phone, value: +358 40 1, source: x, checked: unknown, confidence: one, doubt: y}
          d: {type: price, value: 8.20, source: x, checked: 2026, confidence: one}
          e: {type: law, value: 1301/2014, name: y, section: 18 §, source: x, checked: 2026-09-30, confidence: one}
          f: {type: date, value: 2026-03-01, source: x, checked: "2026", confidence: one}
          g: {type: range, value: 1-3, source: x, checked: 2026, confidence: one}
          h: {type: email, value: "", source: x, checked: 2026, confidence: one}
          08: {type: number, source: x, checked: 2026, confidence: one}""",
    "service": """
        title: A
        summary: 112
        order: 20
        sources: [a, b]
        easy: {level: readers, who: x, when: 2026-01-31}
        answers: {what: A, who: A, not_for: A, voluntary: A, cost: A, how: A, then: A, rights: A, call: A}""",
    "step": """
        {title: A, summary: B, step: 1, happens: A, who: A, how_long: A, you_do: A, you_can_ask: A, fork: A,
        fork_page: lastensuojelu, easy: {level: rules}}""",
    "topic": "{title: A, summary: B, section: c, order: -1, term: d, easy: {level: selkokeskus}}",
    "leaflet": """
        formats: [a4, trifold]
        title: A
        summary: B
        section: c
        order: 3
        price: yes
        parts: [{page: d, blocks: [start, what 2], short: [start 1]}]""",
    "county": """
        code: 08
        name: A
        names: {sv: B}
        brand: C
        link: {fi: https://www.a.fi}
        link_confidence: two
        municipalities: [{fi: D, sv: E}]
        guidance:
          name: F
          phone: {type: phone, value: 03 1, source: x, checked: 2026, confidence: one}
          hours: [{days: mon, opens: "9.00", closes: "15.00"}]
        page: {fi: https://a.fi/x}
        home_help:
          {cost: fee, source: x, checked: 2025-12, note: A, doubt: B,
          hour_price: {type: price, value: 6.60, source: x, checked: 2026, confidence: one},
          day_max: {type: price, value: 32, source: x, checked: 2026, confidence: one}}
        note: G
        law: aland""",
    "easy-table": """
        {sentence: {warn: 12, source: a, error: 18}, item: {warn: 1, source: b}, long_word: {warn: 1, source: b},
        paragraph: {warn: 1, source: b}, abbreviations: [esim.], negations: [no], heavy_words: {a: b, no: c}}""",
}
"""For each kind of files a small one that holds every dataclass."""


def _text(files: Files) -> str:
    return "\n".join(GOOD[files.name].split("\n        ")) + "\n"


def _read(files: Files, text: str) -> list[str]:
    """The faults that the reader finds, as it reads files of this kind."""
    report = Report()
    source = Source("x.yaml", text)
    node = compose(source, report)
    assert node is not None, text
    given: dict[str, Any] = {"slug": "x"} if "slug" in {one.name for one in dataclasses.fields(files.kind)} else {}
    if files.names == 0:
        read_dataclass(source, node, files.kind, report, **given)
    elif files.names == 1:
        read_entries(source, node, files.kind, report)
    else:
        for group in read_mapping(source, node, report).values():
            for value in read_mapping(source, group, report).values():
                read_dataclass(source, value, files.kind, report)
    return [problem.rule for problem in report.sorted]


@dataclass(frozen=True)
class Spot:
    """Where a value of a dataclass stands in a loaded file, and its definition in the schema."""

    name: str
    way: tuple[Any, ...]
    schema: dict[str, Any]


def _spots(files: Files, schema: dict[str, Any], value: Any, way: tuple[Any, ...] = ()) -> Iterator[Spot]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        definition = schema_of(files)["definitions"][name]
        yield Spot(name, way, definition)
        for key, inner in value.items():
            yield from _spots(files, definition["properties"][key], inner, (*way, key))
    elif "anyOf" in schema:
        yield from _spots(files, schema["anyOf"][1], value, way)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _spots(files, schema["additionalProperties"], inner, (*way, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _spots(files, schema["items"], inner, (*way, place))


def _at(value: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        value = value[step]
    return value


def _faults(files: Files) -> Iterator[tuple[str, str, Any]]:
    """The good file with one fault planted, each in turn: what it is, the rule that names it, the faulty content."""
    good = _loaded(_text(files))
    schema = schema_of(files)
    for spot in _spots(files, schema, good):
        changes: list[tuple[str, str, str, Any]] = [("unknown", "unknown-key", "colour_of_it", "x")]
        changes += [("missing", "missing-key", key, None) for key in spot.schema["required"]]
        for key, inner in spot.schema["properties"].items():
            changes.append(("list in list", "wrong-type", key, [["x"]]))
            if "enum" in inner:
                changes.append(("wrong word", "wrong-value", key, "x"))
            if inner.get("pattern") == r"\S":
                changes.append(("empty", "empty-text", key, ""))
        for what, rule, key, value in changes:
            faulty = copy.deepcopy(good)
            holder = _at(faulty, spot.way)
            if value is None:
                del holder[key]
            else:
                holder[key] = value
            yield f"{what} {spot.name}.{key}", rule, faulty


@pytest.mark.parametrize("files", FILES, ids=_name)
def test_what_holds_no_fault_is_taken_by_schema_and_reader(files: Files) -> None:
    assert [error.message for error in _validator(files).iter_errors(_loaded(_text(files)))] == []
    assert _read(files, _text(files)) == []


@pytest.mark.parametrize("files", FILES, ids=_name)
def test_a_fault_in_any_dataclass_is_refused_by_schema_and_reader_alike(files: Files) -> None:
    seen = {spot.name for spot in _spots(files, schema_of(files), _loaded(_text(files)))}
    assert seen == schema_of(files)["definitions"].keys()
    for what, rule, faulty in _faults(files):
        assert not _validator(files).is_valid(faulty), what
        assert rule in _read(files, yaml.safe_dump(faulty, allow_unicode=True)), what


@pytest.mark.parametrize(
    ("name", "good", "faulty"),
    [
        ("facts", "value: 8.20", "value: 8,20 e"),
        ("facts", "value: 1301/2014", "value: law 1301"),
        ("facts", "value: 2026-03-01", "value: 1.3.2026"),
        ("facts", "value: 1-3", "value: 3"),
        ("facts", "checked: 2026-09,", "checked: 2026-13,"),
        ("facts", "checked: 2026-09,", "checked: 9.2026,"),
        ("facts", "valid_until: 2026-12-31", "valid_until: 2026-12"),
        ("helplines", "days: mon-fri", "days: ma-pe"),
        ("helplines", 'closes: "15.00"', "closes: afternoon"),
        ("helplines", "hours: always", "hours: often"),
        ("links", "https://a.fi", "http://a.fi"),
        ("links", "fi: https", "FI: https"),
        ("site", '"#1d5c63"', "green"),
        ("site", "front_page: a-1", "front_page: Etusivu"),
        ("site", "[fi, prs]", "[fi, Dari]"),
        ("glossary", "letters: no", "letters: never"),
        ("glossary", "letters: no", "letters: true"),
        ("glossary", "perhetyo: {", "Perhetyö: {"),
        ("service", "order: 20", "order: many"),
        ("service", "title: A", "title:"),
        ("easy-read", "a: 8.20", "a: '8,20'"),
    ],
)
def test_a_value_in_a_wrong_form_is_refused(name: str, good: str, faulty: str) -> None:
    (files,) = (one for one in FILES if one.name == name)
    assert good in _text(files)
    assert not _validator(files).is_valid(_loaded(_text(files).replace(good, faulty)))


@dataclass(frozen=True, kw_only=True)
class Scalars:
    place: Place
    word: str = ""
    text: Text | None = None
    open: bool = False
    number: int = 0
    price: Decimal = Decimal(0)
    day: date | None = None
    seen: PartialDate | None = None


PLAIN = "2026 2026-09 2026-09-30 2026-13 2026-13-01 2026-09-32 0999 unknown yes no Yes on 10:30 word 1301/2014"
NUMBERS = "8.20 8,20 .5 5. 112 010 +5 -5 1_000 0x10 0o7 1e3 0301234"
QUOTED = "'112' 'yes' 'no' '2026' '8.20' '2026-09' '0x10' '1_000'"
WRITTEN = f"{PLAIN} {NUMBERS} {QUOTED}".split()
STRICTER = {"price": {"1_000", "'1_000'"}, "seen": {"0999"}}
"""What the reader takes and nobody writes: the schema refuses it."""


@pytest.mark.parametrize("key", [item.name for item in dataclasses.fields(Scalars) if item.name != "place"])
def test_a_schema_refuses_no_scalar_that_the_reader_takes(key: str) -> None:
    files = Files(name="scalars", where="x", kind=Scalars)
    taken = {one for one in WRITTEN if not _read(files, f"{key}: {one}\n")}
    valid = {one for one in WRITTEN if _validator(files).is_valid(_loaded(f"{key}: {one}\n"))}
    assert taken
    assert taken - valid == STRICTER.get(key, set())
    assert key in {"word", "text"} or "word" not in valid


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWithMore(Term):
    """A word with more."""

    origin: str
    """The language that the word
    comes from."""
    county: County | None = None
    registry: LanguageEntry | None = None


def test_a_new_field_appears_in_the_schema_with_its_docstring() -> None:
    definitions = schema_of(Files(name="x", where="x", kind=TermWithMore, names=1))["definitions"]
    term = definitions["TermWithMore"]
    words = "The language that the word comes from."
    assert term["properties"]["origin"] == {**term["properties"]["term"], "description": words}
    assert term["required"] == ["term", "explanation", "source", "origin"]
    assert term["properties"]["term"]["description"] == "The Finnish word."
    assert term["properties"]["county"]["$ref"] == "#/definitions/County"
    assert {"County", "HomeHelp", "LanguageEntry"} <= definitions.keys()
