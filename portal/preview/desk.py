"""A built site, its catalogues and its report -> what an editor wants to know of one text, page or fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.addresses import edit_address
from portal.catalogues.messages import Key, domain_of, messages_of
from portal.catalogues.reading import Catalogue, Entry, folder_of
from portal.catalogues.status import word_diff
from portal.catalogues.writing import nearest
from portal.model import Edition, Fact, Prose, State, Term, Text
from portal.problems import Place, Problem, Report

MEANINGS = {
    State.SOURCE: "the easy Finnish itself",
    State.MISSING: "not translated; readers see Finnish",
    State.STALE: "the Finnish has changed; readers see Finnish",
    State.WITHHELD: "a check found a fault; readers see Finnish",
    State.UNSTAMPED: "translated, but nobody stands behind it",
    State.MACHINE: "translated by a computer",
    State.PERSON: "read by a person",
    State.CHECKED: "checked by a second person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to mend something: file and line, and its address on the forge where there is one."""

    place: Place
    has_line: bool = True
    address: str = ""

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}" if self.has_line else self.place.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is known of one text. `offered` is what stands in the catalogue and is not published;
    `change` is the Finnish with what went and what came since it was translated.
    """

    number: int
    text: Text
    written: Spot
    mend: Spot
    offered: str = ""
    change: str = ""
    remark: str = ""
    problems: tuple[Problem, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def meaning(self) -> str:
        """What the state of the text means, in words."""
        return MEANINGS[self.text.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of a page of content."""

    name: str
    words: str
    spot: Spot


class Desk:
    """Knows one edition, its catalogue and the problems of the last build."""

    def __init__(self, edition: Edition, catalogue: Catalogue, report: Report) -> None:
        self.edition = edition
        self.report = report
        self._catalogue = catalogue
        self._edit = edition.site.settings.edit

    def card(self, number: int, text: Text) -> Card:
        """What is known of a text of this edition."""
        written = self.spot(text.place)
        translated = not self.edition.is_source and text.state is not State.SOURCE
        entry = self._entry(text) if translated else None
        shown = entry.translation if entry else ""
        before = (entry.previous or entry.source) if entry else text.source
        return Card(
            number=number,
            text=text,
            written=written,
            mend=self._catalogue_spot(text, entry) if translated else written,
            offered=shown if shown != text.translation else "",
            change=word_diff(before, text.source) if text.state is State.STALE and before != text.source else "",
            remark=entry.remark if entry else "",
            problems=tuple(self._problems_of(text, entry, translated)),
            terms=tuple(term for term in self.edition.site.glossary if f"(term:{term.id})" in text.source),
        )

    def spot(self, place: Place, has_line: bool = True) -> Spot:
        """A place with its address on the forge."""
        address = edit_address(self._edit, place.file, place.line if has_line else 0) if self._edit else ""
        return Spot(place=place, has_line=has_line, address=address)

    def _catalogue_spot(self, text: Text, entry: Entry | None) -> Spot:
        if entry is not None:
            return self.spot(entry.place)
        return self.spot(Place(self._file(text)), has_line=False)

    def _file(self, text: Text) -> str:
        return f"{folder_of(self.edition.language.code)}/{domain_of(text)}.po"

    def _entry(self, text: Text) -> Entry | None:
        domain = domain_of(text)
        found = self._catalogue.domains.get(domain, {}).get((text.context, text.source))
        if found is None and text.state is State.STALE:
            found = nearest(text.source, self._unused.get(domain, {}))
        return found

    @cached_property
    def _unused(self) -> Mapping[str, dict[Key, Entry]]:
        """Old entries whose Finnish has gone or changed."""
        used = {domain: {one.key for one in messages} for domain, messages in messages_of(self.edition.site).items()}
        return {
            domain: {key: entry for key, entry in entries.items() if key not in used.get(domain, ())}
            for domain, entries in self._catalogue.domains.items()
        }

    def _problems_of(self, text: Text, entry: Entry | None, translated: bool) -> Iterator[Problem]:
        """The problems on the lines of this text; those of the whole catalogue where it cannot be read."""
        lines = {(text.place.file, text.place.line)}
        if entry is not None:
            lines.add((entry.place.file, entry.place.line))
        unread = self._file(text) if translated and not self._catalogue.domains.get(domain_of(text)) else ""
        for problem in self.report.sorted:
            place = problem.place
            if (place.file, place.line) in lines or place.file == unread:
                yield problem

    # Pages and facts

    def rows(self, page: object, place: Place, above: str = "") -> Iterator[Row]:
        """The fields of a page, each with the place where it is written, as far as it is known."""
        if not dataclasses.is_dataclass(page):
            return
        for item in dataclasses.fields(page):
            value = getattr(page, item.name)
            name = above + item.name
            if isinstance(value, Text):
                yield Row(name=name, words=value.source, spot=self.spot(value.place))
            elif isinstance(value, Prose):
                texts = [block for block in value.blocks if block.text]
                start = texts[0].text.source if texts and texts[0].text else ""
                first = value.blocks[0].place if value.blocks else place
                yield Row(name=name, words=f"{len(value.blocks)} blocks: {start}", spot=self.spot(first))
            elif (
                dataclasses.is_dataclass(value) and not isinstance(value, Place | Fact) and hasattr(value, "__slots__")
            ):
                yield from self.rows(value, getattr(value, "place", place), f"{name}.")
            elif value not in (None, "", ()) and not isinstance(value, Place | Fact):
                yield Row(name=name, words=_in_words(value), spot=self.spot(place, has_line=False))

    @cached_property
    def fact_names(self) -> Mapping[Fact, str]:
        """The name of each fact of `content/facts/`."""
        return {fact: name for name, fact in self.edition.site.facts.items()}


def _in_words(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, tuple):
        whole = any(dataclasses.is_dataclass(one) for one in value)
        return f"{len(value)} entries" if whole else ", ".join(map(str, value))
    return str(value)
