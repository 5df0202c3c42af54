"""A catalogue that the strict reader refuses for its form alone -> one that it takes, with nothing lost.

Only what has one meaning is mended. Where two readings are thinkable (a merge conflict, two translations of one
message, a text whose end is not marked), the file stays as it is, for a person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polib

from portal.catalogues.reading import folder_of, read_entries
from portal.model import Language
from portal.nodes import Source, read_source
from portal.problems import Problem, Report, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The new text of a file, and what was mended in it, in words."""

    file: str
    text: str
    what: tuple[str, ...]


def mended_files(root: Path, language: Language) -> list[Mended]:
    """Every catalogue of a language that is refused as it is and is taken when it is mended."""
    paths = sorted((root / folder_of(language.code)).glob("*.po"))
    found = (mended(root, path.relative_to(root).as_posix(), language) for path in paths)
    return [one for one in found if one is not None]


def mended(root: Path, file: str, language: Language) -> Mended | None:
    """The file mended; nothing if it is fine, or if a person must look at it."""
    source = read_source(root, file, Report())
    if source is None:
        return None
    refused = Report()
    read_entries(source, language, refused)
    if refused.clean:
        return None
    what: Counter[str] = Counter()
    text = _with_mended_lines(source.text, what)
    if any(problem.rule == "po-syntax" for problem in _problems(file, text, language)):
        return None
    text = _with_mended_entries(text, language, what)
    if not text or _problems(file, text, language):
        return None
    return Mended(file=file, text=text, what=tuple(_told(name, number) for name, number in what.items()))


def _problems(file: str, text: str, language: Language) -> list[Problem]:
    report = Report()
    read_entries(Source(file, text), language, report)
    return report.problems


def _told(name: str, number: int) -> str:
    return name if name.startswith("header") else counted(number, name)


_START = re.compile(r"((?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-5]\]) +)?(.*)")
_QUOTES = {"“": "”„“", "”": "”", "„": "“”", "«": "»", "»": "«»"}
"""What typographic quotes open a text, and what may close it then."""
_ANY_QUOTE = re.compile('["“”„«»]')
_CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"')
_OPEN = re.compile(r'"(?:[^"\\]|\\.)*')


def _with_mended_lines(text: str, what: Counter[str]) -> str:
    lines = text.split("\n")
    done: list[str] = []
    while lines:
        line = lines.pop(0)
        found = _START.fullmatch(line.strip())
        keyword, value = (found.group(1) or "", found.group(2)) if found else ("", line)
        straight = _straight(value)
        if straight is not None:
            what["typographic quote"] += 1
            line = keyword + straight
        elif keyword and _OPEN.fullmatch(value):
            end = _end_of_wrapped(lines)
            if end is not None:
                parts = [value.rstrip(), *(part.strip() for part in lines[:end])]
                del lines[:end]
                what["wrapped text"] += 1
                line = keyword + " ".join(part for part in parts if part)
        done.append(line)
    return "\n".join(done)


def _straight(value: str) -> str | None:
    """A text put between straight quotes instead of typographic ones; nothing where its ends are not clear."""
    if len(value) < 2:
        return None
    opening, inner, closing = value[0], value[1:-1], value[-1]
    typographic = closing in _QUOTES.get(opening, "") or (opening == '"' and closing in "”“»")
    typographic = typographic or (closing == '"' and opening in _QUOTES and not inner.endswith("\\"))
    if not typographic or _ANY_QUOTE.search(inner.replace('\\"', "")):
        return None
    return f'"{inner}"'


def _end_of_wrapped(lines: list[str]) -> int | None:
    """How many of the next lines belong to a text that was broken by hand; nothing if its end is not marked."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith(("#", "msg", '"')) or re.match(r"<{7}|={7}|>{7}|\|{7}", text):
            return None
        if '"' in text.replace('\\"', ""):
            ends = text.endswith('"') and _CLOSED.fullmatch(f'"{text}')
            return number if ends else None
    return None


def _with_mended_entries(text: str, language: Language, what: Counter[str]) -> str:
    """The text with the header that belongs to the language and each message once; empty if a person must choose."""
    catalogue = polib.pofile(text, wrapwidth=0)
    header = catalogue.metadata
    given = header.get("Language", "")
    if re.split(r"[_@.-]", given)[0].casefold() not in {"", language.code.casefold()}:
        return ""  # perhaps the file of another language
    if given.replace("_", "-").casefold() != language.code.casefold():
        header["Language"] = language.code
        what["header 'Language'"] += 1
    if header.get("Plural-Forms", "") != language.plural_forms:
        if any(entry.msgid_plural for entry in catalogue):
            return ""  # its forms were counted by another rule
        header["Plural-Forms"] = language.plural_forms
        what["header 'Plural-Forms'"] += 1
    header.setdefault("MIME-Version", "1.0")
    header.setdefault("Content-Type", "text/plain; charset=UTF-8")
    header.setdefault("Content-Transfer-Encoding", "8bit")
    return str(catalogue) if _without_doubles(catalogue, what) else ""


def _without_doubles(catalogue: polib.POFile, what: Counter[str]) -> bool:
    """Takes away what stands twice with the same words, or once without any; says whether that was enough."""
    first: dict[tuple[str, str], polib.POEntry] = {}
    doubles: set[int] = set()
    for entry in [one for one in catalogue if not one.obsolete]:
        key = (entry.msgctxt or "", entry.msgid)
        earlier = first.setdefault(key, entry)
        if earlier is entry:
            continue
        if not earlier.msgstr:
            earlier, entry = entry, earlier
            first[key] = earlier
        if entry.msgid_plural or (entry.msgstr and (entry.msgstr, entry.fuzzy) != (earlier.msgstr, earlier.fuzzy)):
            return False
        remarks = dict.fromkeys(one for one in (earlier.tcomment, entry.tcomment) if one)
        earlier.tcomment = "\n".join(remarks)
        doubles.add(id(entry))
        what["double message"] += 1
    catalogue[:] = [entry for entry in catalogue if id(entry) not in doubles]
    return True
