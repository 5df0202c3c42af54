"""An edition -> its translated texts, and the problems that a check finds in each, on the translator's own line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from portal.inline import plain
from portal.model import Edition, SearchWords, Text
from portal.problems import Problem, Severity

_WITHHELD = "Until it is mended, readers see this text in easy Finnish."
_SHOWN = "If it is right as it is, a maintainer can say so in locales/exceptions.yaml."

Faults = Iterator[str] | Iterator[tuple[str, Severity]]


def on_each(
    edition: Edition,
    rule: str,
    fault_of: Callable[[Text, str], Faults],
    severity: Severity = Severity.WITHHELD,
    *,
    also_search_words: bool = False,
) -> Iterator[Problem]:
    """A problem for each fault of each translated text; `fault_of` gets the text and its translation.

    A fault is a sentence, or a sentence and how much it stops. Each language writes search words of its own: only
    checks of form look at them.
    """
    for text in edition.texts:
        if text.translation is None or text.translated_at is None:
            continue
        if isinstance(text, SearchWords) and not also_search_words:
            continue
        for fault in fault_of(text, text.translation):
            message, own = fault if isinstance(fault, tuple) else (fault, severity)
            yield Problem(
                place=text.translated_at,
                rule=rule,
                message=message,
                hint=_WITHHELD if own is Severity.WITHHELD else _SHOWN,
                severity=own,
            )


@lru_cache(maxsize=1_000)  # several checks look at the same texts of a page
def words_alone(message: str) -> str:
    """The words of a message, without markup, link targets and facts."""
    return plain(message, lambda _: " ")
