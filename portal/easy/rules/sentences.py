"""Rules about sentences: how long they are and how many things they say at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.easy.documents import PartKind
from portal.easy.rules.rule import Found, Reading, Weight, count_stems, rule
from portal.easy.segments import stem_pattern


def _sentences_with(reading: Reading, stems: tuple[str, ...], at_least: int, hint: str) -> Iterator[Found]:
    for part, sentence in reading.sentences:
        if part.kind is not PartKind.HEADING and count_stems(sentence.text, stems) >= at_least:
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("long-sentence", Weight.WARNING, 2)
def long_sentence(reading: Reading) -> Iterator[Found]:
    """A long sentence must be held in mind until its end, in a language that is hard already.

    Bad: Perhetyöntekijä tulee kotiin ja auttaa vanhempia arjessa, jotta perhe jaksaa paremmin ja lapsella on hyvä olla.
    Good: Perhetyöntekijä tulee kotiin. Hän auttaa vanhempia arjessa. Perhe jaksaa paremmin.
    """
    limit = reading.table.sentence
    for part, sentence in reading.sentences:
        count = len(sentence.words)
        if limit.warn < count <= limit.error and part.kind is not PartKind.ITEM:
            hint = f"{count} words; easy language allows {limit.warn}. Make two sentences."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("very-long-sentence", Weight.ERROR, 4)
def very_long_sentence(reading: Reading) -> Iterator[Found]:
    """Such a long sentence is lost on most readers of easy language.

    Bad: a sentence of 25 words
    Good: three sentences of 8 words
    """
    limit = reading.table.sentence
    for part, sentence in reading.sentences:
        count = len(sentence.words)
        if count > limit.error:
            hint = f"{count} words; easy language allows {limit.warn}. Make several sentences, or a list."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("long-sentences-in-a-row", Weight.HINT)
def long_sentences_in_a_row(reading: Reading) -> Iterator[Found]:
    """Two longish sentences, one after the other, leave no rest.

    Bad: two sentences of 11 words
    Good: a sentence of 11 words, then one of 5
    """
    limit = reading.table.sentence.warn - 2
    for (part, one), (other_part, other) in pairwise(reading.sentences):
        if part is other_part and min(len(one.words), len(other.words)) > limit:
            yield part.place_of(other.start), other.text, "Make one of the two shorter.", other.text


@rule("long-item", Weight.WARNING, 2)
def long_item(reading: Reading) -> Iterator[Found]:
    """A list helps only when its items can be seen at a glance.

    Bad: - Työntekijä auttaa sinua ja lasta, kun arki on raskasta ja tarvitset tukea
    Good: - Työntekijä auttaa arjessa
    """
    limit = reading.table.item.warn
    error = reading.table.sentence.error
    for part, sentence in reading.sentences:
        count = len(sentence.words)
        if part.kind is PartKind.ITEM and limit < count <= error:
            hint = f"{count} words; an item should have at most {limit}."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("many-commas", Weight.WARNING, 1)
def many_commas(reading: Reading) -> Iterator[Found]:
    """Three commas mean that the sentence says several things, or that it hides a list.

    Bad: Apua saa arkeen, kasvatukseen, raha-asioihin, jaksamiseen ja yksinäisyyteen.
    Good: a list with four items
    """
    for part, sentence in reading.sentences:
        count = sum(character in ",\u060c\uff0c\u3001;\u061b\uff1b" for character in sentence.text)
        if count > 2:
            hint = f"{count} commas. Make a list, or two sentences."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("many-clauses", Weight.WARNING, 1)
def many_clauses(reading: Reading) -> Iterator[Found]:
    """A clause inside a clause must be untangled before it can be understood.

    Bad: Kerro, jos huomaat, että apu ei riitä.
    Good: Riittääkö apu? Kerro, jos se ei riitä.
    """
    hint = "Say one thing in a sentence: take one of the clauses out."
    relatives = reading.table.relatives
    after_comma = re.compile(r"[,\u060c]\s*" + stem_pattern(*relatives).pattern, re.IGNORECASE) if relatives else None
    for part, sentence in reading.sentences:
        count = count_stems(sentence.text, reading.table.subordinators)
        if after_comma:
            count += len(after_comma.findall(sentence.text))
        if part.kind is not PartKind.HEADING and count > 1:
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("many-negations", Weight.WARNING, 1)
def many_negations(reading: Reading) -> Iterator[Found]:
    """Two negations in a sentence are easily read as none, or as one.

    Bad: Et saa apua, jos et ota yhteyttä.
    Good: Ota yhteyttä. Sitten saat apua.
    """
    return _sentences_with(reading, reading.table.negations, 2, "Say what is, or what to do, instead.")


@rule("many-conditions", Weight.WARNING, 1)
def many_conditions(reading: Reading) -> Iterator[Found]:
    """With two conditions in a sentence the reader cannot tell whether it is about her.

    Bad: Jos olet sairas, saat apua, jos kukaan muu ei auta.
    Good: Oletko sairas? Saat apua, jos kukaan muu ei auta.
    """
    hint = "Ask a question for one of the conditions, or make a list of cases."
    return _sentences_with(reading, reading.table.conditions, 2, hint)
