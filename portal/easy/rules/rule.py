"""A function and its docstring -> a rule: what it finds, how much that costs, and its manual."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal.easy.documents import Document, Part
from portal.easy.segments import Sentence, sentences_of, stem_pattern
from portal.easy.tables import Table
from portal.easy.terms import Terms
from portal.problems import Place


class Weight(StrEnum):
    """What a finding does: an error must be mended before a text passes, a warning adds to its cost, a hint helps."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is hard, where, why it is hard for the reader, and what to do."""

    rule: str
    weight: Weight
    cost: float
    place: Place
    words: str
    why: str
    hint: str
    sentence: str = ""


class Reading:
    """A document on which rules look: cut into sentences once, with its language's table and the terms."""

    def __init__(self, document: Document, table: Table, terms: Terms) -> None:
        self.document = document
        self.table = table
        self.terms = terms

    @cached_property
    def sentences(self) -> tuple[tuple[Part, Sentence], ...]:
        """Every sentence with the part it stands in."""
        abbreviations = frozenset(word.casefold() for word in self.table.abbreviations)
        return tuple(
            (part, sentence) for part in self.document.parts for sentence in sentences_of(part.text, abbreviations)
        )

    @cached_property
    def by_part(self) -> tuple[tuple[Part, tuple[Sentence, ...]], ...]:
        """Every part that has sentences, with them."""
        groups: dict[int, list[Sentence]] = {}
        for part, sentence in self.sentences:
            groups.setdefault(id(part), []).append(sentence)
        parts = self.document.parts
        return tuple((part, tuple(groups[id(part)])) for part in parts if id(part) in groups)

    @cached_property
    def words(self) -> int:
        """How many words the document has."""
        return sum(len(sentence.words) for _, sentence in self.sentences)


Found = tuple[Place, str, str, str]
"""Where, which words, what to do, and the sentence around them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `why` is the first paragraph of its manual, which says what is hard for the reader."""

    name: str
    weight: Weight
    cost: float
    manual: str
    find: Callable[[Reading], Iterator[Found]]

    @property
    def why(self) -> str:
        """Why it is hard, in one sentence."""
        return " ".join(self.manual.split("\n\n")[0].split())

    def findings(self, reading: Reading) -> Iterator[Finding]:
        """All that the rule finds in a document."""
        for place, words, hint, sentence in self.find(reading):
            yield Finding(
                rule=self.name,
                weight=self.weight,
                cost=self.cost,
                place=place,
                words=words,
                why=self.why,
                hint=hint,
                sentence=sentence,
            )


def rule(name: str, weight: Weight, cost: float = 0) -> Callable[[Callable[[Reading], Iterator[Found]]], Rule]:
    """Makes a rule of a function that yields what it finds; its docstring becomes the manual."""

    def made(function: Callable[[Reading], Iterator[Found]]) -> Rule:
        return Rule(name, weight, cost, inspect.getdoc(function) or "", function)

    return made


def count_stems(text: str, stems: tuple[str, ...]) -> int:
    """How often words with these stems stand in a text."""
    return len(stem_pattern(*stems).findall(text)) if stems else 0
