"""An edition -> pages in two languages at once: every text with its easy Finnish beside it.

A page in two languages is made by the same templates as any other. Only what a text becomes is different: its own
words and the Finnish ones in one pair. So both are cut at the same places, and no template knows of it.
"""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup

from portal import addresses
from portal.model import Text
from portal.sense_lines import BREAK
from portal.templating import Renderer


class PairedRenderer(Renderer):
    """Renders the templates of an edition with the source's words beside every text."""

    paired = True

    @cached_property
    def _in_source(self) -> str:
        language = self.links.source_language
        return Markup(' lang="{}" dir="{}"').format(language.tag, language.direction)

    def path(self, own_path: str) -> str:
        """The path below `site/` of a page: `ar/fi/perhetyo/`."""
        return addresses.beside_source(own_path, self.edition.language, self.links.source_language)

    def words(self, source: str, **values: object) -> Markup:
        """A text of the interface and its source, as HTML."""
        text = self._interface_text(source)
        return self._paired(text, super().words(source, **values), self._source.words(source, **values))

    def inline(self, text: Text) -> Markup:
        """A text and its source, as HTML."""
        return self._paired(text, super().inline(text), self.source_inline(text))

    def alone(self, text: Text) -> Markup:
        """A text without its source: for long lists that the reader finds on every page."""
        html = super().inline(text)
        return self._marked(html) if text.fell_back else html

    def _paired(self, text: Text, own: Markup, source: Markup) -> Markup:
        # What fell back is Finnish already, and what is the same in both languages is not said twice.
        if text.fell_back or own == source:
            return own
        # Beside each other there is room for half a line: the ends of whole lines mean nothing here.
        halves = f"<span>{own}</span> <span{self._in_source}>{source}</span>".replace(BREAK, "")
        return Markup(f'<span class="pair">{halves}</span>')  # both halves are HTML


def beside_source(renderer: Renderer) -> PairedRenderer:
    """What renders the pages of an edition a second time, with the source beside every text."""
    paired = PairedRenderer(renderer.whole, renderer.shared, renderer.source, renderer.heads, renderer._summary)
    paired.keeper = renderer.keeper
    return paired
