"""A leaflet -> whether it fits: big letters, no sheet for the foot alone, an address that can be typed as it stands."""

from __future__ import annotations

import pypdfium2.raw as pdfium

from portal.model import LeafletFormat
from tests.leaflets import Paper

ROOM = {LeafletFormat.A4: (27, 275), LeafletFormat.A5: (20, 193), LeafletFormat.LARGE: (27, 275)}
"""Where the words of a sheet begin and end, in mm from the top."""


def sizes_on(paper: Paper, page: int) -> list[float]:
    """The size of each letter on a page, in points; 0 counts from the front, -1 from the back."""
    words = paper.sheets[page % len(paper.sheets)].words
    sizes = [pdfium.FPDFText_GetFontSize(words, at) for at in range(words.count_chars())]
    return [size for size in sizes if size > 2]  # signs that are not seen have no size


def small_letters(paper: Paper) -> list[str]:
    """The inner side of a folded leaflet has no letter under 14 points."""
    if paper.format is not LeafletFormat.TRIFOLD:
        return []
    small = sum(size < 13.99 for size in sizes_on(paper, 1))
    return [f"{small} letters under 14 points"] if small else []


def turned_address(paper: Paper) -> list[str]:
    """The parts of the address in print on the outside of a folded leaflet stand from left to right."""
    if paper.format is not LeafletFormat.TRIFOLD:
        return []
    address = paper.data["address"]
    parts = [box for box in paper.boxes if box[0] == 1 and box[5].endswith("/") and box[5] in address]
    found = "".join(box[5] for box in sorted(parts, key=lambda box: (round(box[4]), box[1])))
    return [found] if found != address else []


def paper_for_little(paper: Paper) -> list[str]:
    """The last of several sheets is worth its paper: 12 % of it are used, and a part with its heading stands there.

    Who to call and the right to an interpreter are kept whole with their headings. So what has none is the foot alone.
    """
    last = max((box[0] for box in paper.boxes), default=1)
    if paper.format not in ROOM or last == 1:
        return []
    top, bottom = ROOM[paper.format]
    used = max((box[4] - top) / (bottom - top) for box in paper.boxes if box[0] == last and box[4] <= bottom + 1)
    size = 18 if paper.format is LeafletFormat.LARGE else 14
    faults = [f"{used:.0%} of the last sheet is used"] if used < 0.12 else []
    return faults + ([] if max(sizes_on(paper, -1)) > 1.2 * size else ["the foot is alone on the last sheet"])
