"""Pieces of Markdown -> blocks of the model: texts with their places, headings with anchors, boxes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from portal.blocks import Piece, PieceKind, split
from portal.model import Block, BlockKind, Prose, Text
from portal.problems import Place, Report

_NOTE = re.compile(r"<!--\s*(note|context):\s*(.*?)\s*-->")

_NOTES = {
    PieceKind.HEADING: "Heading.",
    PieceKind.PARAGRAPH: "Paragraph.",
    PieceKind.ITEM: "Item of a list.",
    PieceKind.STEP: "Item of a numbered list.",
    PieceKind.CALLOUT: "Important note, shown in a box.",
}

_SHOWN = set(_NOTES)


def read_prose(text: str, start: Place, top_level: int, note: str, report: Report) -> Prose:
    """Splits Markdown that starts at `start` into blocks; `top_level` is the greatest heading allowed."""
    blocks: list[Block] = []
    remarks = {"note": note, "context": ""}
    anchors: Counter[str] = Counter()
    level = top_level - 1
    for piece in split(text):
        place = Place(start.file, start.line + piece.line, start.column + piece.column - 1)
        if piece.kind is PieceKind.GAP:
            continue
        if piece.kind is PieceKind.COMMENT:
            _take_remark(piece, place, remarks, report)
            continue
        if piece.kind is PieceKind.UNSUPPORTED:
            _unsupported(piece, place, report)
            continue
        if piece.kind is PieceKind.BOX:
            name, _, argument = piece.message.partition(" ")
            blocks.append(Block(kind=BlockKind.BOX, place=place, box=name, argument=argument))
            continue
        if piece.kind is PieceKind.HEADING:
            level = _check_level(piece, place, level, top_level, report)
        block = _text_block(piece, place, remarks, anchors, report)
        if block is not None:
            blocks.append(block)
        remarks = {"note": note, "context": ""}
    return Prose(blocks=tuple(blocks))


def _take_remark(piece: Piece, place: Place, remarks: dict[str, str], report: Report) -> None:
    found = _NOTE.fullmatch(piece.body.strip())
    if found:
        remarks[found.group(1)] = found.group(2)
    else:
        report.problem(
            place,
            "unknown-comment",
            "Only '<!-- note: ... -->' and '<!-- context: ... -->' may stand in a text.",
            "Delete the comment, or make it a note for the translators.",
        )


def _unsupported(piece: Piece, place: Place, report: Report) -> None:
    report.problem(
        place,
        "unsupported-markdown",
        f"This kind of Markdown is not used here: '{piece.body.strip()[:40]}'.",
        "Use paragraphs, '## ' headings, '- ' and '1. ' lists without inner lists, and '> ' notes. "
        "HTML, tables, pictures and code are not allowed.",
    )


def _check_level(piece: Piece, place: Place, above: int, top: int, report: Report) -> int:
    marks = "#" * piece.level
    if piece.level < top:
        report.problem(
            place,
            "heading-level",
            f"A heading here may not be as great as '{marks}'.",
            f"Write '{'#' * top} '.",
        )
    elif piece.level > above + 1 or piece.level > 4:
        report.problem(
            place,
            "heading-level",
            f"'{marks}' leaves out a level.",
            f"Write '{'#' * min(above + 1, 4)} '.",
        )
    return piece.level


def _text_block(
    piece: Piece, place: Place, remarks: dict[str, str], anchors: Counter[str], report: Report
) -> Block | None:
    message = piece.message
    if not message:
        report.problem(place, "empty-text", "The text is empty.", "Write it, or delete the line.")
        return None
    note = " ".join(part for part in (_NOTES[piece.kind], remarks["note"]) if part)
    text = Text(source=message, place=place, note=note, context=remarks["context"])
    anchor = ""
    if piece.kind is PieceKind.HEADING:
        name = slug_of(message) or "kohta"
        anchors[name] += 1
        anchor = name if anchors[name] == 1 else f"{name}-{anchors[name]}"
    return Block(kind=BlockKind(piece.kind.value), place=place, text=text, level=piece.level, anchor=anchor)


def slug_of(words: str) -> str:
    """Words as an address: small ASCII letters and digits, joined by hyphens."""
    words = re.sub(r"\]\([^)]*\)", "", words)
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
