"""Messages in every language -> gettext catalogues, as both the portal and Sphinx read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from benchmarks.comparing.vocabulary import Words, languages
from portal.environment import ROOT

REGISTRY = ROOT / "content/languages.yaml"


def write_catalogues(locales: Path, domain: str, file: str, messages: Iterable[Words]) -> None:
    """One `.po` file for each language but the source, with every message once."""
    different = {message[0]: message for message in messages}
    for place, code in enumerate(languages()):
        if place and different:
            entries = ((source, words[place]) for source, words in different.items())
            write(locales / f"{code}/LC_MESSAGES/{domain}.po", catalogue(code, domain, file, entries))


def catalogue(code: str, domain: str, file: str, entries: Iterable[tuple[str, str]]) -> str:
    """The text of one catalogue."""
    head = {
        "Project-Id-Version": "generated",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms()[code],
        "X-Domain": domain,
    }
    lines = ['msgid ""', 'msgstr ""', *(quoted(f"{name}: {value}\n") for name, value in head.items()), ""]
    for source, translation in entries:
        lines += ["#. Text of a page.", f"#: {file}", f"msgid {quoted(source)}", f"msgstr {quoted(translation)}", ""]
    return "\n".join(lines)


@cache
def _plural_forms() -> dict[str, str]:
    return {code: entry["plural_forms"] for code, entry in yaml.safe_load(REGISTRY.read_text("utf-8")).items()}


def quoted(text: str) -> str:
    """The text as a catalogue holds it: on one line, between quotes."""
    return json.dumps(text, ensure_ascii=False)


def write(path: Path, text: str) -> None:
    """Writes a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
