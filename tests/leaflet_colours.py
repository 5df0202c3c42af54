"""What is painted on a leaflet -> what a black-and-white printer or a reader who sees no colours would lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, takewhile

from portal.style import contrast
from tests.leaflet_sheets import Colour, Painted, is_coloured

WHITE: Colour = (255, 255, 255)
FOR_WORDS, FOR_LINES = 4.5, 3.0
"""How far words, and the lines that hold something together, must stand out (WCAG 2.2, 1.4.3 and 1.4.11)."""

_LONG, _THIN = 15 / 25.4 * 72, 3
"""A line to write on, or under a word: in points, straight along or down the sheet."""


def in_grey(colour: Colour) -> str:
    """A colour as a black-and-white printer puts it on paper: only its brightness stays."""
    red, green, blue = colour
    return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


def _apart(one: Colour, other: Colour) -> float:
    return contrast(in_grey(one), in_grey(other))


def _by_page(painted: list[Painted]) -> Iterator[tuple[int, list[Painted]]]:
    for page, pieces in groupby(painted, lambda one: one.page):
        yield page, list(pieces)


def _grounds(words: Painted, before: list[Painted]) -> list[Painted]:
    """The filled shapes under words, the uppermost last."""
    return [shape for shape in before if shape.fill and shape.holds(words)]


def is_line(piece: Painted) -> bool:
    """Whether a shape is a straight line: a stroke, or a very flat box."""
    sides = sorted((piece.right - piece.left, piece.top - piece.bottom))
    return sides[0] < _THIN and sides[1] > _LONG


def faint_parts(painted: list[Painted]) -> list[str]:
    """Words that are hardly to be seen in grey on what is under them, and lines that are hardly to be seen on paper."""
    faults = []
    for page, pieces in _by_page(painted):
        shapes: list[Painted] = []
        for piece in pieces:
            if piece.words is None:
                shapes.append(piece)
                colour = piece.stroke or piece.fill
                if is_line(piece) and colour and 1.01 < _apart(colour, WHITE) < FOR_LINES:
                    faults.append(f"page {page}: a line in {colour}")
                continue
            ground = next((shape.fill for shape in reversed(_grounds(piece, shapes)) if shape.fill), WHITE)
            if piece.fill and _apart(piece.fill, ground) < FOR_WORDS:
                faults.append(f"page {page}: words in {piece.fill} on {ground}")
    return list(dict.fromkeys(faults))


def told_by_colour_alone(painted: list[Painted]) -> list[str]:
    """Words that differ from those around them, and boxes that differ from the paper, in their colour only."""
    plain, usual = _usual(painted)
    faults = []
    for page, pieces in _by_page(painted):
        faults += [
            f"page {page}: only its colour sets {piece.words!r} off"
            for piece in pieces
            if is_in_colour(piece) and piece.font in plain and piece.size < 1.2 * usual
        ]
        shapes = [piece for piece in pieces if piece.words is None]
        frames = [shape for shape in shapes if shape.stroke and _apart(shape.stroke, WHITE) >= FOR_LINES]
        for piece in pieces:
            for ground in _grounds(piece, shapes) if piece.words is not None else ():
                is_pale = ground.fill is not None and 1.01 < _apart(ground.fill, WHITE) < FOR_LINES
                if is_pale and not any(frame.holds(ground) and ground.holds(frame) for frame in frames):
                    faults.append(f"page {page}: a box in {ground.fill} without a border")
    return list(dict.fromkeys(faults))


def is_in_colour(piece: Painted) -> bool:
    """Whether a piece is coloured words, not only a coloured number or dot."""
    return is_coloured(piece.fill) and any(map(str.isalpha, piece.words or ""))


def _usual(painted: list[Painted]) -> tuple[set[str], float]:
    """The faces in which most black words are set, one of each family, and their usual size."""
    black = [piece for piece in painted if piece.words == ""]
    plain: dict[str, str] = {}
    for font, _ in Counter(piece.font for piece in black).most_common():
        plain.setdefault(
            font.partition("+")[2].partition("-")[0], font
        )  # a bold cut of a family may bear the same name
    return set(plain.values()), Counter(piece.size for piece in black).most_common(1)[0][0]


_NEAR, _ACROSS = 1.0, 5.0
_HANGING = 4.0
"""Arabic letters reach far above and below their line: by so many points the boxes of two lines may overlap."""


def words_on_pictures(painted: list[Painted]) -> list[str]:
    """Words that run into a picture or a square code: over its edge, not wholly on it."""
    faults = []
    for page, pieces in _by_page(painted):
        shapes = [piece for piece in pieces if piece.words is None and piece.fill]
        faults += [
            f"page {page}: words {piece.left:.0f} points across, {piece.bottom:.0f} points up"
            for piece in pieces
            if piece.words is not None
            and any(min(piece.over(shape)) > _NEAR and not shape.holds(piece) for shape in shapes)
        ]
    return list(dict.fromkeys(faults))


def lines_on_lines(painted: list[Painted], hanging: bool) -> list[str]:
    """Lines of words that run into the line below; `hanging` is said of letters that reach far below the line."""
    most = _HANGING if hanging else _NEAR
    faults = []
    for page, pieces in _by_page(painted):
        ordered = sorted((piece for piece in pieces if piece.words is not None), key=lambda one: -one.top)
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 :]:
                if other.top < one.bottom:
                    break
                across, down = one.over(other)
                if (
                    across > _ACROSS
                    and down > most * one.size / 14
                    and down < min(one.top - one.bottom, other.top - other.bottom) * 0.95
                ):
                    faults.append(f"page {page}: {one.left:.0f} points across, {one.bottom:.0f} points up")
    return list(dict.fromkeys(faults))


def title_on_finnish_title(painted: list[Painted]) -> list[str]:
    """A title that runs into the Finnish one: of the words as they are painted it comes next."""
    words = [piece for piece in painted if piece.words is not None]
    at = next(at for at, piece in enumerate(words) if is_in_colour(piece) and piece.size > 12)
    title = list(takewhile(lambda one: (one.size, one.fill) == (words[at].size, words[at].fill), words[at:]))
    below, foot = words[at + len(title)], min(piece.bottom for piece in title)
    return [f"{below.top - foot:.1f} points of the title lie over what is below it"] if below.top > foot else []
