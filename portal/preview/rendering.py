"""One page of an edition -> the page as translators or editors see it, by the same templates as the site's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal.catalogues.reading import Catalogue
from portal.model import County, Edition, Fact, File, Language, Page, State, Text
from portal.outputs import OUTPUTS
from portal.pipeline import Outcome
from portal.preview.desk import MEANINGS, Desk
from portal.preview.marking import marked
from portal.preview.modes import Mode
from portal.problems import Place, Report, visible
from portal.templating import Renderer, Shared

_OWN = Path(__file__).resolve().parent


@dataclass(slots=True)
class Used:
    """What a page has asked for while it was rendered: texts by number, texts that cannot be seen, facts."""

    numbers: dict[Text, int] = field(default_factory=dict)
    unseen: dict[Text, None] = field(default_factory=dict)
    facts: dict[Fact, None] = field(default_factory=dict)

    def number(self, text: Text) -> int:
        """The number of a text, the same wherever it stands on the page."""
        return self.numbers.setdefault(text, len(self.numbers) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: the page by its file below `site/`, the mode, and what is known for the answer."""

    file: str
    mode: Mode
    outcome: Outcome
    shared: Shared
    report: Report
    used: Used = field(default_factory=Used)


class PreviewRenderer(Renderer):
    """Renders one page, and marks its texts; for every other page it gives nothing."""

    def __init__(self, edition: Edition, catalogue: Catalogue, source: Renderer | None, asked: Asked) -> None:
        self._asked = asked
        self._desk = Desk(edition, catalogue, asked.report)
        super().__init__(edition, asked.shared, source)

    def page(self, template: str, path: str, **values: object) -> bytes:
        """The page that was asked for. Several pages have no path of their own; their files tell them apart."""
        if path and f"{path}index.html" != self._asked.file:
            return b""
        used = self._asked.used
        used.unseen.clear()
        html = super().page(template, path, **values).decode()
        content = values.get("page") or values.get("county")
        return self._finished(html, content if isinstance(content, Page | County) else None).encode()

    def _finished(self, html: str, content: Page | County | None) -> str:
        used, mode = self._asked.used, self._asked.mode
        parts = _parts(self.edition.language, self.links.source_language)
        texts = {number: text for text, number in used.numbers.items()}

        def panel_of(number: int) -> str:
            return str(parts.panel(self._desk.card(number, texts[number]))).strip()

        page = marked(html, mode.value, panel_of)
        panels = list(map(panel_of, page.loose))
        if mode is Mode.TRANSLATOR:
            unseen = [text for text in used.unseen if used.numbers.get(text) not in page.numbers]
            panels += [str(parts.panel(self._desk.card(used.number(text), text))) for text in unseen]
        counts = Counter(texts[number].state for number in page.numbers)
        bar = parts.bar(
            mode=mode,
            modes=tuple(Mode),
            counts=[(state, counts[state]) for state in MEANINGS if counts[state]],
            panels=[Markup(panel) for panel in panels],
            report=self._asked.report,
        )
        if mode is Mode.EDITOR:
            bar += parts.content(rows=self._rows(content), facts=self._facts(content), today=self.site.today)
        style = (_OWN / "preview.css").read_text(encoding="utf-8")
        return f'{page.head}<style class="preview">{style}</style>{page.start}{bar.strip()}{page.body}'

    def _rows(self, content: Page | County | None) -> list[object]:
        return list(self._desk.rows(content, content.place)) if content else []

    def _facts(self, content: Page | County | None) -> list[tuple[str, Fact, object]]:
        names = content.sources if isinstance(content, Page) else ()
        sources = (self.site.facts[name] for name in names if name in self.site.facts)
        facts = dict.fromkeys((*self._asked.used.facts, *sources))
        return [(self._desk.fact_names.get(fact, ""), fact, self._desk.spot(fact.place)) for fact in facts]

    # What the templates call

    def inline(self, text: Text) -> Markup:
        """A text as HTML, in an element that says which text it is."""
        return self._wrapped(text, super().inline(text))

    def words(self, source: str, **values: object) -> Markup:
        """A text of the interface as HTML, in an element that says which text it is."""
        return self._wrapped(self._interface_text(source), super().words(source, **values))

    def sentence(self, text: Text, **values: object) -> Markup:
        """A text with values in it as HTML, in an element that says which text it is."""
        return self._wrapped(text, super().sentence(text, **values))

    def source_sentence(self, text: Text, **values: object) -> Markup:
        """A text with values in it in the source language, in an element that says which text it is."""
        return self._wrapped(text, super().source_sentence(text, **values))

    def _wrapped(self, text: Text, html: Markup) -> Markup:
        if self._asked.mode is not Mode.TRANSLATOR:
            return html
        number = self._asked.used.number(text)
        return Markup('<span class="preview-text" data-text="{}" data-state="{}">{}</span>').format(
            number, text.state.value, html
        )

    def plain_text(self, text: Text, **values: object) -> str:
        """A text without markup, for titles and names: it cannot be marked, so it is noted."""
        self._asked.used.unseen[text] = None
        return super().plain_text(text, **values)

    def shown_fact(self, fact: Fact) -> Markup:
        """A fact's HTML; the fact is noted."""
        self._asked.used.facts[fact] = None
        return super().shown_fact(fact)

    def _globals(self, shared: Shared) -> dict[str, object]:
        known = super()._globals(shared)
        in_words: Any = known["in_words"]

        def noted_in_words(fact: Fact, language: Language) -> str:
            self._asked.used.facts[fact] = None
            return str(in_words(fact, language))

        return known | {"in_words": noted_in_words}


def previewed(asked: Asked) -> bytes | None:
    """The page in the mode that was asked for; nothing where the file is none of the pages of a language."""
    pairs = tuple(zip(asked.outcome.editions, asked.outcome.catalogues, strict=True))
    source = next(PreviewRenderer(edition, catalogue, None, asked) for edition, catalogue in pairs if edition.is_source)
    renderers = tuple(
        source if edition.is_source else PreviewRenderer(edition, catalogue, source, asked)
        for edition, catalogue in pairs
    )
    return next((file.content for file in _files(renderers) if file.path == asked.file), None)


def _files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    for output in OUTPUTS:
        yield from output(renderers)


def _parts(language: Language, source: Language) -> Any:
    """The macros of `preview.html`: what a translator typed is escaped there, as everywhere."""
    environment = Environment(
        loader=FileSystemLoader(_OWN), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    environment.globals.update(language=language, source=source, meanings=MEANINGS, State=State, Place=Place)
    return environment.get_template("preview.html").module
