"""PDFs -> what their square codes say, read from the printed page as the camera of a phone would."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from portal.leaflets.ordering import Order
from portal.model import LeafletFormat


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


def addresses(order: Order) -> list[str]:
    """What the square codes on a leaflet must say."""
    top, own = "https://tukea-perheelle.example", order.language.code
    if order.format is LeafletFormat.POSTER:
        return sorted(f"{top}/{language.code}/" for language in order.author.renderer.site.languages)
    if order.format in {LeafletFormat.WALLET, LeafletFormat.WORKER}:
        return [f"{top}/{own}/"] * (5 if order.format is LeafletFormat.WALLET else 4)
    parts = order.leaflet.parts
    page = parts[0].page if len(parts) == 1 else f"tulosteet/{order.leaflet.slug}"
    return [f"{top}/{own}/{page}/"]


def wrong_squares(printed: Mapping[str, tuple[Order, bytes]], folder: Path) -> dict[str, list[str]]:
    """The leaflets whose square codes do not open their page in their language, with what these say."""
    found = all_squares_in({path: pdf for path, (_, pdf) in printed.items()}, folder)
    wanted = {path: addresses(order) for path, (order, _) in printed.items()}
    return {path: sorted(said) for path, said in found.items() if sorted(said) != wanted[path]}


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
