"""The leaflets of the real content, set once for all tests, and the words that must stand on them."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from bs4 import BeautifulSoup

from portal.environment import ROOT
from portal.leaflets.document import Author
from portal.leaflets.making import print_all
from portal.leaflets.ordering import Order, orders_of
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import Typesetter
from portal.model import Language, LeafletFormat
from portal.pipeline import renderers_of, shared_of
from tests.leaflet_places import PT_IN_MM, Box, words_with_boxes
from tests.leaflet_sheets import Painted, Sheet, opened, painted_on
from tests.real import alone, outcome_of


@cache
def authors(root: Path = ROOT) -> tuple[Author, ...]:
    """What writes the leaflets of a project, one for each language."""
    editions = outcome_of(root).editions
    renderers = renderers_of(editions, shared_of(root, editions))
    return tuple(map(Author, renderers))


@cache
def orders() -> tuple[Order, ...]:
    """Every leaflet of the site, in every language and format."""
    return tuple(orders_of(authors()))


@cache
def printed() -> dict[str, tuple[Order, bytes]]:
    """Every order with its PDF, by its path."""
    return set_all(orders())


def set_all(orders: Iterable[Order]) -> dict[str, tuple[Order, bytes]]:
    """Orders with their PDFs, by their paths; each must be possible to set."""
    with alone():  # of several processes one sets the type, and the others take it from what it remembers
        made = print_all(orders, Typesetter(ROOT))
    assert made.problems == []
    return {order.path: (order, file.content) for order, file in made.files}


@dataclass(frozen=True, eq=False)
class Paper:
    """A leaflet as it comes out of the printer, and what it was made from. What was looked up once is kept."""

    order: Order
    data: dict[str, Any]
    pdf: bytes

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return self.order.path

    @property
    def format(self) -> LeafletFormat:
        """What it is printed as."""
        return self.order.format

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self.order.language

    @property
    def right_to_left(self) -> bool:
        """Whether its first column is the right one."""
        return self.language.direction == "rtl"

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Its pages."""
        return opened(self.pdf)

    @cached_property
    def text(self) -> str:
        """Its words as the reader in Chrome and Edge has them."""
        return "\n".join(words.get_text_bounded() for _, _, words in self.sheets)

    @cached_property
    def boxes(self) -> list[Box]:
        """Its words with their places."""
        return words_with_boxes(self.pdf)

    @cached_property
    def painted(self) -> list[Painted]:
        """What is painted on it, piece by piece."""
        return painted_on(self.sheets)


def papers(printed: dict[str, tuple[Order, bytes]]) -> Iterator[Paper]:
    """Each leaflet to look at, one after the other."""
    for order, pdf in printed.values():
        yield Paper(order, order.data(), pdf)


def text_of(pdf: bytes) -> str:
    """The words as the reader in Chrome and Edge hands them to a screen reader."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(one.get_textpage().get_text_bounded() for one in document)


def tokens(words: str) -> list[str]:
    """Words for comparing, in Chinese signs: marks above Arabic letters and invisible signs do not count."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", words) if unicodedata.category(letter) != "Mn")
    return re.findall(
        r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", plain)
    )


def lost_words(wanted: Iterable[str], pdf: bytes) -> list[str]:
    """The words that are not found when the PDF is read back."""
    found = Counter(tokens(text_of(pdf)))
    return [word for text in wanted for word in tokens(text) if not found[word]]


_NOT_PRINTED = "[hidden], [aria-hidden], form, nav, script, template, svg, a.go:not([href^=http])"
_AS_THERE_IS_ROOM = ".pairs"
"""What a folded leaflet shows in part, or not at all where an answer needs the room."""
_ONCE = ".foot, .way, .code, main > .small"
"""What does not stand on a bilingual leaflet a second time, in Finnish."""


@cache
def _page_of(author: Author, slug: str, short: bool, without: str = "") -> tuple[str, str]:
    """The words of a leaflet's page that must be on paper, and those that must not be, as another reader has them."""
    leaflet = next(one for one in author.renderer.site.leaflets if one.slug == slug)
    main = BeautifulSoup(author.html(leaflet, short=short), "html.parser").main
    assert main is not None
    hidden = [part.extract() for part in main.select(_NOT_PRINTED)]
    for part in main.select(without) if without else ():
        part.extract()
    return main.get_text(" "), " ".join(part.get_text(" ") for part in hidden)


def shown_words(order: Order) -> str:
    """The words that must stand on the paper: those of its page, and beside them the Finnish ones."""
    short = order.format is LeafletFormat.TRIFOLD
    own, _ = _page_of(order.author, order.leaflet.slug, short, _AS_THERE_IS_ROOM if short else "")
    if order.format is not LeafletFormat.BILINGUAL:
        return own
    return f"{own} {_page_of(order.finnish, order.leaflet.slug, False, _ONCE)[0]}"


def hidden_words(order: Order) -> set[str]:
    """The words that only a screen shows."""
    shown, hidden = _page_of(order.author, order.leaflet.slug, order.format is LeafletFormat.TRIFOLD)
    return set(tokens(hidden)) - set(tokens(shown))


_COLUMNS = {LeafletFormat.BILINGUAL: 2, LeafletFormat.TRIFOLD: 3}
_FEET = {LeafletFormat.A5: 16.5, LeafletFormat.BILINGUAL: 19.5, LeafletFormat.TRIFOLD: 5, LeafletFormat.POSTER: 5}


def lines_left_alone(format: LeafletFormat, sheets: Iterable[Sheet]) -> list[str]:
    """The lines that end a sheet, or a column of it, with a colon: what they introduce stands on the next one."""
    faults = []
    for number, page, words in sheets:
        width, columns = page.get_width(), _COLUMNS.get(format, 1)
        for column in range(columns):
            left, right = width * column / columns, width * (column + 1) / columns
            foot = _FEET.get(format, 21.5) / PT_IN_MM
            said = words.get_text_bounded(left=left, right=right, bottom=foot).split()
            # In Arabic lines the reader of browsers may put the colon, which ends a line, at its beginning.
            if said and re.search("^[:：]|[:：]$", said[-1]):
                faults.append(f"page {number}, column {column + 1}: {said[-1]}")
    return faults


def phones_in(data: dict[str, Any]) -> list[str]:
    """Every phone number on a leaflet, as it is dialled."""
    return [
        run["t"].replace("\u00a0", " ")
        for leaf in leaves(data["body"])
        for run in leaf["runs"]
        if run.get("b") and run.get("whole") and re.fullmatch(r"\+?[\d\u00a0]+", run["t"])
    ]


def sizes_of(pdf: bytes) -> Counter[float]:
    """How many letters are printed in which size, in points."""
    found: Counter[float] = Counter()
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            words, size = sheet.get_textpage(), ctypes.c_float()
            for at in range(pdfium.FPDFPage_CountObjects(sheet)):
                part = pdfium.FPDFPage_GetObject(sheet, at)
                if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT:
                    pdfium.FPDFTextObj_GetFontSize(part, size)
                    letters = pdfium.FPDFTextObj_GetText(part, words, None, 0) // 2 - 1  # it counts bytes, and its end
                    found[round(size.value, 1)] += letters
    return found
