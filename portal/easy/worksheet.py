"""A judgement -> a worksheet for whoever judges a text with Selkomittari 2.0, filled in where rules can count.

Selkomittari (Selkokeskus, 2022) has 96 criteria and asks for an expert. The themes below are in our own words; the
criteria themselves, and all that rules cannot see, are in the original: selkokeskus.fi.
"""

from __future__ import annotations

from collections import Counter

from portal.easy.judging import Judgement

_THEMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Sentences are short, and say one thing", ("long-sentence", "very-long-sentence", "many-commas")),
    ("Clauses are not piled up", ("many-clauses", "many-conditions")),
    ("Negations are few and plain", ("many-negations",)),
    ("Words are common and known", ("heavy-word",)),
    ("Hard words are explained where they stand", ("unmarked-term",)),
    ("Long words are few", ("long-word",)),
    ("The same thing has the same name", ("wrong-word",)),
    ("There are no short forms", ("abbreviation", "unexplained-acronym")),
    ("Who does what is said with verbs", ("noun-style",)),
    ("Numbers are few, and rounded", ("percent", "big-number", "many-numbers", "law-number", "hyphen-range")),
    ("Parts and lists are of a fit size, with headings", ("long-paragraph", "long-list", "long-item", "no-heading")),
    ("Lists and headings have one plain order", ("list-in-list", "heading-jump")),
    ("Signs and capitals do not stand for words", ("slash-or-bracket", "all-capitals")),
    ("Links say where they lead", ("unclear-link",)),
)

_FOR_PEOPLE = (
    "Does the text tell what this reader needs, and nothing else?",
    "Is it concrete, with examples from the reader's life?",
    "Is the order logical, and does each part follow from the one before?",
    "Are pronouns, causes and times clear?",
    "Is the tone right: does it talk to an adult, without frightening?",
    "Are participles, rare cases and chains of genitives avoided?",
    "Layout and pictures: type, lines, space, contrast, pictures that mean one thing.",
    "Have people read it for whom it is meant?",
)


def as_worksheet(judgement: Judgement) -> str:
    """The worksheet as text, to print or to go on with in a word processor."""
    found = Counter(finding.rule for finding in judgement.findings)
    lines = [
        f"Worksheet beside Selkomittari 2.0: {judgement.name} ({judgement.language})",
        f"{judgement.words} words, {judgement.sentences} sentences, "
        f"{judgement.words / max(judgement.sentences, 1):.1f} words in a sentence, "
        f"cost {judgement.cost} for 100 words",
        "",
        "What rules can count (places where a rule speaks)",
    ]
    for theme, rules in _THEMES:
        count = sum(found[rule] for rule in rules)
        lines.append(f"[{'x' if not count else ' '}] {theme}: {count or 'none'}")
    lines += ["", "What only people can judge"]
    lines += [f"[ ] {question}" for question in _FOR_PEOPLE]
    lines += ["", "Judged by (role): ____________________   Date: ____________"]
    return "\n".join(lines) + "\n"
