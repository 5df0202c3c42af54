"""Text -> the characters in it that a reader cannot see and that can turn words or numbers round."""

from __future__ import annotations

import unicodedata

_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_ISOLATE = "\u2069"
_JOINERS = frozenset("\u200c\u200d")
_MARKS = frozenset("\u200e\u200f\u061c")
_JOINING_SCRIPTS = frozenset({"Arab", "Aran"})


def direction_faults(text: str) -> str:
    """The first control of direction that can turn text round, as `U+202E`; or an empty string."""
    open_isolates = 0
    for character in text:
        if character in _EMBEDDINGS:
            return _name(character)
        if character in _ISOLATES:
            open_isolates += 1
        if character == _END_ISOLATE:
            open_isolates -= 1
            if open_isolates < 0:
                return _name(character)
    return "U+2066..2068 without U+2069" if open_isolates else ""


def invisible_faults(text: str, script: str) -> str:
    """The first invisible or unassigned character that has no work in this script; or an empty string."""
    if text.isprintable():  # so are most texts, and none of these characters is
        return ""
    for character in text:
        category = unicodedata.category(character)
        if category not in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}:
            continue
        if character in _MARKS or character in _ISOLATES or character == _END_ISOLATE:
            continue
        if character in _JOINERS and script in _JOINING_SCRIPTS:
            continue
        if character in _EMBEDDINGS:
            continue
        return _name(character)
    return ""


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
