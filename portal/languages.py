"""The registry `content/languages.yaml` and Babel's CLDR data -> the languages of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from portal.model import Language
from portal.problems import Place, Report, did_you_mean

REGISTRY = "content/languages.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageEntry:
    """One language of the registry; what is left out, Babel knows."""

    code: str = field(metadata={"given": True})
    place: Place
    plural_forms: str
    """The Plural-Forms header of its catalogues, as GNU gettext has it."""
    script: str
    """How it is written, in the codes of ISO 15924."""
    locale: str = ""
    """Whose data to use for dates, numbers and sums, where Babel does not know the language."""
    name: str = ""
    """Its name in itself, where Babel has none or has one that readers would not look for."""
    direction: str = ""
    """`ltr` or `rtl`, where Babel does not know the language."""
    tag: str = ""
    """What the page tells browsers (`lang`), where it is not the code."""


@cache
def locale_named(name: str) -> Locale:
    """Babel's locale of this name, read once."""
    return Locale.parse(name.replace("-", "_"))


def languages_of(
    codes: tuple[str, ...], registry: tuple[LanguageEntry, ...], place: Place, report: Report
) -> tuple[Language, ...]:
    """The languages that `site.yaml` names, in its order; an unknown one is a problem at `place`."""
    entries = {entry.code: entry for entry in registry}
    found = []
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        report.problem(place, "same-language", f"The language '{code}' is named twice.", "Delete one of the two.")
    for code in codes:
        entry = entries.get(code)
        if entry is None:
            report.problem(
                place,
                "unknown-language",
                f"'{code}' is not a language of {REGISTRY}.",
                did_you_mean(code, entries) or f"Add it to {REGISTRY}.",
            )
        else:
            language = _language(entry, report)
            if language is not None:
                found.append(language)
    return tuple(found)


def _language(entry: LanguageEntry, report: Report) -> Language | None:
    name = entry.locale or entry.code
    try:
        locale = locale_named(name)
    except (UnknownLocaleError, ValueError):
        report.problem(
            entry.place,
            "unknown-locale",
            f"Babel has no data for '{name}'.",
            "Give the language a 'locale' to format dates and sums with, such as fa_AF.",
        )
        return None
    return Language(
        code=entry.code,
        tag=entry.tag or entry.code,
        locale=name,
        name=_as_title(entry.name or locale.get_display_name() or entry.code),
        direction=entry.direction or locale.text_direction,
        script=entry.script,
        plural_forms=entry.plural_forms,
    )


def _as_title(name: str) -> str:
    """CLDR writes names as they stand in a sentence; in the list of languages each starts a line."""
    return name[:1].upper() + name[1:]
