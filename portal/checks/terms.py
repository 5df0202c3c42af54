"""A text and its translation -> terms of the word list that were not given their fixed translation."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from portal.checks.check import check
from portal.checks.translated import on_each
from portal.checks.wording import Wording, unvowelled, without_prefixes, wording_of
from portal.inline import LINK, plain
from portal.model import Edition, Text
from portal.problems import Problem, Severity

_WORD = re.compile("[^\\W\\d_][^\\W\\d_'\u2019\u02bc\u200c]*")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_PART = 0.6
"""How much of the longest word must be the same: endings change with the sentence."""
_WHOLE = 3
"""How many letters are enough for a word, or for the root of an Arabic one."""


@check("term")
def term(edition: Edition) -> Iterator[Problem]:
    """A term of the word list has one fixed translation, on every page and in the letters of the authority.

    The word may be inflected, and a long term shortened to some of its own words.

    Bad: `[household help](term:lapsiperheiden-kotipalvelu)`
    Good: `[home services](term:lapsiperheiden-kotipalvelu)`
    """
    own = wording_of(edition.language.code)
    fixed = {one.id: one.translations.get(edition.language.code, "") for one in edition.site.glossary}

    def faults(_: Text, translation: str) -> Iterator[str]:
        for shown, target in LINK.findall(translation):
            kind, _, name = target.partition(":")
            wanted = fixed.get(name, "") if kind == "term" else ""
            words = plain(shown, lambda _: " ")
            if wanted and words.strip() and not is_form_of(words, wanted, own):
                yield f"The word list says '{wanted}', the translation says '{words}'."

    return on_each(edition, "term", faults, Severity.WARNING)


def is_form_of(shown: str, wanted: str, own: Wording) -> bool:
    """Whether the words shown are the wanted ones, inflected or shortened."""
    shown, wanted = (unvowelled(text).casefold() for text in (shown, wanted))
    if _HAN.search(wanted):
        return _stem(wanted) in shown or shown in wanted
    forms, words = _WORD.findall(shown), _WORD.findall(wanted)
    longest = max(words, key=len, default="")
    if any(_same(form, longest, own) for form in forms):
        return True
    return all(any(_same(form, word, own) for word in words) for form in forms)


def _same(one: str, other: str, own: Wording) -> bool:
    return any(_same_stem(form, word, own.weak) for form in _bare(one, own) for word in _bare(other, own))


def _bare(word: str, own: Wording) -> set[str]:
    """What a word may be without what is written together with it in front, and without an ending."""
    words = {word, without_prefixes(word, own.prefixes)}
    ending = next((one for one in own.endings if word.endswith(one) and len(word) - len(one) >= _WHOLE), "")
    return words if not ending else {word.removesuffix(ending) for word in words}


def _same_stem(form: str, word: str, weak: str) -> bool:
    if len(word) < _WHOLE:
        return form == word
    if form.startswith(_stem(word)):
        return True
    bones = [_skeleton(one, weak) for one in (form, word)]
    return bool(weak) and min(map(len, bones)) >= _WHOLE and bones[0][:_WHOLE] == bones[1][:_WHOLE]


def _stem(word: str) -> str:
    return word[: math.ceil(len(word) * _PART)]


def _skeleton(word: str, weak: str) -> str:
    """What stays of a word when its inner vowels change, as in Arabic plurals."""
    return "".join(letter for letter in word if letter not in weak) or word
