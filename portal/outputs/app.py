"""The site's sign and name -> what a phone needs to keep the site beside its apps: manifests, icons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version

import typst

from portal.model import File, Site
from portal.pictures import icon
from portal.remembering import CACHE, Memory, key_of
from portal.style import PAPER
from portal.templating import Renderer

MANIFEST = "app.webmanifest"
"""The manifest's name in the folder of each language."""

ICON = "icon.svg"
SIZES = {"icon-192.png": 192, "icon-512.png": 512, "apple-touch-icon.png": 180}
"""The icons in pixels: the two that Android asks for, and the one of the iPhone, which takes no SVG."""


_PAGE = """#set page(width: 64pt, height: 64pt, margin: 0pt)
#image(bytes(sys.inputs.drawing), width: 64pt, height: 64pt)"""


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """Nothing where the project has no sign."""
    for renderer in renderers:
        site = renderer.site
        if not site.icon:
            return
        if renderer.edition.is_source:
            drawing = icon(site).encode()
            yield File(ICON, drawing)
            memory = Memory(renderer.shared.root / CACHE / "icons")
            for name, pixels in SIZES.items():
                key = key_of([version("typst"), _PAGE, drawing, str(pixels)])
                yield File(name, memory.remember(key, partial(_in_pixels, drawing, pixels)))
        yield File(renderer.path(MANIFEST), _manifest(renderer, site))


def _in_pixels(drawing: bytes, pixels: int) -> bytes:
    # 72 points are an inch.
    inputs = {"drawing": drawing.decode()}
    return bytes(typst.compile(_PAGE.encode(), format="png", ppi=pixels / 64 * 72, sys_inputs=inputs))


def _manifest(renderer: Renderer, site: Site) -> bytes:
    language = renderer.edition.language
    name = renderer.plain_text(site.settings.title)
    icons = [{"src": f"../{ICON}", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}]
    icons += [
        {"src": f"../{file}", "sizes": f"{pixels}x{pixels}", "type": "image/png", "purpose": "any maskable"}
        for file, pixels in SIZES.items()
        if file.startswith("icon")
    ]
    content = {
        "id": "./",
        "name": name,
        "short_name": name,
        "description": renderer.plain_text(site.settings.summary),
        "lang": language.tag,
        "dir": language.direction,
        "start_url": "./",
        "scope": "../",  # the reader may change the language without leaving
        "display": "minimal-ui",  # a way back and the address stay in sight
        "background_color": PAPER,
        "theme_color": site.settings.theme.colour,
        "icons": icons,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
