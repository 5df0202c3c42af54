"""A translated text -> what keeps it from being published, each finding on the translator's own line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from portal.checks import easy, leftovers, likeness, negations, numbers, scripts, terms
from portal.checks.characters import direction_faults, invisible_faults
from portal.checks.check import Check, check
from portal.checks.texts import markup_fault, short_numbers
from portal.checks.translated import on_each
from portal.checks.typed_facts import typed_facts
from portal.inline import LINK, PLACEHOLDER
from portal.model import Edition, Text
from portal.problems import Problem, counted


@check("placeholder")
def placeholder(edition: Edition) -> Iterator[Problem]:
    """A translation names the same facts as the Finnish, each as often.

    The computer puts the number there. A lost name is a lost number.

    Bad: `Call us.` for `Soita {nollalinja.phone}.`
    Good: `Call {nollalinja.phone}.`
    """

    def faults(text: Text, translation: str) -> Iterator[str]:
        wanted, found = _counts(PLACEHOLDER.findall, text.source, translation)
        for name in wanted - found:
            yield f"The translation lacks {{{name}}}."
        for name in found - wanted:
            yield f"The translation has {{{name}}}, which the Finnish text does not have."

    return on_each(edition, "placeholder", faults, also_search_words=True)


def _counts(find: Callable[[str], list[str]], source: str, translation: str) -> tuple[Counter[str], Counter[str]]:
    return Counter(find(source)), Counter(find(translation))


@check("link")
def link(edition: Edition) -> Iterator[Problem]:
    """A translation has the same links as the Finnish; only the words of a link are translated.

    Bad: `[family work](term:familywork)` for `[perhetyötä](term:perhetyo)`
    Good: `[family work](term:perhetyo)`
    """

    def targets(message: str) -> list[str]:
        return [target for _, target in LINK.findall(message)]

    def faults(text: Text, translation: str) -> Iterator[str]:
        wanted, found = _counts(targets, text.source, translation)
        for target in wanted - found:
            yield f"The translation lacks the link ({target})."
        for target in found - wanted:
            yield f"The translation has the link ({target}), which the Finnish text does not have."
        for words, target in LINK.findall(translation):
            if not words.strip():
                yield f"The link ({target}) has no words to tap."

    return on_each(edition, "link", faults, also_search_words=True)


@check("markup")
def markup(edition: Edition) -> Iterator[Problem]:
    """Strong words stay strong, brackets have partners, and there is no HTML.

    A strong "not" is strong because somebody may come to harm without it.

    Bad: `You do not have to accept.` for `Sinun **ei** tarvitse suostua.`
    Good: `You do **not** have to accept.`
    """

    def faults(text: Text, translation: str) -> Iterator[str]:
        fault = markup_fault(translation)
        if fault:
            yield fault
        elif text.source.count("**") != translation.count("**"):
            yield (
                f"The Finnish text has {counted(text.source.count('**') // 2, 'strong part')} (**), "
                f"the translation has {translation.count('**') // 2}."
            )

    return on_each(edition, "markup", faults, also_search_words=True)


@check("typed-number")
def typed_number(edition: Edition) -> Iterator[Problem]:
    """A translation holds no typed phone number, address, sum or law number, in the digits of any script.

    Bad: `Ring 112.` for `Soita {emergency.phone}.`
    Good: `Ring {emergency.phone}.`
    """
    short = short_numbers(edition.site)

    def faults(_: Text, translation: str) -> Iterator[str]:
        for kind, typed in typed_facts(translation, short):
            yield f"There is a typed {kind} in the translation: '{typed}'. The computer puts it there."

    return on_each(edition, "typed-number", faults, also_search_words=True)


@check("direction-control")
def direction_control(edition: Edition) -> Iterator[Problem]:
    """No control characters that turn the direction of text; the page isolates numbers by itself.

    Bad: U+202E before a number
    Good: the number's name alone: `{emergency.phone}`
    """

    def faults(_: Text, translation: str) -> Iterator[str]:
        fault = direction_faults(translation)
        if fault:
            yield f"The translation holds a control of direction ({fault})."

    return on_each(edition, "direction-control", faults, also_search_words=True)


@check("invisible-character")
def invisible_character(edition: Edition) -> Iterator[Problem]:
    """No invisible characters. The joiners of Arabic-script languages are right and are let through.

    Bad: a zero-width space inside a word
    Good: Persian words with their ZWNJ
    """

    def faults(_: Text, translation: str) -> Iterator[str]:
        fault = invisible_faults(translation, edition.language.script)
        if fault:
            yield f"The translation holds an invisible character ({fault})."

    return on_each(edition, "invisible-character", faults, also_search_words=True)


GUARDS: tuple[Check[Edition], ...] = (
    placeholder,
    link,
    markup,
    typed_number,
    direction_control,
    invisible_character,
)
"""What keeps a page whole and true: no exception is made."""

JUDGEMENTS: tuple[Check[Edition], ...] = (
    numbers.number,
    negations.negation,
    scripts.mixed_script,
    scripts.wrong_script,
    likeness.untranslated,
    likeness.length,
    leftovers.left_in_finnish,
    terms.term,
    easy.harder_than_source,
    easy.translation_not_easy,
)
"""What a person can see otherwise, in `locales/exceptions.yaml`."""

EDITION_CHECKS = (*GUARDS, *JUDGEMENTS)
