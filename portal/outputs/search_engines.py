"""Editions -> `sitemap.xml` and `robots.txt`: what search engines may show, in all its languages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from portal.addresses import CARD_PATH, DISPLAY_PATH, PRINT_PATH, STATUS_PATH, county_path, page_path
from portal.model import File, texts_of
from portal.outputs.guide import paths_of
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """The map needs full addresses, so it is made only where `site.yaml` has an address."""
    address = renderers[0].site.settings.address.rstrip("/") if renderers else ""
    robots = "User-agent: *\nAllow: /\n"
    if address:
        yield File("sitemap.xml", _sitemap(renderers, address).encode())
        robots += f"Sitemap: {address}/sitemap.xml\n"
    yield File("robots.txt", robots.encode())


def _sitemap(renderers: tuple[Renderer, ...], address: str) -> str:
    languages: dict[str, list[str]] = {}
    tags = {one.edition.language.code: one.edition.language.tag for one in renderers}
    for renderer in renderers:
        settings = renderer.site.settings
        paths = [page_path(page, settings) for page in renderer.site.pages if renderer.heads.is_published(page)]
        paths += [county_path(county.slug, settings) for county in renderer.site.counties]
        if renderer.site.guide and trust_of(texts_of(renderer.site.guide)).published:
            paths += paths_of(renderer.site.guide)
        if renderer.site.card and trust_of(texts_of(renderer.site.card)).published:
            paths.append(CARD_PATH)
        if renderer.site.leaflets:
            paths.append(PRINT_PATH)
        for path in (*paths, STATUS_PATH, DISPLAY_PATH):
            languages.setdefault(path, []).append(renderer.edition.language.code)
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path, codes in languages.items():
        for code in codes:
            rows.append(f"<url><loc>{escape(f'{address}/{code}/{path}')}</loc>")
            rows += [
                f'<xhtml:link rel="alternate" hreflang={quoteattr(tags[other])} '
                f"href={quoteattr(f'{address}/{other}/{path}')}/>"
                for other in codes
            ]
            rows.append("</url>")
    return "\n".join((*rows, "</urlset>", ""))
