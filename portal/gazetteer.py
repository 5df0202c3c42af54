"""Counties and municipalities -> their names in one language, in the order a reader looks for them."""

from __future__ import annotations

import json
from functools import cached_property

from markupsafe import Markup, escape

from portal.addresses import SITE_ROOT, lasting
from portal.model import County, Edition, File, Site

Row = tuple[str, County]


class Gazetteer:
    """Names are official ones only: Swedish in Swedish, Finnish everywhere else; none is made up."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._code = edition.language.code
        self._source = edition.site.settings.source_language

    def for_templates(self) -> dict[str, object]:
        """What templates may call, by the names they use."""
        return {
            "county_name": self.county_name,
            "plain_county_name": self.plain_county_name,
            "municipalities": lambda: self._by_letter,
            "municipality_names": self.municipality_names,
            "other_names": lambda: SITE_ROOT + other_names(self._edition.site).path,
            "remembered": self.remembered,
            "letter_anchor": letter_anchor,
            "names_language": "sv" if self._code == "sv" else self._source,
        }

    def plain_county_name(self, county: County) -> str:
        """The official name in this language, or the Finnish one."""
        return county.names.get(self._code, county.name)

    def county_name(self, county: County) -> Markup:
        """The same as HTML, marked as Finnish where it is."""
        name = self.plain_county_name(county)
        if self._code == self._source or self._code in county.names:
            return escape(name)
        return Markup('<bdi lang="{}" dir="ltr">{}</bdi>').format(self._source, name)

    def municipality_names(self, county: County) -> list[str]:
        """The names of a county's municipalities in the order of the alphabet."""
        swedish = self._code == "sv"
        names = (one.sv if swedish else one.fi for one in county.municipalities)
        return sorted(names, key=finnish_order)

    def remembered(self, county: County) -> str:
        """What a device keeps of a county when its reader asks for that, as JSON: `page.js` reads it."""
        names = {self._source: county.name, **county.names}
        return json.dumps({"slug": county.slug, "source": self._source, "names": names}, ensure_ascii=False)

    @cached_property
    def _by_letter(self) -> list[tuple[str, list[Row]]]:
        rows = [(name, county) for county in self._edition.site.counties for name in self.municipality_names(county)]
        letters: dict[str, list[Row]] = {}
        for name, county in sorted(rows, key=lambda row: finnish_order(row[0])):
            letters.setdefault(name[0].upper(), []).append((name, county))
        return list(letters.items())


def other_names(site: Site) -> File:
    """The file with the names that a page's list does not show, for readers who type one; `municipalities.js` gets it.

    `counties` has every name of a county by its slug, `municipalities` the Swedish name of one by its Finnish name.
    Its own name has a hash of what it holds, so that a browser may keep it for ever.
    """
    names = {
        "counties": {
            county.slug: [name for name in (county.name, *county.names.values(), county.brand) if name]
            for county in site.counties
        },
        "municipalities": {
            one.fi: one.sv for county in site.counties for one in county.municipalities if one.fi != one.sv
        },
    }
    content = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    return File(lasting("scripts/names.json", content), content)


def finnish_order(name: str) -> str:
    """A key that sorts å, ä and ö after z, as Finnish and Swedish do."""
    return name.casefold().translate({ord("å"): "{", ord("ä"): "|", ord("ö"): "}"})


def letter_anchor(letter: str) -> str:
    """The anchor of a letter in the list of municipalities: letters beyond a to z by their code."""
    return f"kirjain-{letter.lower() if letter.isascii() else format(ord(letter), 'x')}"
