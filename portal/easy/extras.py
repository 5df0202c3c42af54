"""Voikko and word frequencies, where they are installed -> hints about single words.

They explain a sentence; they do not judge a text. With them the measured difference between easy and hard texts
became smaller, so nothing that is found here changes a cost or a verdict.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from portal.easy.rules.rule import Finding, Reading, Weight
from portal.problems import Place

RARE = 3.0
"""Below this Zipf value a word is rare: once in a million words (wordfreq's own scale)."""

PARTS = 3
"""From so many parts a compound is long (Selkokeskus: avoid long compounds)."""

_PASSIVE = "4"


def extra_hints(reading: Reading) -> Iterator[Finding]:
    """Hints of every tool that is here and knows the language."""
    language = reading.document.language
    frequency = _frequency_of(language)
    if frequency is not None:
        yield from _rare_words(reading, frequency)
    if language == "fi":
        voikko = _voikko()
        if voikko is not None:
            yield from _compounds_and_passives(reading, voikko)


def missing_extras() -> list[str]:
    """What could be installed for more hints, in words."""
    missing = []
    if _module("wordfreq") is None:
        missing.append("wordfreq (pip install wordfreq)")
    if _voikko() is None:
        missing.append("Voikko (pip install libvoikko; on Debian also: apt install libvoikko1 voikko-fi)")
    return missing


def _module(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _frequency_of(language: str) -> Any | None:
    """The frequency of a word in this very language. wordfreq answers for one that it lacks from another one."""
    wordfreq = _module("wordfreq")
    if wordfreq is None or language not in wordfreq.available_languages():
        return None
    return lambda word: wordfreq.zipf_frequency(word, language)


def _voikko() -> Any | None:
    module = _module("libvoikko")
    if module is None:
        return None
    try:
        return module.Voikko("fi")
    except (module.VoikkoException, OSError):
        return None


def _hint(rule: str, words: str, why: str, way: str, sentence: str, place: Place) -> Finding:
    return Finding(
        rule=rule, weight=Weight.HINT, cost=0, place=place, words=words, why=why, hint=way, sentence=sentence
    )


def _rare_words(reading: Reading, frequency: Any) -> Iterator[Finding]:
    seen: set[str] = set()
    for part, sentence in reading.sentences:
        terms = reading.terms.find(part.text)
        for word in sentence.words:
            name = word.text.casefold()
            is_term = any(term.start <= word.start < term.end for term in terms)
            if word.is_number or word.text[0].isupper() or is_term or name in seen:
                continue
            seen.add(name)
            if word.letters > 3 and frequency(word.text) < RARE:
                why = "Few texts use this word, so few readers know it."
                way = "Is there a word that is used more?"
                place = part.place_of(word.start)
                yield _hint("rare-word", word.text, why, way, sentence.text, place)


def _compounds_and_passives(reading: Reading, voikko: Any) -> Iterator[Finding]:
    for part, sentence in reading.sentences:
        for word in sentence.words:
            analyses = voikko.analyze(word.text)
            if not analyses:
                continue
            place = part.place_of(word.start)
            parts = min(analysis["STRUCTURE"].count("=") for analysis in analyses)
            if parts >= PARTS and not reading.terms.find(word.text):
                why = "A word of three words must be taken apart before it is understood."
                way = "Say it in several words."
                yield _hint("long-compound", word.text, why, way, sentence.text, place)
            passive = all(
                analysis.get("PERSON") == _PASSIVE and analysis.get("NEGATIVE") != "true" for analysis in analyses
            )
            if passive:
                why = "The passive does not say who does it."
                way = "Name who does it, if you can."
                yield _hint("passive", word.text, why, way, sentence.text, place)
