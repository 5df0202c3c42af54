"""Pages and counties -> a QR code for each in every language, with the address of the page in that language alone.

Who opens a page from the code gets it in her own language; from there one tap shows the Finnish beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import paths_to_share, qr_path
from portal.model import File
from portal.qr import kept_qr_svg
from portal.templating import Renderer


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """A code needs a full address, so there is none where `site.yaml` has no address."""
    for renderer in renderers:
        if renderer.site.settings.address:
            yield from renderer.kept("QR codes", (), partial(_of_language, renderer))


def _of_language(renderer: Renderer) -> Iterator[File]:
    language = renderer.edition.language
    for own_path in paths_to_share(renderer.site):
        address = renderer.links.full_address(language, own_path)
        yield File(qr_path(own_path, language), kept_qr_svg(renderer.shared.root, address))
