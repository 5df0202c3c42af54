"""The leaflets of the real content, set once for all tests, and what can be found wrong with a PDF.

Each finding is a function from the bytes of a PDF to a list of faults, so that a planted fault proves it.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pypdfium2
import pypdfium2.raw as pdfium
from bs4 import BeautifulSoup

from portal import fonts
from portal.environment import ROOT
from portal.leaflets.document import Author
from portal.leaflets.making import print_all
from portal.leaflets.ordering import Order, orders_of
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import Typesetter
from portal.model import LeafletFormat
from portal.pipeline import renderers_of, shared_of
from tests.real import outcome_of

PT_IN_MM = 25.4 / 72


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
    made = print_all(orders(), Typesetter(ROOT))
    assert made.problems == []
    return {order.path: (order, file.content) for order, file in made.files}


def pdfua_faults(pdf: bytes) -> list[str]:
    """What breaks PDF/UA-1 (ISO 14289-1)."""
    report = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


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
_AS_THERE_IS_ROOM = ".pairs dl"
"""What a folded leaflet shows in part."""
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


def lines_left_alone(format: LeafletFormat, pdf: bytes) -> list[str]:
    """The lines that end a sheet, or a column of it, with a colon: what they introduce stands on the next one."""
    faults = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, sheet in enumerate(document, 1):
            width, words = sheet.get_width(), sheet.get_textpage()
            columns = _COLUMNS.get(format, 1)
            for column in range(columns):
                left, right = width * column / columns, width * (column + 1) / columns
                foot = _FEET.get(format, 21.5) / PT_IN_MM
                said = words.get_text_bounded(left=left, right=right, bottom=foot).split()
                # In Arabic lines the reader of browsers may put the colon, which ends a line, at its beginning.
                if said and re.search("^[:：]|[:：]$", said[-1]):
                    faults.append(f"page {number}, column {column + 1}: {said[-1]}")
    return faults


def phones_in(order: Order) -> list[str]:
    """Every phone number on a leaflet, as it is dialled."""
    data = order.data()
    return [
        run["t"].replace("\u00a0", " ")
        for leaf in leaves(data["body"])
        for run in leaf["runs"]
        if run.get("b") and run.get("whole") and re.fullmatch(r"\+?[\d\u00a0]+", run["t"])
    ]


Box = tuple[int, float, float, float, float, str]
"""A word with its page and its place: left, top, right and bottom, in mm from the top left corner."""


@cache
def all_boxes() -> dict[str, list[Box]]:
    """Every word of every leaflet, by the leaflet's path."""
    with ThreadPoolExecutor() as threads:
        return dict(zip(printed(), threads.map(words_with_boxes, (pdf for _, pdf in printed().values())), strict=True))


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
    areas = panels(right_to_left) if format is LeafletFormat.TRIFOLD else _AREAS[format]
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


_AREAS: dict[LeafletFormat, list[tuple[int, float, float, float, float]]] = {
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
"""Where words may stand: page (0: each), left, top, right, bottom; in mm."""


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


def _objects(pdf: bytes) -> bytes:
    """All that the file says of itself, with the packed parts unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def active_parts(pdf: bytes) -> list[str]:
    """What a leaflet must not have: scripts, attachments, something that happens when it is opened."""
    with pypdfium2.PdfDocument(pdf) as document:
        counts = {
            "script": pdfium.FPDFDoc_GetJavaScriptActionCount(document),
            "attachment": pdfium.FPDFDoc_GetAttachmentCount(document),
        }
    faults = [f"{count} {name}" for name, count in counts.items() if count > 0]
    objects = _objects(pdf)
    # As the key of an object or the kind of an action; by chance the letters also stand in packed pictures and fonts.
    keys = re.findall(rb"/(OpenAction|AA|EmbeddedFiles)\s*(?:<<|\[|\d+ \d+ R)", objects)
    kinds = re.findall(rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData|GoToR|URI)\b", objects)
    return faults + [name.decode() for name in (*keys, *kinds)]


def strange_fonts(pdf: bytes) -> list[str]:
    """Fonts that are not embedded, or that are not of our packages."""
    names = {face.family.replace(" ", "") for face in fonts.FACES.values()}
    faults = set()
    for font in re.findall(rb"/BaseFont\s*/([^\s/<>\[\]]+)", _objects(pdf)):
        name = font.decode().partition("+")
        if not name[1] or len(name[0]) != 6:
            faults.add(f"{font.decode()} is not embedded")
        elif not any(name[2].startswith(family) for family in names):
            faults.add(f"{font.decode()} is not ours")
    return sorted(faults)


def language_of(pdf: bytes) -> str:
    """The language of the whole document."""
    with pypdfium2.PdfDocument(pdf) as document:
        size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def marked_languages(pdf: bytes) -> Counter[str]:
    """How many parts of the document are marked with which language."""
    return Counter(found.decode() for found in re.findall(rb"/Lang\s*\(([A-Za-z-]+)\)", _objects(pdf)))


def finnish_parts(order: Order) -> int:
    """How many parts of a leaflet in another language are in Finnish, beside a Finnish column."""
    return sum(run.get("lang") == "fi" for leaf in leaves(order.data()["body"]) for run in leaf["runs"])


def headings_of(pdf: bytes) -> list[int]:
    """The levels of the headings in reading order."""
    return [int(level) for level in re.findall(rb"/S\s*/H([1-6])\b", _objects(pdf))]


def ink_outside(pdf: bytes, safe: Iterable[tuple[int, float, float, float, float]]) -> list[str]:
    """Where something is printed outside all safe areas (page, left, top, right, bottom; mm)."""
    areas = tuple(safe)
    faults = []
    for number, rows in enumerate(_grey_pages(pdf), 1):
        scale = 25.4 / _DOTS
        spans = [(left / scale, right / scale) for page, left, _, right, _ in areas if page == number]
        top = min(area[2] for area in areas if area[0] == number) / scale
        bottom = max(area[4] for area in areas if area[0] == number) / scale
        edges = [0.0, *(edge for span in sorted(spans) for edge in span), float(len(rows[0]))]
        gaps = [(int(edges[at]), int(edges[at + 1])) for at in range(0, len(edges), 2)]
        for y, row in enumerate(rows):
            for start, end in gaps if top <= y <= bottom else [(0, len(row))]:
                if min(row[start:end], default=255) < _DARK:
                    faults.append(
                        f"page {number}: {start * scale:.0f}-{end * scale:.0f} mm across, {y * scale:.0f} mm down"
                    )
    return faults


_DOTS, _DARK = 72, 200


def _grey_pages(pdf: bytes) -> Iterator[list[bytes]]:
    """Each page as rows of grey dots, 72 to the inch."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "leaflet.pdf")
        path.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(_DOTS), "-gray", str(path), f"{folder}/seen"], check=True)
        for picture in sorted(Path(folder).glob("seen*.pgm")):
            _, size, _, dots = picture.read_bytes().split(b"\n", 3)
            width = int(size.split()[0])
            yield [dots[start : start + width] for start in range(0, len(dots), width)]


def panels(right_to_left: bool) -> list[tuple[int, float, float, float, float]]:
    """The safe areas of a tri-fold: 5 mm from each edge, 3 mm from each fold."""
    widths = {1: (97.0, 100.0, 100.0), 2: (100.0, 100.0, 97.0)}
    found: list[tuple[int, float, float, float, float]] = []
    for number, sizes in widths.items():
        left = 0.0
        for place, width in enumerate(reversed(sizes) if right_to_left else sizes):
            found.append((number, left + (5 if place == 0 else 3), 5, left + width - (5 if place == 2 else 3), 205))
            left += width
    return found


def sizes_of(pdf: bytes) -> Counter[float]:
    """How many letters are printed in which size, in points."""
    found: Counter[float] = Counter()
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            words = sheet.get_textpage()
            for at in range(words.count_chars()):
                found[round(pdfium.FPDFText_GetFontSize(words, at), 1)] += 1
    return found


def squares_in(pdf: bytes, folder: Path, resolution: int = 200) -> list[str]:
    """What the square codes of a PDF say, read from its pages as a camera would."""
    path = folder / "leaflet.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(resolution), "-gray", str(path), str(folder / "seen")], check=True)
    found = []
    for picture in sorted(folder.glob("seen*.pgm")):
        done = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=False)
        found += done.stdout.split()
        picture.unlink()
    return found


def all_squares_in(pdfs: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What the square codes of each of many leaflets say; cut out and read all at once, it is quick."""
    pictures: dict[str, str] = {}
    for name, pdf in pdfs.items():
        with pypdfium2.PdfDocument(pdf) as document:
            # On sheets the code stands near the end: the last page that has one is enough.
            for number in reversed(range(len(document))):
                sheet = document[number]
                squares = list(_squares_on(sheet))
                for square in squares:
                    path = folder / f"{len(pictures)}.pgm"
                    path.write_bytes(_as_pgm(sheet.render(scale=2, grayscale=True, crop=square)))
                    pictures[str(path)] = name
                if squares:
                    break
    found: dict[str, list[str]] = {name: [] for name in pdfs}
    done = subprocess.run(["zbarimg", "-q", "--xml", *pictures], capture_output=True, text=True, check=False)
    for path, said in re.findall(r"<source href='([^']+)'>(.*?)</source>", done.stdout, re.DOTALL):
        found[pictures[path]] += re.findall(r"<!\[CDATA\[(.*?)\]\]>", said)
    return found


def _as_pgm(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A grey picture in the plainest of all formats, row by row."""
    assert bitmap.n_channels == 1
    grey, long = bytes(bitmap.buffer), bitmap.stride
    rows = (grey[row * long : row * long + bitmap.width] for row in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _squares_on(sheet: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """What to cut off at each edge of a sheet so that only a square of the size of a code is left."""
    width, height = sheet.get_size()
    for part in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = part.get_bounds()
        if right - left > 50 and abs((right - left) - (top - bottom)) < 0.2:
            yield max(0, left), max(0, bottom), max(0, width - right), max(0, height - top)
