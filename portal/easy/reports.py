"""A judgement -> what a person reads: lines for the console, JSON, or a page with coloured sentences."""

from __future__ import annotations

import json
from html import escape

from portal.easy.documents import Document, Part, PartKind
from portal.easy.judging import Judgement, Verdict
from portal.easy.rules.rule import Finding, Weight
from portal.easy.segments import sentences_of
from portal.easy.tables import table_of
from portal.easy.worksheet import as_worksheet
from portal.problems import counted, visible

MEANING = {
    Verdict.PASS: "The rules find it easy. Only readers can say whether it is.",
    Verdict.READ: "A person should read it and mend what can be mended.",
    Verdict.FAIL: "It is not easy to read.",
}
"""What a verdict means; nothing more may be claimed."""


def as_text(document: Document, judgement: Judgement) -> str:
    """Every finding with its sentence, the reason and the way out; then the verdict."""
    lines = [line for finding in judgement.findings for line in _finding_lines(finding)]
    lines.append(
        f"{judgement.name}: {judgement.cost} for 100 words ({judgement.words} words, "
        f"{counted(judgement.sentences, 'sentence')}): {judgement.verdict}. {MEANING[judgement.verdict]}"
    )
    return "\n".join(lines) + "\n"


def _finding_lines(finding: Finding) -> list[str]:
    lines = [f"{finding.place}: {finding.weight}[{finding.rule}] {visible(finding.words)}"]
    if finding.sentence and finding.sentence != finding.words:
        lines.append(f"    in: {visible(finding.sentence)}")
    lines.append(f"    {finding.why}")
    lines.append(f"    {visible(finding.hint)}")
    return lines


def as_json(document: Document, judgement: Judgement) -> str:
    """One JSON object, for other programs."""
    row = {
        "language": judgement.language,
        "words": judgement.words,
        "sentences": judgement.sentences,
        "cost_per_100_words": judgement.cost,
        "verdict": judgement.verdict.value,
        "findings": [_finding_row(finding) for finding in judgement.findings],
    }
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def _finding_row(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.weight.value,
        "line": finding.place.line,
        "column": finding.place.column,
        "words": finding.words,
        "why": finding.why,
        "hint": finding.hint,
    }


_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-inline-size:42rem;margin:2rem auto;padding:0 1rem;"
    "color:#1c1c1c;background:#fff}mark{color:inherit;border-block-end:3px solid;padding-block:.1em}"
    ".error{background:#ffd9d0;border-color:#b3261e}.warning{background:#ffefc2;border-color:#8a6100}"
    ".hint{background:#e2eefc;border-color:#2a5d9f}ul.why{font-size:.9rem;color:#444;margin-block:.2rem 1rem}"
    "b.error,b.warning,b.hint{padding:0 .4em;background:none;border:1px solid}"
)
_ORDER = (Weight.ERROR, Weight.WARNING, Weight.HINT)


def as_html(document: Document, judgement: Judgement) -> str:
    """A page of its own: the text with its hard sentences coloured, and under each what to do."""
    table = table_of(document.language)
    abbreviations = frozenset(word.casefold() for word in table.abbreviations)
    right_to_left = document.language in {"ar", "fa", "ckb", "ur", "ps", "prs"}
    body = "\n".join(_part_html(part, judgement, abbreviations) for part in document.parts)
    title = escape(f"{judgement.name}: {judgement.cost} for 100 words, {judgement.verdict}")
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"<p>{judgement.words} words, {judgement.sentences} sentences. {MEANING[judgement.verdict]}</p>\n"
        f'<div lang="{escape(document.language)}" dir="{"rtl" if right_to_left else "ltr"}">\n{body}\n</div>\n'
        "</main>\n</body>\n</html>\n"
    )


def _part_html(part: Part, judgement: Judgement, abbreviations: frozenset[str]) -> str:
    findings = [one for one in judgement.findings if _belongs(one, part)]
    pieces = []
    for sentence in sentences_of(part.text, abbreviations):
        weights = [one.weight for one in findings if one.sentence in {sentence.text, part.text}]
        worst = next((weight for weight in _ORDER if weight in weights), None)
        text = escape(sentence.text)
        pieces.append(f'<mark class="{worst.value}">{text}</mark>' if worst else text)
    tag = {PartKind.HEADING: "h2", PartKind.ITEM: "p"}.get(part.kind, "p")
    bullet = "\u2022 " if part.kind is PartKind.ITEM else ""
    why = "".join(
        f'<li><b class="{one.weight.value}">{one.rule}</b> <q>{escape(one.words)}</q> '
        f"{escape(one.why)} {escape(one.hint)}</li>"
        for one in findings
    )
    explained = f'<ul class="why" lang="en" dir="ltr">{why}</ul>' if why else ""
    return f"<{tag}>{bullet}{' '.join(pieces)}</{tag}>{explained}"


def _belongs(finding: Finding, part: Part) -> bool:
    return finding.sentence in part.text and (
        finding.place == part.place or not part.places or finding.place.line >= part.place.line
    )


def worksheet(document: Document, judgement: Judgement) -> str:
    """The worksheet for an expert."""
    return as_worksheet(judgement)


FORMATS = {"text": as_text, "json": as_json, "html": as_html, "worksheet": worksheet}
