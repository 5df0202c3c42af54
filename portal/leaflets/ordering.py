"""The leaflets of a site x languages x formats x county -> orders, each with the data from which it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal import fonts, formatting
from portal.addresses import in_language, leaflet_file
from portal.leaflets.document import Author, digits_of, head_of, pages_on
from portal.leaflets.tree import Node
from portal.model import Language, Leaflet, LeafletFormat
from portal.pictures import in_colour, standalone
from portal.qr import kept_qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One leaflet to be set: in which language and format."""

    author: Author
    finnish: Author
    leaflet: Leaflet
    format: LeafletFormat

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self.author.language

    @property
    def path(self) -> str:
        """Where the file goes, below `site/`."""
        return in_language(leaflet_file(self.leaflet.slug, self.format.value), self.language)

    @property
    def name(self) -> str:
        """What the file is called where somebody ordered it alone: with its county."""
        county = self.author.county
        return "-".join([self.leaflet.slug, self.format.value, *([county.slug] if county else [])]) + ".pdf"

    def data(self) -> dict[str, Any]:
        """All that Typst is told."""
        renderer = self.author.renderer
        site = renderer.site
        head = head_of(self.leaflet, renderer.edition)
        short = self.format is LeafletFormat.TRIFOLD
        body = self.author.tree(self.leaflet, short=short)
        language = self.language
        return {
            "look": self.format.value,
            "title": renderer.plain_text(head.title),
            "finnish_title": head.finnish_title,
            "author": renderer.plain_text(site.settings.title),
            "site": renderer.plain_text(site.settings.title),
            "code": head.code,
            "address": head.address,
            "qr": kept_qr_svg(renderer.shared.root, head.link).decode() if head.link else "",
            "qr_alt": _alt(body),
            "picture": self._picture(),
            "colour": site.settings.theme.colour,
            "lang": primary(language),
            "tag": language.tag,
            "dir": language.direction,
            "script": language.script,
            "comma": formatting.comma(language),
            "fonts": fonts.families(language.script),
            "digits": list(digits_of(language)),
            "source": site.settings.source_language,
            "languages": {one.tag: _look(one) for one in site.languages if one.script in fonts.FACES},
            "squares": self._squares() if self.format is LeafletFormat.POSTER else {},
            "body": body,
            "finnish": self.finnish.tree(self.leaflet) if self.format is LeafletFormat.BILINGUAL else [],
        }

    def _picture(self) -> str:
        """The picture of the first page, in colours that a black-and-white printer tells apart; empty without one."""
        site = self.author.renderer.site
        pages = pages_on(self.leaflet, site)
        picture = site.picture_of(pages[0]) if pages else None
        if picture is None:
            return ""
        return standalone(picture, in_colour(site.settings.theme), mirrored=self.language.direction == "rtl")

    def _squares(self) -> dict[str, str]:
        """The square code of each language's front page."""
        site = self.author.renderer.site
        top, root = site.settings.address.rstrip("/"), self.author.renderer.shared.root
        return {one.code: kept_qr_svg(root, f"{top}/{one.code}/").decode() for one in site.languages} if top else {}


def orders_of(authors: tuple[Author, ...]) -> Iterator[Order]:
    """Every leaflet of every language in every format that it has."""
    written = next((author for author in authors if author.renderer.edition.is_source), None)
    finnish = written or Author(authors[0].renderer.source, authors[0].county)
    for author in authors:
        own = author.renderer.edition
        if own.language.script not in fonts.FACES:
            continue
        for leaflet in own.site.leaflets:
            for format in leaflet.formats:
                # Finnish beside Finnish is no help; a poster shows every language, so there is one for all.
                if own.is_source and format is LeafletFormat.BILINGUAL:
                    continue
                if not own.is_source and format is LeafletFormat.POSTER:
                    continue
                yield Order(author=author, finnish=finnish, leaflet=leaflet, format=format)


def primary(language: Language) -> str:
    """The first part of a language's tag: what PDF and Typst call it."""
    return language.tag.partition("-")[0]


def _look(language: Language) -> dict[str, Any]:
    return {"lang": primary(language), "dir": language.direction, "fonts": fonts.families(language.script)}


def _alt(body: list[Node]) -> str:
    """The words for those who cannot see the square code."""
    for node in body:
        for kid in node.get("kids", []):
            if kid["tag"] == "img":
                return str(kid["alt"])
    return ""
