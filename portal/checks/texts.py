"""The site's own texts -> what a writer must mend in them: references, typed facts, strange characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from portal.checks.characters import direction_faults, invisible_faults
from portal.checks.check import check
from portal.checks.typed_facts import typed_facts
from portal.inline import LINK, PLACEHOLDER
from portal.model import SPOKEN_VALUES, FactType, Sentence, Site, texts_of, values_of
from portal.problems import Place, Problem, did_you_mean


@check("unknown-reference")
def unknown_reference(site: Site) -> Iterator[Problem]:
    """A link or a fact in a text must exist.

    Bad: `Soita {nolalinja.phone}.`
    Good: `Soita {nollalinja.phone}.`
    """
    targets: dict[str, Iterable[str]] = {
        "page": [page.slug for page in site.pages],
        "term": [term.id for term in site.glossary],
        "link": [link.id for link in site.links],
    }
    spoken = {sentence.text for sentence in values_of(site.card, Sentence)}
    for text in texts_of(site):
        for name in PLACEHOLDER.findall(text.source):
            interface = text.place.file.startswith("templates/")
            filled = text in spoken and name in SPOKEN_VALUES
            if name not in site.facts and not (interface and "." not in name) and not filled:
                yield _unknown(text.place, f"{{{name}}}", "a fact", name, site.facts)
        for _, target in LINK.findall(text.source):
            kind, _, name = target.partition(":")
            if kind not in targets:
                yield Problem(
                    place=text.place,
                    rule="unknown-reference",
                    message=f"'({target})' is not a link of this site.",
                    hint="Write (page:...), (term:...) or (link:...). "
                    "An address elsewhere goes into content/links.yaml.",
                )
            elif name not in targets[kind]:
                yield _unknown(text.place, f"({target})", f"a {kind}", name, targets[kind])


def _unknown(place: Place, shown: str, what: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        place=place,
        rule="unknown-reference",
        message=f"'{shown}' is not {what} of this site.",
        hint=did_you_mean(name, known) or "Write it as it stands in its own file, or add it there.",
    )


@check("typed-fact")
def typed_fact(site: Site) -> Iterator[Problem]:
    """Phones, e-mails, web addresses, sums and law numbers live in `content/facts/` and `links.yaml` only.

    A typed number would have to be changed in every language, and one day it would not be.

    Bad: `Soita 112.`
    Good: `Soita {emergency.phone}.`
    """
    short = short_numbers(site)
    for text in texts_of(site):
        for kind, typed in typed_facts(text.source, short):
            yield Problem(
                place=text.place,
                rule="typed-fact",
                message=f"There is a typed {kind} in the text: '{typed}'.",
                hint="Put it into content/facts/ (or content/links.yaml) and name it here.",
            )


def short_numbers(site: Site) -> frozenset[str]:
    """Phone numbers of three digits, such as the emergency number."""
    phones = (fact.value for fact in site.facts.values() if fact.type is FactType.PHONE)
    return frozenset(phone for phone in phones if len(phone) == 3)


@check("strange-character")
def strange_character(site: Site) -> Iterator[Problem]:
    """A text holds no invisible characters and no controls of direction.

    They come with text copied from elsewhere, break words apart, and can show a number backwards.

    Bad: a zero-width space inside a word
    Good: the same word typed anew
    """
    for text in texts_of(site):
        fault = direction_faults(text.source) or invisible_faults(text.source, "Latn")
        if fault:
            yield Problem(
                place=text.place,
                rule="strange-character",
                message=f"The text holds an invisible character ({fault}).",
                hint="Type the words anew, or paste them as plain text.",
            )
    for place, name, script in _names(site):
        fault = direction_faults(name) or invisible_faults(name, script)
        if fault:
            yield Problem(
                place=place,
                rule="strange-character",
                message=f"A name here holds an invisible character ({fault}).",
                hint="Type it anew, or paste it as plain text.",
            )


def _names(site: Site) -> Iterator[tuple[Place, str, str]]:
    """Every name that is shown as it was written, with the script it may be in."""
    scripts = {language.code: language.script for language in site.languages}
    for term in site.glossary:
        yield term.place, term.term, "Latn"
        yield from ((term.place, word, scripts.get(code, "Latn")) for code, word in term.translations.items())
    yield from ((link.place, link.name, "Latn") for link in site.links)
    yield from ((line.place, line.name, "Latn") for line in site.helplines)
    yield from ((county.place, county.name, "Latn") for county in site.counties)
    for county in site.counties:
        yield from ((county.place, name, scripts.get(code, "Latn")) for code, name in county.names.items())
        yield county.place, county.brand, "Latn"
        for one in county.municipalities:
            yield from ((county.place, name, "Latn") for name in (one.fi, one.sv))
        if county.guidance:
            yield county.place, county.guidance.name, "Latn"
    for spoken in site.card.spoken if site.card else ():
        yield from ((spoken.place, sound, scripts.get(code, "Latn")) for code, sound in spoken.sounds.items())


_BRACES = re.compile(r"[{}]")


@check("broken-markup")
def broken_markup(site: Site) -> Iterator[Problem]:
    """Every `{`, `[` and `**` has its partner, and there is no HTML.

    Bad: `Tämä on **vapaaehtoista.`
    Good: `Tämä on **vapaaehtoista**.`
    """
    for text in texts_of(site):
        fault = markup_fault(text.source)
        if fault:
            yield Problem(
                place=text.place,
                rule="broken-markup",
                message=fault,
                hint="docs/content.md shows what may stand in a text.",
            )


_TAG = re.compile(r"</?[A-Za-z][^>]*>|&[A-Za-z#][A-Za-z0-9]*;")


def markup_fault(message: str) -> str:
    """What is broken in a message's inline Markdown, in a sentence; or an empty string."""
    rest = PLACEHOLDER.sub("", message)
    if _BRACES.search(rest):
        return "A '{' or '}' stands alone or around something that is not a name of a fact."
    found = _TAG.search(rest)
    if found:
        return f"There is HTML in the text: '{found.group()}'."
    rest = LINK.sub(lambda link: link.group(1), rest)
    if re.search(r"\]\(|(?<!\\)[\[\]]", rest):
        return "A '[' or ']' has no partner, or a link is not written as [words](target)."
    if rest.count("**") % 2:
        return "A '**' has no partner."
    if re.search(r"[*_`]", rest.replace("**", "")):
        return "Only '**' makes words strong; a single '*', '_' or '`' has no meaning here."
    return ""
