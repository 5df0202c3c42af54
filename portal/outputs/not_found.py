"""Editions -> the pages for an address that does not exist, or was not saved for when there is no network.

They may be shown at any depth, so their links start at the top of the site's own address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from portal.model import File
from portal.outputs.offline import PAGE
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """`404.html` and the page without network of each language; and one `404.html` for the whole site."""
    for renderer in renderers:
        yield from renderer.kept("not found", (), partial(_of_language, renderer))


def _of_language(renderer: Renderer) -> Iterator[File]:
    top = urlsplit(renderer.site.settings.address).path.rstrip("/") + "/"
    trust = trust_of(renderer.site.interface)
    html = renderer.page("not_found.html", "", top=top, trust=trust)
    offline = renderer.page("offline.html", "", top=top, trust=trust)
    yield File(f"{renderer.edition.language.code}/{PAGE}", offline)
    yield File(f"{renderer.edition.language.code}/404.html", html)
    if renderer.edition.is_source:
        yield File("404.html", html)
