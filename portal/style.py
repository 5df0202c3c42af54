"""`templates/style.css` -> the style that every page carries: without comments, in the publisher's colour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from portal.model import Theme

STYLE_FILE = "templates/style.css"


@dataclass(frozen=True, slots=True)
class Style:
    """The style sheet as it stands in the pages."""

    css: str


PAPER, DARK_PAPER, WHITE = "#fbf6ed", "#1b1916", "#ffffff"
"""What the publisher's colours lie on; a test holds them to be those of the style sheet."""


def read_style(root: Path, theme: Theme) -> Style:
    """Reads the style sheet and squeezes it; the publisher's colours take the place of its own."""
    css = (root / STYLE_FILE).read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").strip()
    colours = {"--colour": theme.colour, "--colour-dark": theme.colour_dark}
    colours |= {"--tint": mixed(theme.colour, PAPER), "--tint-dark": mixed(theme.colour_dark, DARK_PAPER)}
    for name, colour in colours.items():
        css = re.sub(rf"{name}:#[0-9a-fA-F]{{6}}", f"{name}:{colour}", css, count=1)
    return Style(css)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2.2 defines it (relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float = 0.65) -> str:
    """A colour between two colours `#rrggbb`: `share` of the one, the rest of the other."""
    channels = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * first + (1 - share) * second):02x}" for first, second in channels)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
