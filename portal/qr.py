"""A web address -> a square code that a phone's camera reads, as SVG."""

from __future__ import annotations

import segno

_QUIET = 4
"""Modules of white around the code: what the standard (ISO/IEC 18004) asks for."""


def qr_svg(address: str) -> str:
    """The code as an SVG picture, black on white, with its quiet zone; errors up to 15 per cent do no harm."""
    # All eight masks are read alike; choosing the best one takes five times as long as all the rest.
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=3)
    rows = [list(row) for row in code.matrix]
    size = len(rows) + 2 * _QUIET
    path = "".join(_runs(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def _runs(rows: list[list[int]]) -> list[str]:
    """Each unbroken stretch of dark modules as one rectangle."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                found.append(f"M{x + _QUIET} {y + _QUIET}h{end - x}v1h-{end - x}z")
            x = end + 1
    return found
