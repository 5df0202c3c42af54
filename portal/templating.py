"""An edition and `templates/` -> finished HTML: Jinja with the words, links and facts of one language."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from portal import formatting
from portal.addresses import finished_links
from portal.compiling import CompiledTemplates
from portal.gazetteer import Gazetteer
from portal.inline import InlineMarkdown, plain
from portal.interface import TEMPLATES
from portal.linking import Links
from portal.model import Edition, Fact, Language, Page, PartialDate, State, Text
from portal.problems import Place, Problem
from portal.style import Style
from portal.trust import cited, facts_to_ask, is_published, listed_sources, official_links

_GLOSS_OPEN, _GLOSS_CLOSE = "\ue010", "\ue011"
_GLOSS = re.compile(f"{_GLOSS_OPEN}([^{_GLOSS_CLOSE}]*){_GLOSS_CLOSE}")

_FAULTS = (TemplateError, LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
"""What Python and Jinja raise when a template asks for what cannot be done."""


class TemplateProblem(Exception):
    """A template asked for something that does not exist; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all editions of a build have in common: the folder, the style, and how far each is translated."""

    root: Path
    style: Style
    compiled: CompiledTemplates
    shares: tuple[tuple[Language, int, State], ...]
    problems: list[Problem] = field(default_factory=list)
    """What is found wrong while files are made, and does not stop the others."""


class Renderer:
    """Renders the templates of one edition. Everything a template can name stands in `_globals`."""

    def __init__(self, edition: Edition, shared: Shared, source: Renderer | None = None) -> None:
        """`source` is the renderer of the source edition: what falls back is Finnish with all that is in it."""
        self.edition = edition
        self._source = source or self
        self.site = edition.site
        self.links = Links(edition)
        self.root = shared.root
        self.problems = shared.problems
        self._terms = {term.id: term for term in self.site.glossary}
        self._interface = {text.source: text for text in self.site.interface}
        self._inline = InlineMarkdown(self._link_attributes)
        self._rendered: dict[str, Markup] = {}
        self._environment = Environment(
            loader=FileSystemLoader(shared.root / TEMPLATES),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=shared.compiled,
            auto_reload=False,
        )
        self._environment.globals.update(self._globals(shared))
        self._environment.filters.update(
            inline=self.inline,
            said=self.said,
            source_inline=self.source_inline,
            mark=self.mark,
            language_mark=self.language_mark,
            plain=self.plain_text,
            host=self.links.host,
            feedback_address=self.links.feedback_address,
        )

    def page(self, template: str, path: str, **values: object) -> bytes:
        """A finished HTML file for the address `path` (`ar/perhetyo/`), its links and glosses in place."""
        try:
            html = self._environment.get_template(template).render(**values)
        except _FAULTS as error:
            raise TemplateProblem(_problem_of(error, template, self.root)) from error
        return finished_links(self._glossed(html), path).encode()

    def _globals(self, shared: Shared) -> dict[str, object]:
        language = self.edition.language
        gazetteer = Gazetteer(self.edition)
        pages = {page.slug: page for page in self.site.pages}
        return {
            "edition": self.edition,
            "site": self.site,
            "settings": self.site.settings,
            "language": language,
            "source_language": self.links.source_language,
            "style": Markup(shared.style.css),  # our own file, which a check reads
            "_": self.words,
            "label": self.label,
            "in_finnish": escape,
            "isolated": isolated,
            "page_named": pages.get,
            "is_published": is_published,
            "source_title": source_title,
            "shown_fact": self.shown_fact,
            "fact_named": self.site.facts.get,
            "in_words": formatting.fact_in_words,
            "day": lambda when: formatting.date_in_words(PartialDate(when.year, when.month, when.day), language),
            "date": lambda when: formatting.date_in_words(when, language),
            "days": lambda hours: formatting.days_in_words(hours, language),
            "times": lambda hours: formatting.times_in_words(hours, language),
            "language_name": lambda code: formatting.language_name(code, language),
            "language_list": lambda codes: formatting.language_list(codes, language),
            "dialled": formatting.dialled,
            "listed_sources": lambda: listed_sources(self.site),
            "cited": cited,
            "official_links": lambda: official_links(self.site),
            "facts_to_ask": lambda: facts_to_ask(self.site),
            "language_shares": shared.shares,
            **self.links.for_templates(),
            **gazetteer.for_templates(),
        }

    # Words

    def words(self, source: str, **values: object) -> Markup:
        """A text of the interface as HTML; where it fell back, it is marked as Finnish."""
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
            found = self._rendered[message] = self._render(message, {})
        return found

    def _render(self, message: str, values: Mapping[str, object]) -> Markup:
        def value_of(name: str) -> Markup:
            return escape(values[name]) if name in values else self.fact(name)

        return self._inline.render(message, value_of)

    def said(self, text: Text) -> Markup:
        """A text as HTML for the inside of a line: where it fell back, in an element that says so."""
        html = self.inline(text)
        return self._marked(html) if text.fell_back else html

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
                return str(values[name])
            return self._plain_fact(name)

        return plain(text.shown, value_of)

    # Facts

    def fact(self, name: str) -> Markup:
        """A fact as HTML: a phone to tap, a sum kept in one piece, "ask" where it may have changed."""
        return self.shown_fact(self.site.facts[name])

    def shown_fact(self, fact: Fact) -> Markup:
        """A fact's HTML, made by the macro `fact` of `templates/parts/facts.html`."""
        macro = self._macro("parts/facts.html", "fact")
        words = formatting.fact_in_words(fact, self.edition.language)
        return Markup(macro(fact, words, fact.to_ask(self.site.today)).strip())

    def _plain_fact(self, name: str) -> str:
        fact = self.site.facts[name]
        words = formatting.fact_in_words(fact, self.edition.language)
        if not fact.to_ask(self.site.today):
            return words
        macro = self._macro("parts/facts.html", "plain_ask")
        return f"{words} ({macro().strip()})" if words else str(macro().strip())

    def _macro(self, template: str, name: str) -> Callable[..., str]:
        macro: Callable[..., str] = getattr(self._environment.get_template(template).module, name)
        return macro

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
            term = self._terms[name]
            if term.word(self.edition.language.code) == term.term:
                return ""
            word = escape(term.term)
            source = self.links.source_language
            return f' (<bdi lang="{source.tag}" dir="{source.direction}">{word}</bdi>)'

        return _GLOSS.sub(gloss, html)


def isolated(words: str) -> Markup:
    """Numbers and phones kept left to right in any text."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(words)


def source_title(page: Page) -> str:
    """The title of a page in the source language, for readers who must name it at an office."""
    return plain(page.title.source, lambda name: name)


def _problem_of(error: Exception, template: str, root: Path) -> Problem:
    """The line of the template that the error comes from: the last one that lies in the templates' folder."""
    folder = str(root / TEMPLATES)
    place = Place(f"{TEMPLATES}/{template}")
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(folder):
            file = Path(frame.filename).relative_to(root).as_posix()
            place = Place(file, frame.lineno or 1, 1)
    reason = f"there is no {error}" if isinstance(error, KeyError) else str(error).rstrip(".")
    return Problem(
        place=place,
        rule="template-value",
        message=f"The template cannot be filled in: {reason}.",
        hint="Look for a name that is misspelt or that this page does not have.",
    )
