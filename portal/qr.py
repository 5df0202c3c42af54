"""A web address -> its QR code as a small SVG picture."""

from __future__ import annotations

from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from portal.remembering import CACHE, Memory, key_of

_CODE: dict[str, Any] = {"error": "m", "boost_error": False, "micro": False}
_LOOK: dict[str, Any] = {"border": 4, "light": "#fff", "omitsize": True, "svgclass": None, "lineclass": None}

_MADE_WITH = f"{version('segno')} {_CODE} {_LOOK}"
"""All but the address that decides what a code looks like."""


def qr_svg(address: str) -> bytes:
    """The code, black on white with the quiet edge that readers need (ISO/IEC 18004: four modules), in no fixed size.

    Level M can be read while up to 15 % of it is covered, as on a scratched screen or a folded paper.
    """
    picture = BytesIO()
    import segno  # dear to load, and codes are remembered

    code = segno.make(address, **_CODE)
    code.save(picture, kind="svg", xmldecl=False, nl=False, **_LOOK)
    return picture.getvalue()


def kept_qr_svg(root: Path, address: str) -> bytes:
    """The code from what the project in `root` remembers, made only once."""
    return Memory(root / CACHE / "codes").remember(key_of([_MADE_WITH, address]), lambda: qr_svg(address))
