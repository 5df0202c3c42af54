"""A picture -> SVG: inside HTML, painted by the style sheet, or standing alone with its colours written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from portal.model import Picture, Site, Theme
from portal.style import PAPER, mixed

SIZE = 64
"""Every picture is a square of this many units; a drawing keeps 2 of them free at each edge where it can."""

_FILE = 'xmlns="http://www.w3.org/2000/svg"'
_ROOT = f'viewBox="0 0 {SIZE} {SIZE}"'
_BETWEEN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
_CLASS = re.compile(r'class="(\w+)"')
_LINES = 'stroke-width="2" stroke-linejoin="round" stroke-linecap="round"'

ROLES: Mapping[str, str] = {
    "c": "the colour of the site, filled",
    "t": "its tint, filled",
    "i": "ink, filled",
    "y": "sand, filled: what is warm",
    "w": "the colour of urgent help, filled",
    "a": "light skin",
    "b": "brown skin",
    "d": "dark skin",
    "h": "dark hair",
    "g": "grey hair",
    "p": "a sheet of paper: its edge is ink",
    "n": "a small sheet, such as a badge: its edge is thin",
    "s": "paper without an edge",
    "l": "a line in the colour of the site",
    "x": "a line in its tint",
    "k": "a line of ink",
    "e": "a dark line on skin or sand",
    "o": "a line of paper, on something dark",
}
"""The classes that a drawing may use, each with what it paints. `templates/style.css` gives them their colours on
screens and on the page's own paper; a `Palette` gives them where no style sheet reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The paint of each role as SVG attributes, and the colour of the gap between shapes: the paper below."""

    paper: str
    paints: Mapping[str, str]


def in_colour(theme: Theme, paper: str = "#ffffff") -> Palette:
    """The light palette in the publisher's colour, on a paper of a colour."""
    fills = {"c": theme.colour, "t": mixed(theme.colour, PAPER), "i": INK, "y": SAND, "w": WARM}
    skins = {"a": "#d09a6c", "b": "#a3683f", "d": "#6e4226", "h": INK, "g": "#8a8073"}
    paints = {role: f'fill="{colour}"' for role, colour in fills.items()}
    paints |= {role: f'fill="{colour}" stroke="none"' for role, colour in skins.items()}
    return Palette(paper=paper, paints=paints | _lines(theme.colour, mixed(theme.colour, PAPER), INK, paper))


def _lines(colour: str, tint: str, ink: str, paper: str) -> dict[str, str]:
    return {
        "p": f'fill="{paper}" stroke="{ink}" stroke-width="2.5"',
        "n": f'fill="{paper}" stroke="{ink}" stroke-width="1.8"',
        "s": f'fill="{paper}" stroke="none"',
        "l": f'fill="none" stroke="{colour}" stroke-width="4"',
        "x": f'fill="none" stroke="{tint}" stroke-width="4"',
        "k": f'fill="none" stroke="{ink}" stroke-width="3"',
        "e": f'fill="none" stroke="{ink}" stroke-width="3"',
        "o": f'fill="none" stroke="{paper}" stroke-width="3"',
    }


INK, SAND, WARM = "#26211b", "#c08a34", "#97320e"
_BLACK, _WHITE = "#000000", "#ffffff"
_EDGED = f'fill="{_WHITE}" stroke="{_BLACK}" stroke-width="1.8"'

BLACK_AND_WHITE = Palette(
    paper=_WHITE,
    paints=dict.fromkeys("ciw", f'fill="{_BLACK}"')
    | dict.fromkeys("tyabdg", _EDGED)
    | {"h": f'fill="{_BLACK}" stroke="none"'}
    | _lines(_BLACK, _BLACK, _BLACK, _WHITE),
)
"""For a copying machine: no grey, and what was light has an edge."""


def inline(picture: Picture, look: str = "", alt: str = "") -> Markup:
    """A picture inside HTML, painted by the style sheet; without `alt` it is decoration that nothing reads aloud."""
    classes = " ".join(filter(None, ("pic", look, "mirror" if picture.mirror else "")))
    said = Markup('role="img" aria-label="{}"').format(alt) if alt else Markup('aria-hidden="true"')
    whole = Markup('<svg class="{}" {} {}>{}</svg>')
    return whole.format(classes, Markup(_ROOT), said, Markup(picture.drawing))  # our own files, which a check reads


def standalone(picture: Picture, palette: Palette, mirrored: bool = False) -> str:
    """A picture as an SVG file of its own, its colours written out; `mirrored` for text from right to left."""
    drawing = _painted(picture.drawing, palette)
    if mirrored and picture.mirror:
        drawing = f'<g transform="translate({SIZE} 0) scale(-1 1)">{drawing}</g>'
    return f'<svg {_FILE} {_ROOT} fill="none" stroke="{palette.paper}" {_LINES}>{drawing}</svg>\n'


def icon(site: Site) -> str:
    """The sign of the site in the publisher's colour, as an SVG file. What matters stands in the inner four fifths."""
    drawing = _painted(site.icon, in_colour(site.settings.theme, PAPER)).replace(' stroke="none"', "")
    return f"<svg {_FILE} {_ROOT}>{drawing}</svg>\n"


def icon_address(site: Site) -> Markup:
    """The sign of the site as an address that holds it whole, so that no page fetches it."""
    if not site.icon:
        return Markup("data:,")
    # A space takes three letters in an address; between numbers a comma does as well.
    svg = _BETWEEN_NUMBERS.sub(",", icon(site).strip().replace('"', "'"))
    return Markup("data:image/svg+xml,") + Markup(quote(svg, safe="/:=',.()"))


def _painted(drawing: str, palette: Palette) -> str:
    return _CLASS.sub(lambda found: palette.paints[found[1]], drawing)
