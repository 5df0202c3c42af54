"""Rules about numbers: shares, great numbers, many numbers, laws, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.easy.documents import Part
from portal.easy.rules.rule import Found, Reading, Weight, rule
from portal.easy.segments import DIGIT, Sentence, stem_pattern, western_digits

_PHONE = re.compile(r"\+?\d[\d \u00a0-]{5,}\d")
_DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?")
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}(?!\d)|\b\d{1,2}\s?h(?:\s?\d{2})?\b")
# Three digits after a comma or point group thousands, two after a point are a time; a price is no fraction.
_MONEY = "€|e\\b|eur|kr|евро|євро|avro|يورو|یورو|یۆرۆ|欧元"
_FRACTION = rf"(?<![\d.,])\d+(?:[,\u066b](?!\d{{3}}(?!\d))\d+|\.(?!\d{{2,3}}(?!\d))\d+)(?![\d.,]*\d)(?!\s?(?:{_MONEY}))"
_LAW = re.compile(r"(?<!\d)\d{1,4}/\d{4}(?!\d)")


def _matches(reading: Reading, pattern: re.Pattern[str], hint: str) -> Iterator[Found]:
    for part, sentence in reading.sentences:
        for found in pattern.finditer(sentence.text):
            # "1.5." is a day, not a part of a whole.
            if any(date.start() <= found.start() < date.end() for date in _DAY.finditer(sentence.text)):
                continue
            yield part.place_of(sentence.start + found.start()), found.group(), hint, sentence.text


@rule("percent", Weight.WARNING, 1)
def percent(reading: Reading) -> Iterator[Found]:
    """Shares of a hundred and parts of a whole are school mathematics.

    Bad: 50 prosenttia perheistä
    Good: puolet perheistä
    """
    hint = "Say it in words: half, one in ten."
    yield from _matches(
        reading,
        re.compile(rf"\d+\s?[%\u066a\uff05]|%\s?\d+|{_FRACTION}|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/])|[½¼¾]"),
        hint,
    )
    if reading.table.percent_words:
        yield from _matches(reading, stem_pattern(*reading.table.percent_words), hint)


def _with_digits(reading: Reading) -> Iterator[tuple[Part, Sentence]]:
    """Most sentences have none, and need no further look."""
    return (row for row in reading.sentences if DIGIT.search(row[1].text))


@rule("big-number", Weight.WARNING, 1)
def big_number(reading: Reading) -> Iterator[Found]:
    """A great number says little to most readers.

    Bad: 15 400 perhettä
    Good: moni perhe
    """
    for part, sentence in _with_digits(reading):
        text = western_digits(sentence.text)
        for pattern in (_PHONE, _LAW, _DATE):
            text = pattern.sub(lambda found: " " * len(found.group()), text)
        for found in re.finditer(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f.,\u066c]\d{3})+(?!\d)|(?<!\d)\d{4,}(?!\d)", text):
            hint = "Round it, or say it with something the reader knows."
            yield part.place_of(sentence.start + found.start()), found.group(), hint, sentence.text


@rule("many-numbers", Weight.WARNING, 1)
def many_numbers(reading: Reading) -> Iterator[Found]:
    """Three numbers in a sentence are a table without lines.

    Bad: Ensimmäisestä lapsesta saa 100, toisesta 110 ja kolmannesta 140 euroa.
    Good: a list, one number in each item
    """
    for part, sentence in _with_digits(reading):
        text = sentence.text
        for pattern in (_PHONE, _LAW, _DATE, _TIME):
            text = pattern.sub(" ", text)
        if len(re.findall(r"\d+(?:[.,]\d+)?", text)) > 2:
            hint = "Make a list, or leave numbers out."
            yield part.place_of(sentence.start), sentence.text, hint, sentence.text


@rule("law-number", Weight.WARNING, 1)
def law_number(reading: Reading) -> Iterator[Found]:
    """The number of a law helps lawyers; readers stumble over it.

    Bad: Lastensuojelulaki (417/2007) sanoo
    Good: Laki sanoo
    """
    return _matches(reading, _LAW, "Name the law in the sources of the page.")


@rule("hyphen-range", Weight.WARNING, 1)
def hyphen_range(reading: Reading) -> Iterator[Found]:
    """A line between two numbers or days is read in many ways, and turned round in right-to-left text.

    Bad: ma-ke 12-13
    Good: maanantaista keskiviikkoon kello 12:sta 13:een
    """
    days = "|".join(re.escape(code) for code in reading.table.day_codes)
    # Chinese has no gaps between words, so only letters of an alphabet may not stand beside a day.
    edge, line = "[^\\W\\d_\u4e00-\u9fff]", "[-\u2013~\u301c\uff5e]"
    of_days = rf"|(?<!{edge})(?:{days})\s?{line}\s?(?:{days})(?!{edge})" if days else ""
    number = r"\d{1,3}(?:[.:]\d{2})?"
    pattern = re.compile(rf"(?<![\d/.:-]){number}\s?{line}\s?{number}(?!\d|/|[-\u2013]\d){of_days}", re.IGNORECASE)
    for part, sentence in reading.sentences:
        text = _PHONE.sub(lambda found: found.group().translate(_BLANK), sentence.text)
        for found in pattern.finditer(text):
            hint = "Write it in words: from, to."
            yield part.place_of(sentence.start + found.start()), found.group(), hint, sentence.text


_BLANK = dict.fromkeys(range(128), " ")
