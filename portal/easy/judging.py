"""A document -> its findings, its cost per 100 words, and a verdict: pass, read it, fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.easy.documents import Document
from portal.easy.extras import extra_hints
from portal.easy.rules import RULES
from portal.easy.rules.rule import Finding, Reading, Weight
from portal.easy.tables import table_of
from portal.easy.terms import Terms

PASS = 10.0
"""Up to this cost a text passes. Our own measure: easy texts about family services cost 3 to 8 here."""

READ = 15.0
"""Up to this cost a person should read it; above it, the text is not easy."""

LEAST_WORDS = 200
"""A shorter text counts as this long: one finding says little about twenty words. Counted in Finnish words."""


FINNISH_SENTENCE = 12
"""The limit of a Finnish sentence. Each language's limit stands to it as its words to Finnish words (UDHR)."""


class Verdict(StrEnum):
    """What may be said of a text after the rules have read it."""

    PASS = "pass"
    READ = "read"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that the rules say of one text. `cost` is the sum of the findings' costs for 100 words."""

    name: str
    language: str
    words: int
    sentences: int
    cost: float
    verdict: Verdict
    findings: tuple[Finding, ...]


def judge(
    document: Document,
    terms: Terms,
    without: frozenset[tuple[str, str]] = frozenset(),
    *,
    extras: bool = False,
) -> Judgement:
    """Judges a document; `without` names findings that are allowed, by rule and words; `extras` adds hints only."""
    reading = Reading(document, table_of(document.language), terms)
    findings = tuple(
        finding for rule in RULES for finding in rule.findings(reading) if (finding.rule, finding.words) not in without
    )
    hints = tuple(extra_hints(reading)) if extras else ()
    # A text has more words in English than in Finnish. Counted in Finnish words, languages are measured alike.
    words = reading.words * FINNISH_SENTENCE / reading.table.sentence.warn
    cost = sum(finding.cost for finding in findings) * 100 / max(words, LEAST_WORDS)
    return Judgement(
        name=document.name,
        language=document.language,
        words=reading.words,
        sentences=len(reading.sentences),
        cost=round(cost, 1),
        verdict=_verdict(cost, findings),
        findings=tuple(sorted((*findings, *hints), key=lambda finding: (finding.place, finding.rule))),
    )


def _verdict(cost: float, findings: tuple[Finding, ...]) -> Verdict:
    if cost > READ:
        return Verdict.FAIL
    if cost > PASS or any(finding.weight is Weight.ERROR for finding in findings):
        return Verdict.READ
    return Verdict.PASS
