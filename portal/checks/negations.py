"""A text and its translation -> the "not" that only the Finnish has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.check import check
from portal.checks.translated import on_each, words_alone
from portal.checks.wording import holds, negators_of, wording_of
from portal.model import Edition, Text
from portal.problems import Problem, Severity

_STRONG = re.compile(r"\*\*(.+?)\*\*")


@check("negation")
def negation(edition: Edition) -> Iterator[Problem]:
    """A translation says "not" where the Finnish does, and a strong "not" is strong in both.

    Without a strong "not" somebody may come to harm, so such a translation is not published. Only
    languages are checked in which a negation is a word of its own; `portal/checks/words.yaml` names them.

    Bad: `You do have to **accept**.` for `Sinun **ei** tarvitse suostua.`
    Good: `You do **not** have to accept.`
    """
    if edition.is_source or not wording_of(edition.language.code).says_no:
        return
    no_here = negators_of(edition.language.code)
    no_there = negators_of(edition.site.settings.source_language)

    def faults(text: Text, translation: str) -> Iterator[tuple[str, Severity]]:
        if not holds(words_alone(text.source), no_there):
            return
        as_strong = text.source.count("**") == translation.count("**")  # otherwise the check markup tells it
        if as_strong and _strong(text.source, no_there) > _strong(translation, no_here):
            yield "The Finnish text has a strong 'not' (**), the translation has none.", Severity.WITHHELD
        elif not holds(words_alone(translation), no_here):
            yield "The Finnish text says 'not' or 'without', the translation does not.", Severity.WARNING

    yield from on_each(edition, "negation", faults)


def _strong(message: str, stems: tuple[str, ...]) -> int:
    """How many strong parts hold a negation."""
    return sum(holds(words_alone(part), stems) for part in _STRONG.findall(message))
