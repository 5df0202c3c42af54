"""Counties and municipalities -> their names in one language, in the order a reader looks for them."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup, escape

from portal.model import County, Edition

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

    @cached_property
    def _by_letter(self) -> list[tuple[str, list[Row]]]:
        rows = [(name, county) for county in self._edition.site.counties for name in self.municipality_names(county)]
        letters: dict[str, list[Row]] = {}
        for name, county in sorted(rows, key=lambda row: finnish_order(row[0])):
            letters.setdefault(name[0].upper(), []).append((name, county))
        return list(letters.items())


def finnish_order(name: str) -> str:
    """A key that sorts å, ä and ö after z, as Finnish and Swedish do."""
    return name.casefold().translate({ord("å"): "{", ord("ä"): "|", ord("ö"): "}"})


def letter_anchor(letter: str) -> str:
    """The anchor of a letter in the list of municipalities: letters beyond a to z by their code."""
    return f"kirjain-{letter.lower() if letter.isascii() else format(ord(letter), 'x')}"
