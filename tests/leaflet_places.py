"""PDFs -> where their words and their ink stand, and what stands where it must not."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from portal.leaflets.tree import words_of
from portal.model import LeafletFormat
from tests.leaflet_sheets import Sheet

PT_IN_MM = 25.4 / 72

Box = tuple[int, float, float, float, float, str]
"""A word with its page and its place: left, top, right and bottom, in mm from the top left corner."""


def words_with_boxes(pdf: bytes) -> list[Box]:
    """Every word with its page and its place in mm, from the top left corner."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leaflet.pdf")
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    found, number = [], 0
    for line in done.stdout.splitlines():
        number += line.strip().startswith("<page ")
        box = re.search(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if box:
            left, top, right, bottom = (float(value) * PT_IN_MM for value in box.groups()[:4])
            found.append((number, left, top, right, bottom, box.group(5)))
    return found


def turned_phones(phones: Iterable[str], boxes: list[Box]) -> list[str]:
    """The numbers whose groups do not stand from left to right on one line, wherever they stand."""
    faults = []
    for phone in dict.fromkeys(phones):
        groups = phone.split(" ")
        firsts = [word for word in boxes if groups[0] in word[5]]
        if not any(_goes_on(first, groups, boxes) for first in firsts):
            faults.append(phone)
    return faults


def words_on_words(boxes: list[Box]) -> list[str]:
    """The words that run into their neighbour on the line."""
    faults = []
    ordered = sorted(boxes, key=lambda box: (box[0], round(box[4]), box[1]))
    for one, other in pairwise(ordered):
        same_line = one[0] == other[0] and abs(one[4] - other[4]) < 0.6
        if same_line and min(_end(one), _end(other)) - max(one[1], other[1]) > 0.8:
            faults.append(f"page {one[0]}: {one[5]} on {other[5]}")
    return faults


def _end(box: Box) -> float:
    """Where a word ends: a Chinese sign of pause is counted as a whole letter, and is often set as half of one."""
    return box[3] - (box[4] - box[2]) / 2 if box[5][-1] in "，。、；：？！）" else box[3]


def words_outside(format: LeafletFormat, boxes: list[Box], right_to_left: bool) -> list[str]:
    """The words that do not stand wholly within the margins of their sheet, panel or card."""
    areas = areas_of(format, right_to_left)
    faults = []
    for box in boxes:
        page, left, top, _, bottom, word = box
        spare = (bottom - top) / 4  # the box of a word is taller than its letters
        inside = (
            area[1] <= left and _end(box) <= area[3] and area[2] <= top + spare and bottom - spare <= area[4]
            for area in areas
            if area[0] in {0, page}
        )
        if not any(inside):
            faults.append(f"page {page}: {word}")
    return faults


Area = tuple[int, float, float, float, float]
"""A part of a sheet: its page (0: each), left, top, right and bottom, in mm."""

_AREAS: dict[LeafletFormat, list[Area]] = {
    LeafletFormat.A4: [(0, 24, 5, 186, 292)],
    LeafletFormat.LARGE: [(0, 19, 5, 191, 292)],
    LeafletFormat.A5: [(0, 13, 5, 135, 205)],
    LeafletFormat.BILINGUAL: [(0, 19, 5, 278, 205)],
    LeafletFormat.POSTER: [(0, 15, 5, 195, 292)],
    # Each half of a card: between its edge, the fold or the cut, with 3 mm to spare.
    LeafletFormat.WALLET: [
        (0, left, top + 3, left + 79.6, top + 51)
        for top in (7.5 + 57 * row for row in range(5))
        for left in (22.4, 108)
    ],
    LeafletFormat.WORKER: [(0, left + 3, top + 3, left + 92, top + 135) for top in (8, 151) for left in (7.5, 107.5)],
}
"""Where may be printed: on plain sheets between the margins, and 5 mm from the upper and the lower edge."""


def _goes_on(first: Box, groups: list[str], boxes: list[Box]) -> bool:
    """Whether from a word on the groups stand behind each other, each near the end of the one before."""
    if len(groups) == 1 or " ".join(groups) in first[5].replace("\u00a0", " "):
        return True
    page, _, top, right, _, _ = first
    for group in groups[1:]:
        near = [
            word
            for word in boxes
            if word[0] == page and abs(word[2] - top) < 1.5 and group in word[5] and -0.5 < word[1] - right < 4
        ]
        if not near:
            return False
        right = near[0][3]
    return True


def panels(right_to_left: bool) -> list[Area]:
    """The safe areas of a tri-fold: 5 mm from each edge, 3 mm from each fold."""
    widths = {1: (97.0, 100.0, 100.0), 2: (100.0, 100.0, 97.0)}
    found: list[Area] = []
    for number, sizes in widths.items():
        left = 0.0
        for place, width in enumerate(reversed(sizes) if right_to_left else sizes):
            found.append((number, left + (5 if place == 0 else 3), 5, left + width - (5 if place == 2 else 3), 205))
            left += width
    return found


def areas_of(format: LeafletFormat, right_to_left: bool) -> list[Area]:
    """Where on a leaflet may be printed."""
    return panels(right_to_left) if format is LeafletFormat.TRIFOLD else _AREAS[format]


_ROUND = 3.0
"""The corners of cards are round: there the line to cut along runs inside the corner."""


def _card(left: float, top: float, width: float, height: float, folded: bool) -> list[Area]:
    """The lines of a card along which it is cut or folded, with the breadth that a thin line may have in a picture."""
    near, right, bottom = 0.6, left + width, top + height
    upright = [left, right, *([left + width / 2] if folded else [])]
    lines = [(0, x - near, top - near, x + near, bottom + near) for x in upright]
    lines += [(0, left - near, y - near, right + near, y + near) for y in (top, bottom)]
    corners = [(x, y) for x in (left, right - _ROUND) for y in (top, bottom - _ROUND)]
    return lines + [(0, x, y, x + _ROUND, y + _ROUND) for x, y in corners]


_LINES: dict[LeafletFormat, list[Area]] = {
    LeafletFormat.WALLET: [line for row in range(5) for line in _card(19.4, 7.5 + 57 * row, 171.2, 54, True)],
    LeafletFormat.WORKER: [line for x in (7.5, 107.5) for y in (8, 151) for line in _card(x, y, 95, 138, False)],
}

_HANGS_OVER = 2.0
"""How far letters may reach over the margin of a plain sheet: the last stroke of an Arabic one does, as it should."""

_SEEN = 248
_DARK = bytes(255 * (grey < _SEEN) for grey in range(256))


@cache
def _unprinted(format: LeafletFormat, right_to_left: bool, number: int, height: int, long: int) -> int:
    """All dots of the picture of a sheet that must stay white, as one number; they are so at once compared."""
    spare = 0 if format in {LeafletFormat.TRIFOLD, *_LINES} else _HANGS_OVER
    areas = [
        (page, left - spare, top, right + spare, bottom)
        for page, left, top, right, bottom in areas_of(format, right_to_left)
    ]
    dots = bytearray(b"\xff" * height * long)
    for page, *edges in areas + _LINES.get(format, []):
        left, top, right, bottom = (max(0, round(edge / PT_IN_MM)) for edge in edges)
        for row in range(top, min(bottom, height)) if page in {0, number} else ():
            dots[row * long + left : row * long + right] = bytes(right - left)
    return int.from_bytes(dots, "little")


def ink_outside(format: LeafletFormat, right_to_left: bool, sheets: list[Sheet]) -> list[str]:
    """Where anything is printed that no printer or no fold leaves whole: seen on a picture of each sheet."""
    faults = []
    for number, page, _ in sheets:
        bitmap = page.render(scale=1, grayscale=True)
        mask = _unprinted(format, right_to_left, min(number, 2), bitmap.height, bitmap.stride)
        found = int.from_bytes(bytes(bitmap.buffer).translate(_DARK), "little") & mask
        if found:
            at = ((found & -found).bit_length() - 1) // 8
            down, across = divmod(at, bitmap.stride)
            faults.append(f"page {number}: {across * PT_IN_MM:.0f} mm across, {down * PT_IN_MM:.0f} mm down")
    return faults


_WIDTHS = {LeafletFormat.A5: 148.0, LeafletFormat.BILINGUAL: 297.0}


def unmirrored(format: LeafletFormat, right_to_left: bool, boxes: list[Box], data: dict[str, Any]) -> list[str]:
    """The parts that stand on the side where a language of the other direction has them."""
    codes = [box for box in boxes if box[-1] == data["code"]]
    if format is LeafletFormat.POSTER:
        return []
    if not codes:
        return ["no code"]
    if format is LeafletFormat.TRIFOLD:
        cover = panels(right_to_left)[0 if right_to_left else 2]
        found = [box for box in codes if cover[1] <= box[1] and box[3] <= cover[3]]
        return [] if found else ["the cover"]
    if format is LeafletFormat.WALLET:  # who asks for an interpreter, before the fold
        return ["the first half"] if any((box[1] > 105) is not right_to_left for box in codes) else []
    if format is LeafletFormat.WORKER:  # lines begin at one side of the card
        lefts = sum(abs((box[1] - 7.5) % 100 - 6) < 0.5 for box in boxes)
        rights = sum(abs((box[3] - 7.5) % 100 - 89) < 0.5 for box in boxes)
        return [] if (rights > lefts) is right_to_left else ["where lines begin"]
    names = [box for box in boxes if box[-1] == data["finnish_title"].split()[0]]
    faults = [] if right_to_left is _starts_at_the_left(format, names, codes) else ["the head of the sheet"]
    return faults + (_unmirrored_columns(right_to_left, boxes, data) if format is LeafletFormat.BILINGUAL else [])


def _starts_at_the_left(format: LeafletFormat, names: list[Box], codes: list[Box]) -> bool:
    """Whether Finnish title and code stand at the left end of the head of a sheet, not at the right one."""
    width = _WIDTHS.get(format, 210.0)
    top = min(box[2] for box in codes)
    left = min(box[1] for box in names if abs(box[2] - top) < 5)
    right = max(box[3] for box in codes if abs(box[2] - top) < 5)
    return left < width - right


def _unmirrored_columns(right_to_left: bool, boxes: list[Box], data: dict[str, Any]) -> list[str]:
    """The Finnish column is the second one: where words stand that the other column does not have."""
    own, finnish = (set(" ".join(words_of(data[name])).split()) for name in ("body", "finnish"))
    there = [box for box in boxes if box[-1] in finnish - own]
    wrong = [box for box in there if (box[1] > _WIDTHS[LeafletFormat.BILINGUAL] / 2) is right_to_left]
    return ["the Finnish column"] if len(wrong) > len(there) / 10 or not there else []
