"""A text and its translation -> whether they are too much alike, or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.check import check
from portal.checks.translated import on_each, words_alone
from portal.model import Edition, Site, Text
from portal.problems import Problem, Severity

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HAN_LETTERS = 3
"""How many letters of an alphabet a Chinese character stands for."""
_SHORT = 40
_RATIO = 0.3


@check("untranslated")
def untranslated(edition: Edition) -> Iterator[Problem]:
    """A translation is not a copy of the Finnish. Names and numbers may be: those of links, help lines and counties.

    A word that is the same in both languages stands in the word list with the same word.

    Bad: `Soita meille.` for `Soita meille.`
    Good: `InfoFinland` for `InfoFinland`
    """
    names = frozenset(_names(edition.site, edition.language.code))

    def faults(text: Text, translation: str) -> Iterator[str]:
        words = _WORD.findall(words_alone(text.source).casefold())
        if words == _WORD.findall(words_alone(translation).casefold()) and not names.issuperset(words):
            yield "The translation is the Finnish text."

    return on_each(edition, "untranslated", faults, Severity.WARNING)


def _names(site: Site, code: str) -> Iterator[str]:
    """The words of all that has a name of its own, in small letters."""
    names = [link.name for link in site.links]
    names += [line.name for line in site.helplines]
    names += [term.term for term in site.glossary if term.word(code).casefold() == term.term.casefold()]
    names += [language.name for language in site.languages]
    for county in site.counties:
        names += [county.name, *county.names.values(), county.brand]
        names += [county.guidance.name] if county.guidance else []
        names += [name for place in county.municipalities for name in (place.fi, place.sv)]
    for name in names:
        yield from _WORD.findall(name.casefold())


@check("length")
def length(edition: Edition) -> Iterator[Problem]:
    """A translation is about as long as the Finnish: part of a very short one may be lost, a very long one adds.

    Only texts of more than 40 characters are measured, and only what is under a third or over three times.

    Bad: `Call.` for `Soita ensin omalle työntekijälle ja kerro, mitä on tapahtunut.`
    Good: `First call your own worker and say what has happened.`
    """

    def faults(text: Text, translation: str) -> Iterator[str]:
        before, after = _length(text.source), _length(translation)
        if before > _SHORT and not before * _RATIO <= after <= before / _RATIO:
            yield (
                f"The Finnish text has {before} characters, the translation only {after}."
                if after < before
                else (f"The Finnish text has {before} characters, the translation {after}.")
            )

    return on_each(edition, "length", faults, Severity.WARNING)


def _length(message: str) -> int:
    words = " ".join(words_alone(message).split())
    return len(words) + (_HAN_LETTERS - 1) * len(_HAN.findall(words))
