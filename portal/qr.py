"""A web address -> a square code that a phone's camera reads, as SVG."""

from __future__ import annotations

from itertools import groupby

import segno

_QUIET = 4
"""Modules of white around the code: what the standard (ISO/IEC 18004) asks for."""


def qr_svg(address: str) -> str:
    """The code as an SVG picture, black on white, with its quiet zone; errors up to 15 per cent do no harm."""
    # All eight masks are read alike; choosing the best one takes five times as long as all the rest.
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=3)
    rows = [list(row) for row in code.matrix]
    size = len(rows) + 2 * _QUIET
    path = "".join(_line(number, row) for number, row in enumerate(rows) if any(row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>'
    )


def _line(number: int, row: list[int]) -> str:
    """A row of modules as strokes, one module high, and the gaps between them."""
    stretches = [(dark, len(list(modules))) for dark, modules in groupby(row)]
    steps = "".join(f"h{count}" if dark else f"m{count} 0" for dark, count in stretches)
    return f"M{_QUIET} {_QUIET + number}.5{steps}"
