"""`locales/exceptions.yaml` -> the findings in translations that maintainers have looked at and let stand.

The file belongs to the maintainers and not to the catalogues, so that a translator cannot silence a check on
her own text. An exception that names the hash of a message (as in `reviews.tsv`) ends with any change of the
words; one that names the Finnish text lasts as long as that text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.catalogues.lists import read_list
from portal.catalogues.messages import domain_of
from portal.catalogues.stamps import stamp_hash
from portal.model import Edition, Text
from portal.problems import Place, Problem, Report, Severity, did_you_mean

FILE = "locales/exceptions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """One finding that may stand, and why."""

    place: Place
    language: str
    domain: str
    """The catalogue in which the message stands, without `.po`."""
    source: str
    """The Finnish text on one line, or the hash of text and translation."""
    check: str
    """The name in the brackets of the finding."""
    reason: str = ""
    """Why it may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """All that is let stand."""

    allowed: tuple[Allowed, ...] = ()

    def left(self, problems: Iterable[Problem], edition: Edition) -> tuple[tuple[Problem, ...], frozenset[Allowed]]:
        """The problems of an edition that no exception lets stand, and the exceptions that let others stand."""
        own = [one for one in self.allowed if one.language == edition.language.code]
        places = {text.translated_at: text for text in edition.texts if own and text.translated_at}
        left, used = [], set()
        for problem in problems:
            text = places.get(problem.place)
            fitting = [one for one in own if text and one.check == problem.rule and _is_about(one, text)]
            used.update(fitting)
            if not fitting:
                left.append(problem)
        return tuple(left), frozenset(used)

    def needless(self, used: Container[Allowed]) -> Iterator[Problem]:
        """What is to be deleted, once every edition was seen; `used` let something stand in one of them."""
        for one in self.allowed:
            if one not in used:
                yield _fault(
                    one,
                    f"The check '{one.check}' finds nothing in this message of {one.language}/{one.domain}.",
                    "Delete the exception, or mend the language, the domain or the source.",
                )


def _is_about(one: Allowed, text: Text) -> bool:
    named = {text.source, stamp_hash(text.context, text.source, text.translation or "")}
    return one.domain == domain_of(text) and one.source in named


def _fault(one: Allowed, message: str, hint: str) -> Problem:
    # No fault here may keep the site from being written, as a translator who mends her text can cause one.
    return Problem(place=one.place, rule="needless-exception", message=message, hint=hint, severity=Severity.WITHHELD)


def read_exceptions(root: Path, known: Mapping[str, bool], report: Report) -> Exceptions:
    """The exceptions that are in order; `known` says by the name of each check whether it may have any."""
    found = Report()
    allowed = []
    for one in read_list(root, FILE, Allowed, found):
        message, hint = "", ""
        if one.check not in known:
            message = f"There is no check '{one.check}'."
            hint = did_you_mean(one.check, known) or "'build.py explain' lists all checks."
        elif not known[one.check]:
            message = f"No exception can be made to the check '{one.check}': it guards the page itself."
            hint = "Mend the translation."
        elif not one.reason:
            message = "The exception has no reason."
            hint = "Say in a few words why the translation is right."
        if message:
            found.add([_fault(one, message, hint)])
        else:
            allowed.append(replace(one, source=" ".join(one.source.split())))
    report.add(replace(problem, severity=Severity.WITHHELD) for problem in found.problems)
    return Exceptions(allowed=tuple(allowed))
