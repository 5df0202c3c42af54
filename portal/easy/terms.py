"""The word list -> which words are official terms, how they are found in a text, and how they are explained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from portal.model import Term


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text, from `start` to `end`."""

    term: Term
    start: int
    end: int


class Terms:
    """The word list in one language. `marked`: whether the text can mark its terms; pages can, files cannot."""

    def __init__(self, terms: tuple[Term, ...], language: str, marked: bool) -> None:
        self.terms = terms
        self.marked = marked
        self._language = language
        self._in_order: list[Term] = []
        self._found: dict[str, list[Match]] = {}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """All terms at once, longer ones first, so that a short one inside a long one is not taken for itself."""
        words = sorted(((_pattern(self.word(term)), term) for term in self.terms), key=lambda pair: -len(pair[0]))
        self._in_order = [term for _, term in words]
        return re.compile(_one_of([pattern for pattern, _ in words]), re.IGNORECASE) if words else None

    def word(self, term: Term) -> str:
        """The word of a term in this language."""
        return term.word(self._language)

    def find(self, text: str) -> list[Match]:
        """The terms in a text, each as the longest term it belongs to."""
        if self._pattern is None:
            return []
        found = self._found.get(text)
        if found is None:
            matches = self._pattern.finditer(text)
            found = [Match(self._in_order[(one.lastindex or 1) - 1], *one.span()) for one in matches]
            self._found[text] = found
        return found


def stem(word: str) -> str:
    """What stays of a Finnish word when it is inflected: perhetyö, asiakassuunnitelm(a), päätö(s), arvioin(ti)."""
    for ending, cut in (
        ("nti", 2),
        ("os", 1),
        ("ös", 1),
        ("us", 1),
        ("ys", 1),
        ("mpi", 2),
        ("kki", 2),
        ("ppi", 2),
    ):
        if word.endswith(ending) and len(word) - cut >= 4:
            return word[:-cut]
    if len(word) >= 6 and word[-1] in "aäieou":
        return word[:-1]
    return word


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no space between words (kana, Han)."""


def _one_of(patterns: list[str]) -> str:
    """A group for each pattern, in order. They find whole words only, where the script shows where a word ends.

    Neighbours share the question whether a word begins: it is asked at every letter of a text.
    """
    found = []
    for unspaced, group in groupby(patterns, lambda pattern: bool(_UNSPACED.search(pattern))):
        ways = "|".join(f"({pattern})" for pattern in group)
        found.append(ways if unspaced else rf"(?<![^\W\d_])(?:{ways})(?![^\W\d_])")
    return "|".join(found)


def _pattern(words: str) -> str:
    if _UNSPACED.search(words):
        return re.escape(words)
    *before, last = words.split(" ")
    # An ending is at most some letters more; a longer word is another compound, with a meaning of its own.
    parts = [*(re.escape(word) for word in before), re.escape(stem(last)) + r"[^\W\d_]{0,6}"]
    return r"\s+".join(parts)
