"""A web address -> its QR code as a small SVG picture."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import segno


@cache  # `serve` builds again and again, and addresses stay
def qr_svg(address: str) -> bytes:
    """The code, black on white with the quiet edge that readers need (ISO/IEC 18004: four modules), in no fixed size.

    Level M can be read while up to 15 % of it is covered, as on a scratched screen or a folded paper.
    """
    picture = BytesIO()
    code = segno.make(address, error="m", boost_error=False, micro=False)
    look = {"border": 4, "light": "#fff", "omitsize": True, "svgclass": None, "lineclass": None}
    code.save(picture, kind="svg", xmldecl=False, nl=False, **look)
    return picture.getvalue()
