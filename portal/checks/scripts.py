"""A translation -> the letters in it that belong to another script than they seem to, or than the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from portal.checks.check import check
from portal.checks.translated import on_each, words_alone
from portal.model import Edition, Text
from portal.problems import Problem, Severity

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_NAMES = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Arab": "ARABIC",
    "Aran": "ARABIC",
    "Hans": "CJK",
    "Hant": "CJK",
    "Thai": "THAI",
    "Ethi": "ETHIOPIC",
    "Mymr": "MYANMAR",
}
"""How Unicode's names of letters begin, by the codes of ISO 15924 that `content/languages.yaml` uses."""

# Letters of one script that look like letters of another, small and capital.
_DOUBLES = {
    "LATIN": frozenset("aceopxyisjhABCEHIJKMOPSTXYZv"),
    "CYRILLIC": frozenset("асеорхуіѕјһАВСЕНІЈКМОРЅТХУ"),
    "GREEK": frozenset("ανορυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
}


@cache
def script_of(letter: str) -> str:
    """The script of a letter, in the word with which its name in Unicode begins."""
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


@lru_cache(maxsize=1_000)  # several checks look at the same texts of a page
def _words(message: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", words_alone(message))))


@check("mixed-script")
def mixed_script(edition: Edition) -> Iterator[Problem]:
    """The letters of a word are of one script: a Cyrillic letter can look exactly like a Latin one.

    Search and reading aloud fail on such a word, and nobody sees why.

    Bad: `sосial` with two Cyrillic letters
    Good: `social`, typed anew
    """
    own = _NAMES.get(edition.language.script, "")

    def faults(text: Text, translation: str) -> Iterator[str]:
        known = set(_words(text.source))
        for word in dict.fromkeys(_words(translation)):
            if word in known:
                continue
            if word.isascii() and own == "LATIN":
                continue
            scripts = {script_of(letter) for letter in word} & _ALIKE
            odd = [letter for letter in word if script_of(letter) != own]
            if len(scripts) > 1:
                letters = odd if own in scripts else list(word)
                yield f"The word '{word}' mixes letters of two scripts: {_spelled(letters)}."
            elif own in _DOUBLES and odd and all(letter in _DOUBLES.get(script_of(letter), ()) for letter in word):
                yield f"The word '{word}' only looks like one of this language: {_spelled(odd)}."

    return on_each(edition, "mixed-script", faults, Severity.WARNING)


def _spelled(letters: list[str]) -> str:
    return ", ".join(f"U+{ord(letter):04X} ({script_of(letter).title()})" for letter in dict.fromkeys(letters))


@check("wrong-script")
def wrong_script(edition: Edition) -> Iterator[Problem]:
    """A translation is written in the script of its language; names may stand as they stand in the Finnish.

    Bad: `Rodina poluchaet pomoshch.` in Russian
    Good: `Семья получает помощь.`
    """
    own = _NAMES.get(edition.language.script)

    def faults(text: Text, translation: str) -> Iterator[str]:
        known = {word.casefold() for word in _words(text.source)}
        letters = [letter for word in _words(translation) if word.casefold() not in known for letter in word]
        if sum(script_of(letter) == own for letter in letters) * 2 < len(letters):
            yield f"Most letters are not of the script in which {edition.language.name} is written."

    return on_each(edition, "wrong-script", faults, Severity.WARNING) if own else iter(())
