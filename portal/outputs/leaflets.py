"""Editions and `content/leaflets/` -> PDFs, a page for each leaflet, and a page per language from which to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from portal.addresses import PACKET_PARTS_PATH, PACKET_PATH, PRINT_PATH
from portal.leaflets.document import Author, head_of
from portal.leaflets.lettering import missing_letters
from portal.leaflets.making import print_all
from portal.leaflets.ordering import Order, orders_of
from portal.leaflets.typesetting import Typesetter
from portal.model import File, Leaflet, LeafletFormat, SectionOfSite, Site, Text
from portal.outputs.frame import frame_of
from portal.templating import Renderer
from portal.trust import trust_of


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """Everything to print. A site without leaflets has no page for them either."""
    for renderer in renderers:
        if renderer.site.leaflets:
            yield from _of_language(renderer)


def _of_language(renderer: Renderer) -> Iterator[File]:
    author = Author(renderer)
    typesetter = Typesetter(renderer.shared.root)
    letters = list(missing_letters(renderer.whole, typesetter.letters))
    renderer.shared.problems.extend(letters)
    # Where letters are missing, Typst would refuse leaflet after leaflet, without saying in which text.
    orders = [] if letters else list(orders_of((author,)))
    made = []
    for leaflet in renderer.site.leaflets:
        own = [order for order in orders if order.leaflet is leaflet]
        reads = (leaflet, author.reads(leaflet), len(own))
        files = renderer.kept("leaflet", reads, partial(_leaflet, author, leaflet, own, typesetter))
        made += [order for order in own if order.path in {file.path for file in files}]
        yield from files
    typesetter.thin_out()
    yield from renderer.kept("printing", tuple(order.path for order in made), partial(_lists, author, made))


def _leaflet(author: Author, leaflet: Leaflet, orders: list[Order], typesetter: Typesetter) -> Iterator[File]:
    """The leaflet in each format, and as a page: what a browser prints, and what a packet is put together from."""
    printed = print_all(orders, typesetter)
    author.renderer.shared.problems.extend(printed.problems)
    yield from (file for _, file in printed.files)
    if LeafletFormat.POSTER not in leaflet.formats or author.renderer.edition.is_source:
        yield File(f"{author.path(leaflet)}index.html", author.html(leaflet))


def _lists(author: Author, made: list[Order]) -> Iterator[File]:
    """The pages from which leaflets are chosen."""
    groups = _groups(author, made)
    yield _page(author, PRINT_PATH, "print.html", groups)
    yield _parts(author)
    if author.renderer.edition.is_source:
        yield _page(author, PACKET_PATH, "packet.html", groups)


Row = tuple[Leaflet, Text, str, list[str]]
"""A leaflet with its title, its Finnish title, and the formats in which it was made."""


def _groups(author: Author, orders: list[Order]) -> list[tuple[SectionOfSite, list[Row]]]:
    """The leaflets by the sections of the site."""
    site = author.renderer.site
    return [
        (section, rows)
        for section in site.settings.sections
        if (rows := [_row(author, leaflet, orders) for leaflet in in_section(section, site)])
    ]


def _page(author: Author, own_path: str, template: str, groups: list[tuple[SectionOfSite, list[Row]]]) -> File:
    renderer = author.renderer
    frame = frame_of(own_path, trust_of(renderer.site.interface))
    path = renderer.path(own_path)
    # The packet's page is there in the source language alone, so it has no address in the others.
    frame |= {} if own_path == PRINT_PATH else {"own_path": None}
    html = renderer.page(template, path, **frame, groups=groups, listed=own_path == PRINT_PATH)
    return File(f"{path}index.html", html)


def _parts(author: Author) -> File:
    """What a packet takes from a language beside its leaflets."""
    renderer = author.renderer
    path = renderer.path(PACKET_PARTS_PATH)
    pages = {page.slug: page for page in renderer.site.pages}
    settings = renderer.site.settings
    html = renderer.page("packet_parts.html", path, title=settings.title, interpreter=pages[settings.interpreter_page])
    return File(f"{path}index.html", html)


def in_section(section: SectionOfSite, site: Site) -> list[Leaflet]:
    """The leaflets that are listed under a section, in the order of their writers."""
    sections = {page.slug: page.section for page in site.pages}

    def home(leaflet: Leaflet) -> str:
        return leaflet.section or sections.get(leaflet.parts[0].page if leaflet.parts else "", "")

    found = [leaflet for leaflet in site.leaflets if home(leaflet) == section.id]
    return sorted(found, key=lambda leaflet: (leaflet.order, leaflet.slug))


def _row(author: Author, leaflet: Leaflet, orders: list[Order]) -> Row:
    head = head_of(leaflet, author.renderer.edition)
    return leaflet, head.title, head.finnish_title, [one.format.value for one in orders if one.leaflet is leaflet]
