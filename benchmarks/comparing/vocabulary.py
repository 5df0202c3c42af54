"""`words.yaml` -> sentences that say the same in every language: short ones, as easy language has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

Words = tuple[str, ...]
"""One text in each language, in the order of `LANGUAGES`."""

_FILE = Path(__file__).with_name("words.yaml")

SHARES = {"bold": 0.036, "term": 0.26, "page": 0.11, "link": 0.014, "fact": 0.064, "odd": 0.01}
"""How many of all messages hold what. All but the last are as measured in the real content (1,138 messages of 40 pages
in November 2026): so three of five messages have no markup, there and here. `odd` is a mark inside another mark.
"""

FACTS = tuple(f"days.f{number:02}" for number in range(1, 41))
"""The names of the facts that texts hold; each stands on one page in sixteen or so."""


@cache
def rows(kind: str) -> tuple[Words, ...]:
    """All rows of one kind."""
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(tuple(row) for row in read[kind])


@cache
def languages() -> Words:
    """The languages, the source first."""
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(read["languages"])


def filled(row: Words, **slots: Words | str) -> Words:
    """The row with its names in braces replaced: by the words of its language, or by what all languages share."""
    return tuple(
        text.format(**{name: value if isinstance(value, str) else value[place] for name, value in slots.items()})
        for place, text in enumerate(row)
    )


def joined(*texts: Words) -> Words:
    """One text after the other, with what stands between sentences in each language."""
    (space,) = rows("space")
    return tuple(space[place].join(parts) for place, parts in enumerate(zip(*texts, strict=True)))


def sentence(random: Random) -> Words:
    """Who does what, how and when; without its full stop."""
    (pattern,) = rows("sentence")
    return filled(pattern, **{slot: random.choice(rows(slot)) for slot in ("who", "does", "with", "when")})


def stopped(text: Words) -> Words:
    """The sentence with its full stop."""
    (stop,) = rows("stop")
    return tuple(one + end for one, end in zip(text, stop, strict=True))


@cache
def title(number: int) -> Words:
    """The title of a page: no two numbers below 38,400 have the same."""
    slots = {}
    # Primes spread the numbers, so that neighbours differ in more than one word.
    rest = number * 7919 % 38_400
    for slot in ("who", "does", "with", "when"):
        rest, place = divmod(rest, len(rows(slot)))
        slots[slot] = rows(slot)[place]
    return filled(rows("sentence")[0], **slots)


def term_id(row: Words) -> str:
    """The name of a word of the glossary: its Finnish in plain letters."""
    return row[0].translate(str.maketrans("äöå", "aoa"))


def marked(random: Random, of_all: float, pages: tuple[tuple[str, Words], ...]) -> list[Words]:
    """Sentences with markup, as many as chance wants. `of_all`: the share of all messages that can have any."""
    found = []
    for kind, share in SHARES.items():
        if random.random() < share / of_all:
            row = random.choice(rows(kind))
            term = random.choice(rows("terms"))
            slots: dict[str, Words | str] = {"word": term, "id": term_id(term)}
            if kind == "page":
                slug, slots["word"] = random.choice(pages)
                slots["id"] = slug
            elif kind == "link":
                slots = {"word": "InfoFinland", "id": "infofinland"}
            elif kind == "fact":
                slots = {"id": random.choice(FACTS)}
            found.append(filled(row, **slots))
    return found


def new_sentence(number: int) -> Words:
    """The sentence of an edit: no page has it, and no two numbers below 512 have the same."""
    colours = rows("colours")
    one, two, three = (colours[number // 8**place % 8] for place in range(3))
    return filled(rows("new")[0], one=one, two=two, three=three)
