"""Pages -> their square codes (QR): on paper the way from a sheet to the same page, in the same language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from portal.addresses import county_path, in_language, leaflet_path, page_path, square_file
from portal.model import File
from portal.qr import qr_svg
from portal.remembering import CACHE, Memory, key_of
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One code for each page, county and leaflet in each language, where the site has an address."""
    for renderer in renderers:
        site, memory = renderer.site, Memory(renderer.shared.root / CACHE / "squares")
        top = site.settings.address.rstrip("/")
        paths = [page_path(page, site.settings) for page in site.pages]
        paths += [county_path(county.slug, site.settings) for county in site.counties]
        paths += [leaflet_path(leaflet.slug) for leaflet in site.leaflets if len(leaflet.parts) > 1]
        for path in paths if top else ():
            own = in_language(path, renderer.edition.language)
            yield File(square_file(own), _square(f"{top}/{own}", memory))


def _square(link: str, memory: Memory) -> bytes:
    return memory.remember(key_of(["1", version("segno"), link]), lambda: qr_svg(link).encode())
