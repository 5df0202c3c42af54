"""Pictures and the pages they stand on -> what must be drawn otherwise, and what has no picture yet."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from portal.checks.check import check
from portal.model import Picture, Service, Site, Step
from portal.pictures import ROLES, drawing_file
from portal.problems import Place, Problem

_ROUND = {"r", "cx", "cy"}
ELEMENTS: dict[str, set[str]] = {
    "g": {"transform"},
    "path": {"class", "d"},
    "circle": {"class", *_ROUND},
    "rect": {"class", "x", "y", "width", "height", "rx"},
}
"""The elements that a drawing may be made of, each with its attributes."""


@check("bad-drawing")
def bad_drawing(site: Site) -> Iterator[Problem]:
    """A drawing is made of g, path, circle and rect alone, each painted by a class that portal/pictures.py lists.

    So it has the right colours in the dark, on paper and in a leaflet, loads nothing, and holds no words, which nobody
    could translate.

    Bad: `<text x="8" y="20" fill="red">Apua</text>`
    Good: `<path class="c" d="M4 60h56"/>`
    """
    for picture in site.pictures:
        for fault in _faults(picture) if picture.drawing else ():
            yield Problem(
                place=Place(drawing_file(picture.id)),
                rule="bad-drawing",
                message=f"This cannot stand in a picture: {fault}.",
                hint=f"Use {', '.join(ELEMENTS)} and the classes {' '.join(ROLES)}: docs/content.md says how.",
            )


def _faults(picture: Picture) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(f"<svg>{picture.drawing}</svg>")
    except ElementTree.ParseError as error:
        yield f"it is no XML ({error.msg.partition(':')[0]})"
        return
    for element in root.iter():
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"the words '{(element.text or element.tail or '').strip()}'"
        if element is root:
            continue
        if element.tag not in ELEMENTS:
            yield f"<{element.tag}>"
            continue
        yield from (
            f"the attribute '{name}' of <{element.tag}>" for name in sorted({*element.attrib} - ELEMENTS[element.tag])
        )
        if "class" in ELEMENTS[element.tag] and element.get("class") not in ROLES:
            yield f"<{element.tag}> with the class '{element.get('class', '')}'"


@check("no-picture")
def no_picture(site: Site) -> Iterator[Problem]:
    """Each service and each step of the path has a picture, so that a reader finds it again without reading.

    A project without content/pictures.yaml shows no pictures at all.

    Bad: `content/services/tuki.yaml` without a picture 'tuki' and without `picture:`
    Good: `picture: perhetyo` in the page, or an entry `tuki:` in content/pictures.yaml with its drawing
    """
    for page in site.pages if site.pictures else ():
        if isinstance(page, Service | Step) and not page.picture and site.picture_of(page) is None:
            yield Problem(
                place=page.place,
                rule="no-picture",
                message=f"The page '{page.slug}' has no picture.",
                hint=f"Draw {drawing_file(page.slug)}, or name another with 'picture: ...'.",
            )
