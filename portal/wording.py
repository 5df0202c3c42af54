"""An edition -> its words as HTML: every text, fact and link of one language, marked where it fell back to Finnish."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping

from markupsafe import Markup, escape

from portal import formatting
from portal.inline import InlineMarkdown, plain
from portal.linking import Links
from portal.model import Edition, Fact, Page, Text
from portal.sense_lines import UNSPACED, broken_html, clause_words

_GLOSS_OPEN, _GLOSS_CLOSE = "\ue010", "\ue011"
_GLOSS = re.compile(f"{_GLOSS_OPEN}([^{_GLOSS_CLOSE}]*){_GLOSS_CLOSE}")


class Wording(ABC):
    """The words of one edition as templates say them; how a fact looks is for whoever has the templates."""

    def __init__(self, edition: Edition, source: Wording | None = None) -> None:
        """`source` says the source edition: what falls back is Finnish with all that is in it."""
        self.edition = edition
        self.site = edition.site
        self.links = Links(edition)
        self._source = source or self
        self._terms = {term.id: term for term in self.site.glossary}
        self._interface = {text.source: text for text in self.site.interface}
        self._inline = InlineMarkdown(self._link_attributes)
        self._rendered: dict[str, Markup] = {}
        self._said: dict[str, Markup] = {}
        self._starters = clause_words(edition.language.code)

    @abstractmethod
    def shown_fact(self, fact: Fact) -> Markup:
        """A fact's HTML."""

    @abstractmethod
    def asking(self) -> str:
        """The words behind a fact that may have changed, without markup."""

    # Words

    def words(self, source: str, **values: object) -> Markup:
        """A text of the interface as HTML; where it fell back, it is marked as Finnish."""
        if values:
            return self._words(source, values)
        found = self._said.get(source)
        if found is None:
            found = self._said[source] = self._words(source, values)
        return found

    def _words(self, source: str, values: Mapping[str, object]) -> Markup:
        text = self._interface_text(source)
        if text.fell_back:
            return self._marked(self._source._render(text.source, values))
        return self._render(text.shown, values)

    def label(self, source: str, **values: object) -> str:
        """A text of the interface without markup, for attributes and titles."""
        return self.plain_text(self._interface_text(source), **values)

    def _interface_text(self, source: str) -> Text:
        return self._interface[" ".join(source.split())]

    def inline(self, text: Text) -> Markup:
        """A text as HTML."""
        return self.source_inline(text) if text.fell_back else self._remembered(text.shown)

    def source_inline(self, text: Text) -> Markup:
        """A text as HTML in the source language: facts and names of languages in it are Finnish too."""
        return self._source._remembered(text.source)

    def _remembered(self, message: str) -> Markup:
        found = self._rendered.get(message)
        if found is None:
            html = self._render(message, {})
            if self.edition.language.script not in UNSPACED:
                html = Markup(broken_html(html, self._starters, gloss=self._gloss))  # the same HTML, and breaks
            found = self._rendered[message] = html
        return found

    def _render(self, message: str, values: Mapping[str, object]) -> Markup:
        def value_of(name: str) -> Markup:
            if name not in values:
                return self.fact(name)
            return escape(formatting.value_in_words(values[name], self.edition.language))

        return self._inline.render(message, value_of)

    def said(self, text: Text) -> Markup:
        """A text as HTML for the inside of a line: where it fell back, in an element that says so."""
        html = self.inline(text)
        return self._marked(html) if text.fell_back else html

    def alone(self, text: Text) -> Markup:
        """A text for the inside of a line, without its source also on a page in two languages."""
        return self.said(text)

    def mark(self, text: Text) -> Markup:
        """The attributes of a whole block whose text fell back: its look, language and direction."""
        look = Markup(' class="fallback"')
        return look + self.language_mark(text) if text.fell_back else Markup()

    def language_mark(self, text: Text) -> Markup:
        """The language and direction of an element whose text fell back."""
        if not text.fell_back:
            return Markup()
        source = self.links.source_language
        return Markup(' lang="{}" dir="{}"').format(source.tag, source.direction)

    def _marked(self, html: Markup) -> Markup:
        source = self.links.source_language
        return Markup('<span lang="{}" dir="{}">{}</span>').format(source.tag, source.direction, html)

    def plain_text(self, text: Text, **values: object) -> str:
        """A text without markup; facts stand in it as plain words."""

        def value_of(name: str) -> str:
            if name in values:
                return str(formatting.value_in_words(values[name], self.edition.language))
            return self._plain_fact(name)

        return plain(text.shown, value_of)

    def sentence(self, text: Text, **values: object) -> Markup:
        """A text with values in it as HTML, in this language alone."""
        return self._render(text.shown, values)

    def source_sentence(self, text: Text, **values: object) -> Markup:
        """A text with values in it as HTML, in the source language alone."""
        return self._source._render(text.source, values)

    def plain_source(self, text: Text) -> str:
        """The source of a text without markup, whatever its translation: for those who must name it at an office."""
        return plain(text.source, self._source._plain_fact)

    # Facts

    def fact(self, name: str) -> Markup:
        """A fact as HTML: a phone to tap, a sum kept in one piece, "ask" where it may have changed."""
        return self.shown_fact(self.site.facts[name])

    def _plain_fact(self, name: str) -> str:
        fact = self.site.facts[name]
        words = formatting.fact_in_words(fact, self.edition.language)
        if not fact.to_ask(self.site.today):
            return words
        return f"{words} ({self.asking()})" if words else self.asking()

    # Links

    def _link_attributes(self, target: str) -> dict[str, str]:
        kind, _, name = target.partition(":")
        if kind == "term" and not self.edition.is_source:
            gloss = f"{_GLOSS_OPEN}{name}{_GLOSS_CLOSE}"
            return {**self.links.attributes(kind, name), "after": gloss}
        return self.links.attributes(kind, name)

    def _glossed(self, html: str) -> str:
        """Puts the Finnish word behind the first use of each term on the page only."""
        seen: set[str] = set()

        def gloss(found: re.Match[str]) -> str:
            name = found.group(1)
            if name in seen:
                return ""
            seen.add(name)
            word = self._gloss(name)
            source = self.links.source_language
            return f' (<bdi lang="{source.tag}" dir="{source.direction}">{escape(word)}</bdi>)' if word else ""

        return _GLOSS.sub(gloss, html)

    def _gloss(self, name: str) -> str:
        """What stands behind a term: the Finnish word, where it is another one."""
        term = self._terms[name]
        return "" if term.word(self.edition.language.code) == term.term else term.term


def isolated(words: str) -> Markup:
    """Numbers and phones kept left to right in any text."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(words)


def source_title(page: Page) -> str:
    """The title of a page in the source language, for readers who must name it at an office."""
    return plain(page.title.source, lambda name: name)
