"""`content/pictures.yaml` and the drawings of `templates/pictures/` -> pictures, inside HTML or standing alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from portal.inline import plain
from portal.model import Edition, Page, Picture, Theme
from portal.nodes import compose, read_source
from portal.problems import Place, Report, did_you_mean
from portal.reading import read_entries
from portal.style import PAPER, mixed

PICTURES = "content/pictures.yaml"
DRAWINGS = "templates/pictures"
PARTS, ICON = "parts.svg", "icon.svg"
SIZE = 64
"""Every picture is a square of this many units; a drawing keeps 2 of them free at each edge where it can."""

_ROOT = f'viewBox="0 0 {SIZE} {SIZE}"'
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


def read_pictures(root: Path, report: Report) -> tuple[Picture, ...]:
    """Every picture with its drawing. A project without `content/pictures.yaml` shows no pictures."""
    if not (root / PICTURES).exists():
        return ()
    source = read_source(root, PICTURES, report)
    node = compose(source, report) if source else None
    drawings = _read_drawings(root, report)
    if source is None or node is None or drawings is None:
        return ()
    pictures = read_entries(source, node, Picture, report)
    for picture in pictures:
        if picture.id not in drawings:
            report.problem(
                picture.place,
                "undrawn-picture",
                f"There is no drawing '{drawing_file(picture.id)}'.",
                did_you_mean(picture.id, drawings.keys() - {one.id for one in pictures}) or "Draw it, or delete this.",
            )
    for name in sorted(drawings.keys() - {one.id for one in pictures}):
        report.problem(
            Place(drawing_file(name)),
            "unlisted-picture",
            f"No entry of {PICTURES} says what this picture shows.",
            f"Write '{name}: {{alt: ...}}' there, or delete the file.",
        )
    return tuple(replace(one, drawing=drawings.get(one.id, "")) for one in pictures)


def drawing_file(name: str) -> str:
    """Where the drawing of a picture stands."""
    return f"{DRAWINGS}/{name}.svg"


def _read_drawings(root: Path, report: Report) -> dict[str, str] | None:
    """The drawings by the names of their files, put together from the parts; `None` when one cannot be."""
    environment = Environment(
        loader=FileSystemLoader(root / DRAWINGS),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = sorted(path.name for path in (root / DRAWINGS).glob("*.svg"))
    drawings: dict[str, str] = {}
    whole = True
    for name in (PARTS, *(name for name in names if name not in {PARTS, ICON})):
        try:
            template = environment.get_template(name)
            if name == PARTS:
                module = template.module
                environment.globals.update({part: getattr(module, part) for part in vars(module) if part[0] != "_"})
            else:
                drawings[Path(name).stem] = re.sub(r"\s*\n\s*", "", template.render())
        except (TemplateError, TypeError, ValueError, OSError) as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 0
            place = Place(f"{DRAWINGS}/{name}", line, 1) if line else Place(f"{DRAWINGS}/{name}")
            report.problem(
                place,
                "unfinished-drawing",
                f"The picture cannot be put together: {str(error).rstrip('.')}.",
                f"{DRAWINGS}/{PARTS} holds the parts and what they want to know.",
            )
            whole = False
            if name == PARTS:
                return None
    return drawings if whole else None


def inline(picture: Picture, look: str = "", alt: str = "") -> Markup:
    """A picture inside HTML, painted by the style sheet; without `alt` it is decoration that nothing reads aloud."""
    classes = " ".join(filter(None, ("pic", look, "mirror" if picture.mirror else "")))
    said = Markup('role="img" aria-label="{}"').format(alt) if alt else Markup('aria-hidden="true"')
    whole = Markup('<svg class="{}" {} {}>{}</svg>')
    return whole.format(classes, Markup(_ROOT), said, Markup(picture.drawing))  # our own files, which a check reads


def standalone(picture: Picture, palette: Palette, mirrored: bool = False) -> str:
    """A picture as an SVG file of its own, its colours written out; `mirrored` for text from right to left."""

    def painted(found: re.Match[str]) -> str:
        return palette.paints[found[1]]

    drawing = re.sub(r'class="(\w+)"', painted, picture.drawing)
    if mirrored and picture.mirror:
        drawing = f'<g transform="translate({SIZE} 0) scale(-1 1)">{drawing}</g>'
    root = f'xmlns="http://www.w3.org/2000/svg" {_ROOT} fill="none" stroke="{palette.paper}" {_LINES}'
    return f"<svg {root}>{drawing}</svg>\n"


class Pictures:
    """The pictures of one edition, as templates ask for them."""

    def __init__(self, edition: Edition) -> None:
        self._site = edition.site
        self._pictures = {picture.id: picture for picture in edition.site.pictures}

    def for_templates(self) -> dict[str, Callable[..., object]]:
        """What templates may call, by the names they use."""
        return {"picture": self.picture}

    def picture(self, what: Page | str, look: str = "", named: bool = False) -> Markup:
        """The picture of a page, or the one of a name; nothing where a page has none, or the whole project.

        With `named` it says in the reader's language what it shows. An alternative text that fell back to Finnish
        is left out: the words beside the picture say the same.
        """
        if isinstance(what, Page):
            picture = self._site.picture_of(what)
        elif self._pictures and what not in self._pictures:
            raise LookupError(f"picture '{what}'. {did_you_mean(what, self._pictures)}")
        else:
            picture = self._pictures.get(what)
        if picture is None:
            return Markup()
        said = named and not picture.alt.fell_back
        return inline(
            picture, look, plain(picture.alt.shown, lambda name: self._site.facts[name].value) if said else ""
        )
