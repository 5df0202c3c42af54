"""The one splitter: joining gives back the text, lines and columns are right, wrapping means nothing."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portal.blocks import Piece, PieceKind, join, split
from portal.environment import ROOT

MARKS = r"# ## ###### - * + 1. 12. > >> :: ** * _ ` ``` ~~~ | [ ]( ) ! < > <!-- --> --- === \ { } & : word ä ع"
MARKDOWN = st.lists(st.sampled_from([*MARKS.split(), " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n- ", "\n> "])).map(
    "".join
)
REAL = sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in {".md", ".yaml"})


def _strings(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.ScalarNode):
        yield node.value
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        yield from (text for one in (part if isinstance(part, tuple) else (part,)) for text in _strings(one))


def _texts_in(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    node = None if path.suffix == ".md" else yaml.compose(text, Loader=yaml.BaseLoader)
    return [text] if node is None else list(_strings(node))


def _kinds(text: str) -> list[tuple[PieceKind, str]]:
    return [(piece.kind, piece.message) for piece in split(text) if piece.kind is not PieceKind.GAP]


@given(st.one_of(MARKDOWN, st.text()))
def test_joining_the_pieces_gives_back_any_text(text: str) -> None:
    assert join(split(text)) == text


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_joining_the_pieces_gives_back_every_text_of_the_content(path: Path) -> None:
    texts = _texts_in(path)
    assert texts
    assert [join(split(text)) for text in texts] == texts


@given(MARKDOWN)
def test_every_piece_knows_the_line_and_column_where_its_body_starts(text: str) -> None:
    lines = text.split("\n")
    for piece in split(text):
        assert lines[piece.line][: piece.column - 1] == piece.lead
        assert lines[piece.line][piece.column - 1 :] == piece.body.split("\n")[0]


@given(MARKDOWN)
def test_a_message_is_one_line_without_spaces_at_its_ends(text: str) -> None:
    for piece in split(text):
        assert "\n" not in piece.message
        assert piece.message == piece.message.strip(" \t")


@pytest.mark.parametrize("width", [14, 30, 200])
def test_wrapping_a_paragraph_an_item_or_a_note_anew_changes_no_message(width: int) -> None:
    words = "Yksi kaksi kolme neljä viisi kuusi seitsemän."

    def wrapped(first: str, rest: str) -> str:
        return textwrap.fill(words, width, initial_indent=first, subsequent_indent=rest)

    marks = [("", ""), ("- ", "  "), ("1. ", "   "), ("> ", "> ")]
    text = "\n\n".join(wrapped(first, rest) for first, rest in marks)
    assert [message for _, message in _kinds(text)] == [words] * 4


def test_each_mark_makes_its_own_kind_of_piece() -> None:
    text = "## Otsikko\nKappale\njatkuu\n- Kohta\n  jatkuu\n1. Askel\n> Huomio\n> jatkuu\n:: path\n"
    text += "<!-- note: n -->\n* Tähti"
    assert _kinds(text) == [
        (PieceKind.HEADING, "Otsikko"),
        (PieceKind.PARAGRAPH, "Kappale jatkuu"),
        (PieceKind.ITEM, "Kohta jatkuu"),
        (PieceKind.STEP, "Askel"),
        (PieceKind.CALLOUT, "Huomio jatkuu"),
        (PieceKind.BOX, "path"),
        (PieceKind.COMMENT, "<!-- note: n -->"),
        (PieceKind.UNSUPPORTED, "* Tähti"),
    ]


def test_lines_count_on_over_gaps() -> None:
    pieces = split("Yksi\n\n\n- Kaksi\n\nKolme")
    shown: list[Piece] = [piece for piece in pieces if piece.kind is not PieceKind.GAP]
    assert [(piece.message, piece.line, piece.column) for piece in shown] == [
        ("Yksi", 0, 1),
        ("Kaksi", 3, 3),
        ("Kolme", 5, 1),
    ]
