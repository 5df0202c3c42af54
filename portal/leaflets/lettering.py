"""An edition -> the letters in it that no font of the leaflets has, each with the text in which it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from portal import fonts
from portal.leaflets.measuring import Letters
from portal.model import Edition, Text
from portal.problems import Problem, Severity


def missing_letters(edition: Edition, letters: Letters) -> Iterator[Problem]:
    """One problem for each text with a letter that would be an empty box on paper; on the web another font has it.

    A script without any font is told once, and stops nothing: its pages are printed from the browser.
    """
    script = edition.language.script
    if script not in fonts.FACES:
        yield _no_font(edition)
        return
    known = letters.known(script)
    all_letters = {letter for text in edition.texts for letter in text.shown}
    missing = {letter for letter in all_letters if ord(letter) not in known and _is_seen(letter)}
    for text in edition.texts if missing else ():
        found = sorted(missing & set(text.shown))
        if found:
            yield _problem(text, found, edition)


def _is_seen(letter: str) -> bool:
    """Whether a letter is to be seen: what steers direction or joins letters needs no picture of its own."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Zs"}


def _no_font(edition: Edition) -> Problem:
    return Problem(
        place=edition.site.settings.place,
        rule="no-font",
        message=f"There are no leaflets as PDF in {edition.language.name}: no font of the leaflets has its letters.",
        hint="Its pages can be printed from the browser. For PDFs a font must be named in portal/fonts.py.",
        severity=Severity.WARNING,
    )


def _problem(text: Text, letters: list[str], edition: Edition) -> Problem:
    names = ", ".join(f"'{letter}' (U+{ord(letter):04X})" for letter in letters)
    return Problem(
        place=text.translated_at or text.place,
        rule="missing-letter",
        message=f"No font of the leaflets for {edition.language.name} has {names}.",
        hint="Write it in letters of the language, or name a font that has it in portal/fonts.py.",
    )
