"""PDFs -> what is painted on their sheets, piece by piece: which words and shapes, where and in which colours."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Colour = tuple[int, int, int]


class Sheet(NamedTuple):
    """A page of a PDF, read once for all who look at it."""

    number: int
    page: pypdfium2.PdfPage
    words: pypdfium2.PdfTextPage


def opened(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    pages = enumerate(pypdfium2.PdfDocument(pdf), 1)
    return [Sheet(number, page, page.get_textpage()) for number, page in pages]


class Painted(NamedTuple):
    """A stretch of words, or a shape; its place is in points, from the lower left corner of its page."""

    page: int
    words: str | None
    """The words themselves where they are coloured; "" of all other words, nothing of shapes."""
    left: float
    bottom: float
    right: float
    top: float
    fill: Colour | None
    stroke: Colour | None
    font: str = ""
    size: float = 0

    def over(self, other: Painted) -> tuple[float, float]:
        """How far two pieces lie over each other: across and down."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.top, other.top) - max(self.bottom, other.bottom),
        )

    def holds(self, other: Painted) -> bool:
        """Whether the other piece lies within this one."""
        across = self.left - 1 <= other.left and other.right <= self.right + 1
        return across and self.bottom - 1 <= other.bottom and other.top <= self.top + 1


def painted_on(sheets: list[Sheet]) -> list[Painted]:
    """Every piece of every page, in the order in which they are painted."""
    found = []
    for number, page, words in sheets:
        look = _Looking(number, words)
        pieces = (look.at(pdfium.FPDFPage_GetObject(page, at)) for at in range(pdfium.FPDFPage_CountObjects(page)))
        found += [piece for piece in pieces if piece.right - piece.left > 0.1 or piece.top - piece.bottom > 0.1]
    return found


def is_coloured(colour: Colour | None) -> bool:
    """Whether a colour is more than black, white or grey."""
    return colour is not None and max(colour) - min(colour) > 8


class _Looking:
    """Asks pdfium about the pieces of one page; what it answers into is made once, for there are very many pieces."""

    def __init__(self, number: int, words: Any) -> None:
        self._number, self._words = number, words
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._rgba = [ctypes.c_uint() for _ in range(4)]
        self._size, self._name = ctypes.c_float(), ctypes.create_string_buffer(200)
        self._filled, self._is_drawn = ctypes.c_int(), ctypes.c_int()

    def at(self, part: Any) -> Painted:
        kind = pdfium.FPDFPageObj_GetType(part)
        pdfium.FPDFPageObj_GetBounds(part, *self._edges)
        left, bottom, right, top = (edge.value for edge in self._edges)
        place = (left, bottom, right, top)
        shape = Painted(self._number, None, left, bottom, right, top, (0, 0, 0), None)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            colour = self._colour(pdfium.FPDFPageObj_GetFillColor, part)
            pdfium.FPDFTextObj_GetFontSize(part, self._size)
            said = _said(part, self._words) if is_coloured(colour) else ""
            size = round(self._size.value, 1)
            return Painted(self._number, said, left, bottom, right, top, colour, None, self._font(part), size)
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            return shape  # a photograph: as dark as anything
        pdfium.FPDFPath_GetDrawMode(part, self._filled, self._is_drawn)
        fill = self._colour(pdfium.FPDFPageObj_GetFillColor, part) if self._filled.value else None
        stroke = self._colour(pdfium.FPDFPageObj_GetStrokeColor, part) if self._is_drawn.value else None
        if fill and _is_ring(part, place):
            return shape._replace(fill=None, stroke=fill)  # a border: what lies between its outer and its inner edge
        return shape._replace(fill=fill, stroke=stroke)

    def _colour(self, ask: Any, part: Any) -> Colour:
        ask(part, *self._rgba)
        return self._rgba[0].value, self._rgba[1].value, self._rgba[2].value

    def _font(self, part: Any) -> str:
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(part), self._name, len(self._name))
        return self._name.value.decode()


_FEW = 40
"""No border has more bends; the square codes have thousands."""


def _is_ring(part: Any, place: tuple[float, float, float, float]) -> bool:
    """Whether little of the room that a filled shape takes is filled: its line goes round outside and back inside."""
    count = pdfium.FPDFPath_CountSegments(part)
    if not 8 <= count <= _FEW:
        return False
    points = [_point(pdfium.FPDFPath_GetPathSegment(part, at)) for at in range(count)]
    following = [*points[1:], points[0]]
    area = abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, following, strict=True))) / 2
    left, bottom, right, top = place
    return area < 0.3 * (right - left) * (top - bottom)


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _said(part: Any, words: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(part, words, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(part, words, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
