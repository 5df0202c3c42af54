"""An edition -> what pages of the other languages show of it, and what all languages together can make alone.

So a language that did not change need not be read to build the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.boards import Board, board_of
from portal.boxes import shows_all_languages
from portal.heads import Heads, heads_of
from portal.model import Edition, Page
from portal.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is known of a language without its texts."""

    heads: Heads
    on_languages: tuple[Page, ...]
    """The pages that show how far every language is translated, whole: no language can make them by itself."""
    board: Board

    @property
    def trust(self) -> Trust:
        """How far all its texts are translated and can be trusted."""
        return self.board.trust


def summary_of(edition: Edition) -> Summary:
    """The summary of a whole edition."""
    return Summary(
        heads=heads_of(edition),
        on_languages=tuple(page for page in edition.site.pages if shows_all_languages(page)),
        board=board_of(edition),
    )
