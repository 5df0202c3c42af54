"""Editions -> the pages that a web server shows for an address that does not exist.

They may be shown at any depth, so their links start at the top of the site's own address.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.model import File
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """`404.html` of each language, and one for the whole site in the source language's frame."""
    for renderer in renderers:
        top = urlsplit(renderer.site.settings.address).path.rstrip("/") + "/"
        html = renderer.page("not_found.html", "", top=top, trust=trust_of(renderer.site.interface))
        yield File(f"{renderer.edition.language.code}/404.html", html)
        if renderer.edition.is_source:
            yield File("404.html", html)
