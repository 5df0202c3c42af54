"""Rules about words: long ones, official ones, heavy ones, short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.easy.documents import Part, PartKind
from portal.easy.rules.rule import Found, Reading, Weight, rule
from portal.easy.segments import stem_of, stem_pattern, words_of


def _around(reading: Reading, part: Part, offset: int) -> str:
    """The sentence of a part that holds a character."""
    for other, sentence in reading.sentences:
        if other is part and sentence.start <= offset < sentence.start + len(sentence.text):
            return sentence.text
    return part.text


@rule("long-word", Weight.WARNING, 1)
def long_word(reading: Reading) -> Iterator[Found]:
    """A long word cannot be read at a glance; it must be taken apart first.

    An official word that the word list explains costs nothing: the reader will meet it, so it is better known.

    Bad: toimintamahdollisuudet
    Good: mitä voit tehdä
    """
    limit = reading.table.long_word.warn
    seen: set[str] = set()
    for part, sentence in reading.sentences:
        terms = None
        for word in sentence.words:
            if word.letters < limit or "://" in word.text or word.text.casefold() in seen:
                continue
            if terms is None:
                terms = [*reading.terms.find(part.text)]
            if any(term.start <= word.start < term.end for term in terms):
                continue
            seen.add(word.text.casefold())
            hint = f"{word.letters} letters. Say it in shorter words, or explain it in the word list."
            yield part.place_of(word.start), word.text, hint, sentence.text


@rule("heavy-word", Weight.WARNING, 1)
def heavy_word(reading: Reading) -> Iterator[Found]:
    """Words of offices are not the words of the kitchen table.

    Bad: Palvelun myöntäminen edellyttää arviointia.
    Good: Saat palvelun, kun työntekijä on arvioinut tilanteesi.
    """
    plainer = reading.table.heavy_words
    if not plainer:
        return
    pattern = stem_pattern(*plainer)
    for part, sentence in reading.sentences:
        for found in pattern.finditer(sentence.text):
            offset = sentence.start + found.start()
            if any(term.start <= offset < term.end for term in reading.terms.find(part.text)):
                continue
            word = next(word.text for word in sentence.words if word.start + len(word.text) > offset)
            shown = word if len(word) > len(found.group()) else found.group()
            hint = f"Plainer: {plainer[stem_of(found.group(), plainer)]}."
            yield part.place_of(offset), shown, hint, sentence.text


@rule("abbreviation", Weight.WARNING, 1)
def abbreviation(reading: Reading) -> Iterator[Found]:
    """A short form saves the writer's time and costs the reader's.

    Bad: esim. leikkiä
    Good: esimerkiksi leikkiä
    """
    known = reading.table.abbreviations
    if not known:
        return
    # A short form of one letter is one only in small letters: H.K. are somebody's initials.
    ways = (re.escape(word) if len(word.strip(".")) == 1 else f"(?i:{re.escape(word)})" for word in known)
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(ways) + r")(?![^\W_])")
    for part in reading.document.parts:
        for found in pattern.finditer(part.text):
            hint = "Write the whole word."
            yield part.place_of(found.start()), found.group(), hint, _around(reading, part, found.start())


# Letters of the scripts that have capitals; in Chinese they may stand beside characters without a gap.
_CASED = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_WORD = re.compile(rf"(?<![{_CASED}\d])[{_CASED}]{{2,}}[0-9]*(?![{_CASED}\d])")


@rule("unexplained-acronym", Weight.WARNING, 1)
def unexplained_acronym(reading: Reading) -> Iterator[Found]:
    """Capitals that stand for words mean nothing to whoever does not know the words.

    Bad: THL on tutkinut asiaa.
    Good: Terveyden ja hyvinvoinnin laitos (THL) on tutkinut asiaa.
    """
    text = "\n".join(part.text for part in reading.document.parts)
    seen: set[str] = set()
    for part in reading.document.parts:
        if all(word.text.isupper() for word in words_of(part.text) if word.letters):
            continue
        for found in _WORD.finditer(part.text):
            name = found.group()
            if not name.isupper():
                continue
            explained = any(way in text for way in (f"({name})", f"{name} (", f"\uff08{name}\uff09", f"{name}\uff08"))
            linked = any(name in words for words, _ in part.links)
            if name in seen or explained or linked or reading.terms.find(name):
                continue
            seen.add(name)
            hint = "Write the words it stands for, at least at its first use."
            yield part.place_of(found.start()), name, hint, _around(reading, part, found.start())


@rule("unmarked-term", Weight.ERROR, 2)
def unmarked_term(reading: Reading) -> Iterator[Found]:
    """An official word is used but not marked, so its explanation is not one tap away.

    Bad: Teet asiakassuunnitelman.
    Good: Teet [asiakassuunnitelman](term:asiakassuunnitelma).
    """
    if not reading.terms.marked:
        return
    marked = {target for part in reading.document.parts for _, target in part.links}
    seen: set[str] = set()
    for part in reading.document.parts:
        if part.kind is PartKind.HEADING:
            continue
        for match in reading.terms.find(part.text):
            name = match.term.id
            if f"term:{name}" in marked or name in seen or match.term.page == reading.document.name:
                continue
            seen.add(name)
            words = part.text[match.start : match.end]
            hint = f"Write [{words}](term:{name}) at its first use."
            yield part.place_of(match.start), words, hint, _around(reading, part, match.start)


@rule("wrong-word", Weight.WARNING, 1)
def wrong_word(reading: Reading) -> Iterator[Found]:
    """One thing has one name. With two names, the reader looks for two things.

    Bad: omakäsittelijä, when the word list says omatyöntekijä
    Good: omatyöntekijä
    """
    language = reading.document.language
    wrong = {word: term for term in reading.terms.terms for word in term.avoid.get(language, ())}
    if not wrong:
        return
    pattern = stem_pattern(*wrong)
    for part in reading.document.parts:
        for found in pattern.finditer(part.text):
            word = reading.terms.word(wrong[stem_of(found.group(), wrong)])
            hint = f"The word list says '{word}'."
            yield part.place_of(found.start()), found.group(), hint, part.text


@rule("noun-style", Weight.WARNING, 1)
def noun_style(reading: Reading) -> Iterator[Found]:
    """Nouns made of verbs hide who does what.

    Bad: Tukeminen ja auttaminen tapahtuu suunnitelman laatimisen jälkeen.
    Good: Ensin teet suunnitelman työntekijän kanssa. Sitten hän auttaa sinua.
    """
    endings, allowed = reading.table.noun_endings, reading.table.plain_nouns
    if not endings:
        return
    pattern = re.compile(r"(?:" + "|".join(endings) + r")$", re.IGNORECASE)
    plain_noun = stem_pattern(*allowed) if allowed else re.compile(r"(?!)")
    for part, sentence in reading.sentences:
        nouns = [
            word.text
            for word in sentence.words
            if word.letters > 6 and pattern.search(word.text) and not plain_noun.match(word.text)
        ]
        if len(nouns) > 1:
            hint = "Say with verbs who does what."
            yield part.place_of(sentence.start), ", ".join(nouns), hint, sentence.text
