"""`matching.yaml` -> the rules by which the script of the search finds a word that is inflected or misspelt."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_RULES = Path(__file__).with_name("matching.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The rules of one language; what each means stands in the file."""

    before: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    vowels: str = ""
    softer: tuple[tuple[str, str], ...] = ()
    weak: str = ""

    def as_data(self) -> dict[str, str]:
        """What the script reads; longer endings come first, for the script takes the first that fits."""
        return {
            "before": " ".join(sorted(self.before, key=len, reverse=True)),
            "endings": " ".join(sorted(self.endings, key=len, reverse=True)),
            "vowels": self.vowels,
            "softer": " ".join(f"{strong}>{soft}" for strong, soft in self.softer),
            "weak": self.weak,
        }


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(_RULES.read_text(encoding="utf-8"), yaml.BaseLoader)
    return read


def matching_of(language: str) -> Matching:
    """The rules of a language; one without rules is searched by the beginnings of words and with typing errors."""
    found = _read()["languages"].get(language, {})
    return Matching(
        before=tuple(dict.fromkeys(found.get("before", "").split())),
        endings=tuple(dict.fromkeys(found.get("endings", "").split())),
        vowels=found.get("vowels", ""),
        softer=tuple(found.get("softer", {}).items()),
        weak=found.get("weak", ""),
    )


def matching_rules(own: str, source: str) -> str:
    """The rules for a page whose words are in two languages, as JSON for its script: the reader's own comes first."""
    read = _read()
    rules = [matching_of(code).as_data() for code in dict.fromkeys((own, source))]
    same = "".join(f"{one}{other}" for one, other in read["same"].items())
    data = {"same": same, "unspaced": read["unspaced"], "languages": rules}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@cache
def unspaced() -> re.Pattern[str]:
    """A run of signs of a script that writes no space between words."""
    return re.compile(f"[{_read()['unspaced']}]+")
