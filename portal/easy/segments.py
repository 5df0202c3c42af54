"""Plain text -> sentences and words, in every script, with the standard library alone.

A word keeps the vowel signs and the tatweel of Arabic, the joiners of Persian, apostrophes, and the colon
of Finnish endings (`THL:n`); counting `\\w+` would see nine words in three vowelled Arabic ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_LETTER = r"[^\W\d_]"
# Vowel signs and other marks of Latin, Cyrillic, Hebrew and Arabic script; tatweel; the two joiners.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"
_INSIDE = "'\u2019\u02bc:\u2010\u2011-"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_HAN}]|\d+(?:[.,:\u066b\u066c\u00a0\u202f ]?\d+)*(?:[{_INSIDE}]?(?![{_HAN}]){_LETTER}|[{_MARKS}])*"
    rf"|(?![{_HAN}]){_LETTER}(?:(?![{_HAN}]){_LETTER}|[{_MARKS}\d]|[{_INSIDE}](?={_LETTER}))*"
)
_CLOSING = r"[\"'\u201c\u201d\u2019)\]\u300d\u300f\uff09]"
_END = re.compile(rf"[.!?\u2026\u061f\u06d4\u3002\uff01\uff1f]+(?:[ \u00a0\u202f]?\u00bb|{_CLOSING})*")
_UNSPACED_ENDS = "\u3002\uff01\uff1f"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text; `start` counts characters of the text it was found in."""

    text: str
    start: int

    @property
    def letters(self) -> int:
        """How many letters it has: no marks, hyphens, apostrophes or digits."""
        return _letters_of(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text, with its words."""

    text: str
    start: int
    words: tuple[Word, ...]


DIGIT = re.compile(r"\d")


def western_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9: a number is the same number in any of them."""
    if text.isascii() or not DIGIT.search(text):
        return text
    return "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text)


@lru_cache(maxsize=50_000)  # the same words come again and again
def _letters_of(word: str) -> int:
    return sum(character.isalpha() and character != "\u0640" for character in word)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text. In Chinese every character is one."""
    for found in _WORD.finditer(text):
        yield Word(found.group(), found.start())


@lru_cache(maxsize=1_000)  # several checks look at the same texts of a page
def sentences_of(text: str, abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of one paragraph. `abbreviations` are written in small letters, with their points."""
    return tuple(_sentences_of(text, abbreviations))


def _sentences_of(text: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    start = 0
    for found in _END.finditer(text):
        if _ends_sentence(text, start, found, abbreviations):
            yield from _sentence(text, start, found.end())
            start = found.end()
    yield from _sentence(text, start, len(text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    words = tuple(Word(found.group(), found.start() + start) for found in _WORD.finditer(part.lstrip()))
    if words:
        yield Sentence(part.strip(), start, words)


def _ends_sentence(text: str, start: int, mark: re.Match[str], abbreviations: frozenset[str]) -> bool:
    after = text[mark.end() :]
    if not after.strip() or mark.group()[0] in _UNSPACED_ENDS:
        return True
    if not after[0].isspace():
        return False
    next_one = after.lstrip(" \t\n\u00a0\u202f\u2013\u2014-")[:1]
    if next_one.islower():
        return False
    if mark.group() != ".":
        return True
    last = re.split(r"\s", text[: mark.end()])[-1].lstrip("(\"'\u201c\u00ab")
    if last.casefold() in abbreviations or (re.fullmatch(rf"{_LETTER}\.", last) and last[0].isupper()):
        return False
    # A number that opens a sentence is an ordinal ("4. Gün"); elsewhere it ends one ("Lapsi on 7. Hän ...").
    return not re.fullmatch(r"\d{1,2}\.", text[start : mark.end()].strip())


@cache
def stem_pattern(*stems: str) -> re.Pattern[str]:
    """Finds words that begin with one of the stems; the whole word only where a stem ends in `$`."""
    longest_first = sorted(stems, key=lambda stem: len(_way(stem)), reverse=True)
    # Chinese has no gaps between words, so a stem that begins with a Han character may stand anywhere.
    anywhere = [_way(stem) for stem in longest_first if re.match(f"[{_HAN}]", stem)]
    at_the_start = [_way(stem) for stem in longest_first if not re.match(f"[{_HAN}]", stem)]
    # Whether a word begins is asked once at each place, not once for each stem.
    ways = [*([rf"(?<![^\W_])(?:{'|'.join(at_the_start)})"] if at_the_start else []), *anywhere]
    return re.compile("|".join(ways), re.IGNORECASE)


def _way(stem: str) -> str:
    return re.escape(stem.rstrip("$")) + (r"(?![^\W_])" if stem.endswith("$") else "")


def stem_of(found: str, stems: Iterable[str]) -> str:
    """Which of the stems was found: as the pattern matches letters, which is not as `casefold` changes them."""
    return next(stem for stem in stems if re.fullmatch(re.escape(stem.rstrip("$")), found, re.IGNORECASE))
