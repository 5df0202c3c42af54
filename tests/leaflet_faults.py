"""Faults planted in leaflets, one or more for each check: what is there to be found must be found.

Most are planted in the templates or the data of a real leaflet, which is then set as always; so the check sees the
fault as it would really come about. What Typst itself refuses to make is written here by hand.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typst

from portal import fonts
from portal.environment import ROOT
from portal.leaflets.tree import Node
from portal.leaflets.typesetting import TYPE_TEMPLATES, Typesetter
from tests.leaflets import Paper, orders

Edit = tuple[str, str, str]
"""A template, what stands in it, and what stands there instead."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault, the check that must find it, and the leaflet in which it is planted."""

    check: str
    what: str
    path: str
    edits: tuple[Edit, ...] = ()
    data: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda data: data)
    pdf: bytes | None = None
    """The whole file, where Typst would not make it from a leaflet."""

    def __str__(self) -> str:
        return f"{self.check}: {self.what}, {self.path}"


def planted(fault: Fault, folder: Path) -> Paper:
    """The leaflet with the fault in it."""
    order = next(one for one in orders() if one.path.replace("/tulosteet/", "/") == f"{fault.path}.pdf")
    data = fault.data(deepcopy(order.data()))
    if fault.pdf is not None:
        return Paper(order, data, fault.pdf)
    copy = folder / TYPE_TEMPLATES
    shutil.copytree(ROOT / TYPE_TEMPLATES, copy)
    for name, old, new in fault.edits:
        template = copy / name
        words = template.read_text(encoding="utf-8")
        assert old in words, f"{name} no longer has {old!r}"
        template.write_text(words.replace(old, new), encoding="utf-8")
    return Paper(order, data, Typesetter(folder).pdf(order.format, order.language, data))


# Files that no leaflet is


def by_typst(source: str, *, tagged: bool = True, own_fonts: bool = True) -> bytes:
    """A PDF of a source of its own."""
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=not own_fonts,
        font_paths=[str(folder) for folder in fonts.folders()] if own_fonts else [],
    )
    compiler = typst.Compiler(source.encode(), font_paths=faces, ignore_system_fonts=True)
    made = compiler.compile(format="pdf", pdf_tags=tagged)
    assert isinstance(made, bytes)
    return made


def by_hand(catalog: str = "", page: str = "", font: str = "/BaseFont /Helvetica") -> bytes:
    """The least that a PDF can be, with something more in its catalogue, its page or its font."""
    words = b"BT /F1 14 Tf 72 700 Td (Soita 112) Tj ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> >> {page} >>",
        f"<< /Length {len(words)} >>\nstream\n{words.decode()}\nendstream",
        f"<< /Type /Font /Subtype /TrueType {font} >>",
        "<< /Type /FontDescriptor /FontName /ABCDEF+NotoSans-Regular /Flags 32 >>",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return made + f"{tail}startxref\n{len(made)}\n%%EOF\n".encode()


FINNISH = '#set text(font: "Noto Sans", lang: "fi")\n'


# Changed data


def without(wanted: Callable[[Node], bool]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Data without the blocks of a kind, wherever they stand."""

    def left(nodes: list[Node]) -> list[Node]:
        kept = [node for node in nodes if not wanted(node)]
        return [node | {"kids": left(node["kids"])} if "kids" in node else node for node in kept]

    return lambda data: data | {"body": left(data["body"])}


def tagged(tag: str) -> Callable[[Node], bool]:
    """Whether a block has a tag."""
    return lambda node: bool(node["tag"] == tag)


def small(node: Node) -> bool:
    """Whether a block is a note in small letters."""
    return bool(node["tag"] == "p" and node.get("class") == "small")


def turned(data: dict[str, Any]) -> dict[str, Any]:
    """Data in the wrong direction."""
    return data | {"dir": {"ltr": "rtl", "rtl": "ltr"}[data["dir"]]}
