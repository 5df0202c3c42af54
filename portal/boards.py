"""An edition -> its part of the status board: how far each page is translated, and how far that can be trusted.

A row is a catalogue, because that is what a translator works on: one for each page of content, one for the
frame of the pages, one for each list of words, links, help lines and counties.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.addresses import edit_address
from portal.catalogues.reading import folder_of
from portal.catalogues.status import PageStatus, messages_by_page, rows_of
from portal.model import Edition, Language
from portal.trust import Trust, trust_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One page in one language; `help` is where its catalogue can be mended, `is_page`: whether a page has the name."""

    name: str
    is_page: bool
    status: PageStatus
    trust: Trust
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One language with all its lines; that of the source has none, for nothing is to be translated."""

    language: Language
    trust: Trust
    lines: tuple[Line, ...]


def board_of(edition: Edition) -> Board:
    """The board of a whole edition."""
    site = edition.site
    pages = {page.slug for page in site.pages}
    texts = messages_by_page(edition)

    def line(status: PageStatus) -> Line:
        file = f"{folder_of(edition.language.code)}/{status.page}.po"
        return Line(
            name=status.page,
            is_page=status.page in pages,
            status=status,
            trust=trust_of(texts[status.page]),
            help=edit_address(site.settings.edit, file) if site.settings.edit else "",
        )

    return Board(
        language=edition.language,
        trust=trust_of(edition.texts),
        lines=tuple(line(status) for status in rows_of(edition)),
    )
