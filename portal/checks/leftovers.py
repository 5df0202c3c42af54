"""A translated text -> official Finnish words that were left in it, where the reader's own language has a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.check import check
from portal.checks.translated import on_each
from portal.checks.wording import wording_of
from portal.easy.terms import Terms
from portal.inline import plain
from portal.model import Edition, Text
from portal.problems import Problem, Severity

_WORD = re.compile(r"\w+")
_NOT_LATIN = re.compile(r"[^\x00-\u024f]+")
_OUTSIDE_LINK = re.compile(r"\[[^\[\]]*\]\(link:[^()\s]*\)")


@check("left-in-finnish")
def left_in_finnish(edition: Edition) -> Iterator[Problem]:
    """Official Finnish words are translated; the site itself puts the Finnish word behind the first of each.

    Names of sites, forms and help lines stay as they are.

    Bad: `You get perhetyö.` for `Saat [perhetyötä](term:perhetyo).`
    Good: `You get [family work](term:perhetyo).`
    """
    code = edition.language.code
    if wording_of(code).near_finnish:
        return iter(())
    foreign = tuple(term for term in edition.site.glossary if term.word(code).casefold() != term.term.casefold())
    finnish = Terms(foreign, edition.site.settings.source_language, marked=False)
    names = [link.name for link in edition.site.links] + [line.name for line in edition.site.helplines]
    named = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)")

    def faults(text: Text, translation: str) -> Iterator[str]:
        if _WORD.findall(translation) == _WORD.findall(text.source):
            return  # a copy of the whole text is told by `untranslated`
        words = named.sub(" ", plain(_OUTSIDE_LINK.sub(" ", translation), lambda name: " "))
        # Scripts without gaps between words must not hide where a Finnish one begins.
        words = _NOT_LATIN.sub(" ", words)
        for match in finnish.find(words):
            yield f"The Finnish word '{words[match.start : match.end]}' was left in; the word list has a translation."

    return on_each(edition, "left-in-finnish", faults, Severity.WITHHELD)
