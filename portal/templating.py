"""An edition and `templates/` -> finished HTML: Jinja with the words, links and facts of one language."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from portal import deadlines, formatting
from portal.addresses import SITE_ROOT, finished_links, in_language
from portal.closed import ClosedPage, OpenFacts
from portal.compiling import CompiledTemplates
from portal.gazetteer import Gazetteer
from portal.heads import Heads, heads_of
from portal.interface import TEMPLATES
from portal.keeping import Keeper
from portal.matching import matching_rules
from portal.model import Edition, Fact, File, Language, PartialDate, State, Text
from portal.pictures import Pictures
from portal.policy import content_security_policy
from portal.problems import Place, Problem
from portal.profiling import Profile
from portal.scripts import Script
from portal.style import Style
from portal.summaries import Summary, summary_of
from portal.trust import cited, facts_to_ask, listed_sources, official_links
from portal.wording import Wording, isolated, source_title

_STYLE, _POLICY = "\ue110", "\ue111"
"""Marks for what depends on the whole page: the parts of the style it needs, and the policy that allows them."""

_FAULTS = (TemplateError, LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
"""What Python and Jinja raise when a template asks for what cannot be done."""


class _Template(Template):
    """A template of which every other one can import macros without being asked what it knows: all know the same.

    Jinja compares the names known on both sides at each import, which took a tenth of the time of a page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class TemplateProblem(Exception):
    """A template asked for something that does not exist; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


Share = tuple[Language, int, State]
"""A language, how much of it is translated in per cent, and the lowest level of trust."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all editions of a build have in common: the folder, the style, the scripts, how far each is translated."""

    root: Path
    style: Style
    scripts: Mapping[str, Script] = field(default_factory=dict)
    compiled: CompiledTemplates
    shares: tuple[Share, ...]
    titles: Mapping[str, Text] = field(default_factory=dict)
    """The site's name in each of its languages, by their codes."""
    profile: Profile = field(default_factory=Profile)
    """Where the time goes."""
    problems: list[Problem] = field(default_factory=list)
    """What is found wrong while files are made, and does not stop the others."""


class Renderer(Wording):
    """Renders the templates of one edition. Everything a template can name stands in `_globals`."""

    paired = False
    """Whether every text stands beside its source: see `portal/pairing.py`."""

    def __init__(
        self,
        edition: Edition,
        shared: Shared,
        source: Renderer | None = None,
        heads: Heads | None = None,
        summary: Summary | None = None,
    ) -> None:
        """`source` is the renderer of the source edition; `heads` and `summary` are the edition's, where somebody has
        them already.

        Templates know all pages by their heads alone: what a file says of a page is given to it, see `portal/heads.py`.
        """
        self._summary = summary
        self.heads = heads or (summary.heads if summary else heads_of(edition))
        super().__init__(self.heads.edition, source)
        # Whoever looks at whole pages finds the same facts open, and the same ones closed.
        self.whole = replace(edition, site=replace(edition.site, facts=self.site.facts))
        self.shared = shared
        self.keeper = Keeper()
        self.source = source or self
        self._root = shared.root
        self._environment = Environment(
            loader=FileSystemLoader(shared.root / TEMPLATES),
            undefined=StrictUndefined,
            autoescape=_is_html,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=shared.compiled,
            auto_reload=False,
        )
        self._environment.template_class = _Template
        self._environment.globals.update(self._globals(shared))
        self._environment.filters.update(
            inline=self.inline,
            said=self.said,
            alone=self.alone,
            source_inline=self.source_inline,
            mark=self.mark,
            language_mark=self.language_mark,
            plain=self.plain_text,
            host=self.links.host,
        )

    @cached_property
    def summary(self) -> Summary:
        """What files for all languages together show of this one."""
        return self._summary or summary_of(self.whole)

    def kept(self, kind: str, reads: object, make: Callable[[], Iterable[File]]) -> tuple[File, ...]:
        """The files that `make` gives, from the last build where nothing has changed: see `Keeper.files`."""
        return self.keeper.files(f"{kind} beside the source" if self.paired else kind, reads, make)

    def path(self, own_path: str) -> str:
        """The path below `site/` of a page that is the same in every language: `ar/perhetyo/`."""
        return in_language(own_path, self.edition.language)

    def page(self, template: str, path: str, **values: object) -> bytes:
        """A finished HTML file for the address `path` (`ar/perhetyo/`), its links and glosses in place."""
        with self.shared.profile.page(path or template):
            return self._page(template, path, values)

    def _page(self, template: str, path: str, values: Mapping[str, object]) -> bytes:
        html = self._glossed(self._filled(template, values))
        styles = self.shared.style.used_by(html)
        html = html.replace(_STYLE, "".join(f"<style>{css}</style>" for css in styles), 1)
        html = html.replace(_POLICY, str(escape(content_security_policy(*styles))), 1)
        return finished_links(html, path, self.path("")).encode()

    def text(self, template: str, **values: object) -> str:
        """A finished file that is not HTML: nothing in it is escaped, so no text of a translator belongs there."""
        return self._filled(template, values)

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        try:
            return self._environment.get_template(template).render(**values)
        except _FAULTS as error:
            raise TemplateProblem(_problem_of(error, template, self._root)) from error

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
            "paired": self.paired,
            "style": _STYLE,
            "policy": _POLICY,
            "script": lambda name: SITE_ROOT + shared.scripts[name].path,
            "matching_rules": matching_rules(language.code, self.links.source_language.code),
            "_": self.words,
            "label": self.label,
            "in_finnish": escape,
            "isolated": isolated,
            "page_named": pages.get,
            "is_published": self.heads.is_published,
            "source_title": source_title,
            "shown_fact": self.shown_fact,
            "fact_named": self.site.facts.get,
            "in_words": formatting.fact_in_words,
            "date": lambda when: formatting.date_in_words(when, language),
            "day": lambda when: PartialDate(when.year, when.month, when.day),
            "days": lambda hours: formatting.days_in_words(hours, language),
            "times": lambda hours: formatting.times_in_words(hours, language),
            "language_name": lambda code: formatting.language_name(code, language),
            "language_list": lambda codes: formatting.language_list(codes, language),
            "comma": formatting.comma(language),
            "semicolon": formatting.semicolon(language),
            "dialled": formatting.dialled,
            "deadlines": deadlines,
            "listed_sources": lambda: listed_sources(self.site),
            "cited": cited,
            "official_links": lambda: official_links(self.site),
            "facts_to_ask": lambda: facts_to_ask(self.site),
            "language_shares": shared.shares,
            **self.links.for_templates(),
            **gazetteer.for_templates(),
            **Pictures(self.edition).for_templates(),
        }

    # Facts

    def shown_fact(self, fact: Fact) -> Markup:
        """A fact's HTML, made by the macro `fact` of `templates/parts/facts.html`."""
        macro = self._macro("parts/facts.html", "fact")
        words = formatting.fact_in_words(fact, self.edition.language)
        return Markup(macro(fact, words, fact.to_ask(self.site.today)).strip())

    def asking(self) -> str:
        """The words behind a fact that may have changed, made by the macro `plain_ask` of the same file."""
        return self._macro("parts/facts.html", "plain_ask")().strip()

    def _macro(self, template: str, name: str) -> Callable[..., str]:
        macro: Callable[..., str] = getattr(self._environment.get_template(template).module, name)
        return macro


def facts_of(renderer: Renderer) -> tuple[OpenFacts, ...]:
    """The facts that files in a renderer's words can show: those of its edition, and of the source beside it."""
    return tuple(one.site.facts for one in (renderer, renderer.source) if isinstance(one.site.facts, OpenFacts))


def _is_html(template: str | None) -> bool:
    """Whether what a template is filled with must be escaped: everywhere but in settings of servers."""
    return template is None or not template.startswith("hosting/")


_MISSPELT = "Look for a name that is misspelt or that this page does not have."
_CLOSED = "Write the whole name of a fact into the template. What else it shows, portal/outputs/ must give it."


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
        hint=_CLOSED if isinstance(error, ClosedPage) else _MISSPELT,
    )
