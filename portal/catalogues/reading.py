"""A `.po` file -> its entries, read strictly: what is not clearly a translation is not published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import c2py  # the standard library's own reader of plural rules
from pathlib import Path

import polib

from portal.catalogues.messages import Key
from portal.catalogues.stamps import Stamp, read_stamps
from portal.inputs import program
from portal.model import Language
from portal.nodes import Source, read_source
from portal.problems import Place, Problem, Report, Severity
from portal.remembering import CACHE, Memory, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One translation as it stands in the file; `fuzzy` ones are suggestions that nobody has confirmed.

    `remark` is what a translator wrote above it for other translators.
    """

    context: str
    source: str
    translation: str
    fuzzy: bool
    previous: str
    place: Place
    remark: str = ""

    @property
    def key(self) -> Key:
        """Context and source."""
        return (self.context, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All translations of one language: entries by domain and key, and the stamps of review."""

    code: str
    domains: dict[str, dict[Key, Entry]] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)


def folder_of(code: str) -> str:
    """The folder of a language's catalogues, from the project folder."""
    return f"locales/{code}/LC_MESSAGES"


def read_catalogue(root: Path, language: Language, report: Report) -> Catalogue:
    """Reads every catalogue of a language. A file with faults counts as empty; the faults are told."""
    folder = root / folder_of(language.code)
    unread = Report()
    files = {path.stem: path.relative_to(root).as_posix() for path in sorted(folder.glob("*.po"))}
    sources = {domain: read_source(root, file, unread) for domain, file in files.items()}
    report.add(replace(problem, severity=Severity.WITHHELD) for problem in unread.problems)
    domains = _read_all(root, {name: source for name, source in sources.items() if source}, language, report)
    stamps = read_stamps(root, language.code, report)
    return Catalogue(code=language.code, domains={name: domains.get(name, {}) for name in files}, stamps=stamps)


_Domains = dict[str, dict[Key, Entry]]


def _read_all(root: Path, sources: dict[str, Source], language: Language, report: Report) -> _Domains:
    """The entries of each catalogue; those without a fault are remembered until they change."""
    memory = Memory(root / CACHE / "catalogues", most=_MOST)
    name = key_of([program(), language.code, language.plural_forms])
    found = memory.recall(name)
    kept: dict[str, _Rows] = json.loads(found) if found is not None else {}
    domains: _Domains = {}
    rows: dict[str, _Rows] = {}
    for domain, source in sources.items():
        key = key_of([source.file, source.text])
        if key in kept:
            rows[key] = kept[key]
            domains[domain] = _entries(kept[key], source.file)
            continue
        own = Report()
        domains[domain] = read_entries(source, language, own)
        report.add(own.problems)
        if not own.problems:
            rows[key] = [_row(entry) for entry in domains[domain].values()]
    if rows.keys() != kept.keys():
        memory.keep(name, json.dumps(rows, ensure_ascii=False).encode())
        memory.thin_out()
    return domains


_MOST = 60
"""So many catalogues of languages are remembered, those of other versions of the program among them."""

_Row = tuple[str, str, str, bool, str, int, str]

_Rows = list[_Row]


def _row(entry: Entry) -> _Row:
    words = (entry.context, entry.source, entry.translation)
    return (*words, entry.fuzzy, entry.previous, entry.place.line, entry.remark)


def _entries(rows: _Rows, file: str) -> dict[Key, Entry]:
    return {
        (context, source): Entry(
            context=context,
            source=source,
            translation=translation,
            fuzzy=fuzzy,
            previous=previous,
            place=Place(file, line, 1),
            remark=remark,
        )
        for context, source, translation, fuzzy, previous, line, remark in rows
    }


def read_entries(source: Source, language: Language, report: Report) -> dict[Key, Entry]:
    """The entries of a catalogue's text; a text with faults counts as empty, and the faults are told."""
    problems = list(_line_problems(source))
    if problems:
        report.add(problems)
        return {}
    try:
        catalogue = polib.pofile(source.text, wrapwidth=0)
    except OSError as error:  # what polib raises for lines in a wrong order
        line = re.search(r"line (\d+)", str(error))
        place = Place(source.file, int(line[1]) if line else 1, 1)
        report.add([_fault(place, "po-syntax", "A msgctxt, msgid or msgstr is missing here.", _PO_HINT)])
        return {}
    problems = list(_header_problems(source.file, catalogue, language))
    entries: dict[Key, Entry] = {}
    lines = source.text.split("\n")
    for row in catalogue:
        if row.obsolete:
            continue
        entry = Entry(
            context=row.msgctxt or "",
            source=row.msgid,
            translation=row.msgstr,
            fuzzy=row.fuzzy,
            previous=row.previous_msgid or "",
            place=_place_of(source.file, lines, row.linenum or 1),
            remark=row.tcomment,
        )
        if entry.key in entries:
            problems.append(
                _fault(
                    entry.place,
                    "po-duplicate",
                    "This message stands in the file twice.",
                    f"The first one is in line {entries[entry.key].place.line}. Delete one of them.",
                )
            )
        entries.setdefault(entry.key, entry)
    report.add(problems)
    return {} if problems else entries


def _place_of(file: str, lines: list[str], line: int) -> Place:
    """The line of an entry's msgctxt or msgid: polib names the comment above it where there is one."""
    while line < len(lines) and not lines[line - 1].lstrip().startswith(("msgctxt", "msgid")):
        line += 1
    return Place(file, line, 1)


_QUOTED = r'"(?:[^"\\]|\\[nrt"\\])*"'
_LINE = re.compile(rf"(?:#~\|?[ ]|#\|[ ])?(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-5]\])[ ])?{_QUOTED}")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


def _fault(place: Place, rule: str, message: str, hint: str) -> Problem:
    return Problem(place=place, rule=rule, message=message, hint=hint, severity=Severity.WITHHELD)


_PO_HINT = "Until this is mended, all texts of this file are shown in easy Finnish."


def _line_problems(source: Source) -> Iterator[Problem]:
    """Faults of form. polib would pass over an unclosed quote and cut the text without a word."""
    keyword = ""
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.rstrip()
        place = Place(source.file, number, len(line) - len(line.lstrip()) + 1)
        text = text.strip()
        if _CONFLICT.match(text):
            yield _fault(place, "po-syntax", "A merge conflict is left in the file.", _PO_HINT)
            continue
        if not text or (text.startswith("#") and not text.startswith(("#~", "#|"))):
            keyword = "" if not text else keyword
            continue
        if not _LINE.fullmatch(text) and text not in {"#~", "#|"}:
            yield _fault(place, "po-syntax", _why(text), _PO_HINT)
            continue
        found = re.match(r"(msg[a-z_]+(?:\[\d\])?) ", text)
        if found:
            if found.group(1) == keyword and keyword.startswith("msgstr"):
                yield _fault(place, "po-syntax", "Here is a second msgstr for one msgid.", _PO_HINT)
            keyword = found.group(1)
        elif text.startswith('"') and not keyword:
            yield _fault(place, "po-syntax", "This text belongs to no msgid and no msgstr.", _PO_HINT)


def _why(text: str) -> str:
    if "\u201c" in text or "\u201d" in text or "\u00ab" in text:
        return 'The text must stand between straight quotes: "...".'
    if text.startswith(("msg", '"')):
        if '"' not in text:
            return 'The text must stand between straight quotes: "...".'
        if not text.endswith('"') or text.endswith('\\"'):
            return "The quote at the end of the line is missing."
        return 'A quote or a backslash inside the text needs a backslash before it: \\" or \\\\.'
    return "This line is not a comment, a msgid or a msgstr."


def _header_problems(file: str, catalogue: polib.POFile, language: Language) -> Iterator[Problem]:
    place = Place(file, 1, 1)
    code = catalogue.metadata.get("Language", "")
    if code.replace("_", "-").casefold() != language.code.casefold():
        yield _fault(
            place,
            "po-header",
            f"The header says 'Language: {code}', but the folder is for '{language.code}'.",
            f"Write 'Language: {language.code}\\n'. " + _PO_HINT,
        )
    forms = catalogue.metadata.get("Plural-Forms", "")
    if _plural_rule(forms) != _plural_rule(language.plural_forms):
        yield _fault(
            place,
            "plural-forms",
            "The header 'Plural-Forms' is not the one of content/languages.yaml.",
            f"Write '{language.plural_forms}'. " + _PO_HINT,
        )


_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*", re.DOTALL)
_NUMBERS = range(1000)


@cache
def _plural_rule(forms: str) -> tuple[str, tuple[int, ...]]:
    """What a rule means: how many forms, and which one each number takes; editors write one rule in many ways."""
    found = _FORMS.fullmatch(forms)
    if not found:
        return ("", ())
    try:
        form_of = c2py(found.group(2))
        return (found.group(1), tuple(form_of(number) for number in _NUMBERS))
    except (ValueError, ZeroDivisionError, RecursionError):
        return ("", ())
