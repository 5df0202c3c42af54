"""Text -> the phone numbers, sums, addresses and law numbers that somebody typed instead of naming a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.easy.segments import western_digits
from portal.inline import LINK, PLACEHOLDER

# The euro in the scripts and spellings of the languages that are or may be on the site.
_EURO = r"€|euro|eur\b|avro|yuuro|евро|євро|يورو|یورو|یۆرۆ|欧元"

_PATTERNS = (
    ("e-mail address", re.compile(r"[^\s@]+@[^\s@]+\.\w+")),
    ("web address", re.compile(r"(?i)\b(?:https?|ftp|tel|mailto|javascript|data):\S*|\bwww\.\S*")),
    ("law number", re.compile(r"\b\d{1,4}/\d{4}\b")),
    ("sum of money", re.compile(rf"(?i)\d[\d.,\s]*(?:{_EURO})|€\s*\d[\d.,]*")),
    ("phone number", re.compile(r"(?<![\d.,])\+?\d(?:[ \u00a0\u202f()./-]{0,2}\d){4,}(?![\d])")),
)


def typed_facts(text: str, short_numbers: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What kind of fact was typed, and the characters as they were typed.

    `short_numbers` are emergency numbers such as `112`, too short to be known by their form.
    """
    words = LINK.sub(lambda link: f"{link.group(1)} ", text)
    words = PLACEHOLDER.sub(" ", words)
    western = western_digits(words)
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(western):
            yield kind, words[found.start() : found.end()].strip()
        # So that a law number is not told again as a phone number.
        western = pattern.sub(lambda known: " " * len(known.group()), western)
    for found in re.finditer(r"(?<!\d)\d{3}(?!\d)", western):
        if found.group() in short_numbers:
            yield "phone number", words[found.start() : found.end()]
