"""Rules about how a text is laid out: paragraphs, lists, headings, signs, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.easy.documents import PartKind, runs_of_items
from portal.easy.rules.rule import Found, Reading, Weight, rule
from portal.easy.segments import Word, words_of

ITEMS = 7
"""How many items a list may have: what can be taken in at once (COGA, manageable quantity)."""

WITHOUT_HEADING = 120
"""After how many words a heading should come (own measure, from the calibration texts)."""


@rule("long-paragraph", Weight.WARNING, 1)
def long_paragraph(reading: Reading) -> Iterator[Found]:
    """A wall of text is skipped (COGA: split what has over 50 words; at most 4 sentences).

    Bad: a paragraph of 80 words
    Good: two paragraphs, or a heading between them
    """
    limit = reading.table.paragraph.warn
    for part, sentences in reading.by_part:
        words = sum(len(sentence.words) for sentence in sentences)
        if part.kind is PartKind.PARAGRAPH and (words > limit or len(sentences) > 4):
            hint = f"{words} words in {len(sentences)} sentences. Make two paragraphs."
            yield part.place_of(0), sentences[0].text, hint, sentences[0].text


@rule("long-list", Weight.WARNING, 1)
def long_list(reading: Reading) -> Iterator[Found]:
    """A list of more than seven items is not taken in at once.

    Bad: a list of twelve items
    Good: two lists with a heading each
    """
    for run in runs_of_items(reading.document):
        if len(run) > ITEMS:
            hint = f"{len(run)} items; at most {ITEMS}. Make groups."
            yield run[0].place_of(0), run[0].text, hint, run[0].text


@rule("list-in-list", Weight.ERROR, 2)
def list_in_list(reading: Reading) -> Iterator[Found]:
    """On a phone, and by ear, nobody can tell what a list inside a list belongs to.

    Bad: an item with items of its own
    Good: a heading and a list
    """
    for part in reading.document.parts:
        if part.nested:
            yield part.place_of(0), part.text, "Make a heading of the outer item.", part.text


@rule("heading-jump", Weight.ERROR, 2)
def heading_jump(reading: Reading) -> Iterator[Found]:
    """Screen readers jump by headings; a level that is left out leads astray (WCAG 1.3.1).

    Bad: # Title, then ### Section
    Good: # Title, then ## Section
    """
    above = 0
    for part in reading.document.parts:
        if part.kind is PartKind.HEADING and part.level:
            if above and part.level > above + 1:
                hint = f"A heading of level {above + 1} should stand here."
                yield part.place_of(0), part.text, hint, part.text
            above = part.level


@rule("no-heading", Weight.HINT)
def no_heading(reading: Reading) -> Iterator[Found]:
    """Without headings a reader cannot find the part that is about her.

    Bad: 200 words without a heading
    Good: a heading for each question
    """
    count = 0
    for part, sentence in reading.sentences:
        if part.kind is PartKind.HEADING:
            count = 0
            continue
        if part.opens and sentence.start == 0:
            count = 0
        before, count = count, count + len(sentence.words)
        if before <= WITHOUT_HEADING < count:
            hint = f"Put a heading before this: {WITHOUT_HEADING} words have none."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


_SIGNS = re.compile(r"(?<=\w)\s?/\s?(?=\w)|\([^)]*\)|\uff08[^\uff09]*\uff09|\uff0f|\u2192|->|=>|(?<=\s)=(?=\s)|&")
# Law numbers and web addresses have slashes of their own.
_NAMES = re.compile(r"\d+/\d+|\S+\.\w{2,}/\S*|https?://\S+")


@rule("slash-or-bracket", Weight.WARNING, 1)
def slash_or_bracket(reading: Reading) -> Iterator[Found]:
    """Signs in place of words are read in many ways, and badly by screen readers.

    Bad: perhetyö / tukiperhe (tarvittaessa)
    Good: perhetyö tai tukiperhe, jos tarvitset sitä
    """
    for part in reading.document.parts:
        text = _NAMES.sub(lambda found: "0" * len(found.group()), part.text)
        for found in _SIGNS.finditer(text):
            yield part.place_of(found.start()), found.group().strip(), "Say it in words.", part.text


@rule("all-capitals", Weight.WARNING, 1)
def all_capitals(reading: Reading) -> Iterator[Found]:
    """Words in capitals lose their shape, by which readers know them.

    Bad: HAE APUA HETI
    Good: Hae apua heti
    """
    for part in reading.document.parts:
        for run in _runs_of_capitals(part.text):
            yield part.place_of(run.start), run.text, "Use small letters.", part.text


def _runs_of_capitals(text: str) -> Iterator[Word]:
    """Two or more words beside each other that have capitals only, in any script that has them."""
    run: list[Word] = []
    for word in (*words_of(text), Word(".", len(text))):
        if word.letters > 2 and word.text.isupper():
            run.append(word)
            continue
        if len(run) > 1:
            start, end = run[0].start, run[-1].start + len(run[-1].text)
            yield Word(text[start:end], start)
        run = []


@rule("unclear-link", Weight.ERROR, 2)
def unclear_link(reading: Reading) -> Iterator[Found]:
    """A link must say where it leads, for whoever jumps from link to link (WCAG 2.4.4).

    Bad: Lue lisää [tästä](page:perhetyo).
    Good: Lue lisää [perhetyöstä](page:perhetyo).
    """
    unclear = {word.casefold() for word in reading.table.unclear_links}
    for part in reading.document.parts:
        for words, _ in part.links:
            if words.casefold().strip(" .\"'\u201c\u201d\u00ab\u00bb") in unclear or "://" in words:
                yield part.place_of(0), words, "Name what the link leads to.", part.text
