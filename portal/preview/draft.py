"""A project as it lies on the disk now -> any one page of it at once, as the next build will make it.

A build reads, checks and makes everything. Here one page is made, with the two languages that it needs: its own and
the source. What did not change since the last time is taken from memory, so this costs a blink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.addresses import CARD_PATH, DISPLAY_PATH, county_path, page_path, questions_path
from portal.boxes import shows_all_languages
from portal.compiling import CompiledTemplates
from portal.editions import Origin, Reviewed, reviewed
from portal.findings import Found, checked, found_in
from portal.model import Edition, Language, Service, Site
from portal.outputs import card, counties, display, guide, teach_back
from portal.outputs.pages import page_file
from portal.pairing import PairedRenderer
from portal.pipeline import Outcome, run_to_editions, shared_of
from portal.preview.modes import Mode
from portal.preview.rendering import Asked, previewed
from portal.problems import Problem, Report
from portal.project import Project
from portal.remembering import CACHE, Memory
from portal.templating import Renderer, Shared, TemplateProblem

QUICK = (counties.files, guide.files, card.files, teach_back.files, display.files)
"""The kinds of pages beside those of content that need no other page to be made, and no other program."""


@dataclass(slots=True)
class Known:
    """What a process knows of a project from earlier drafts. What the checks of the whole site find is
    for the build to tell.
    """

    project: Project
    problems: dict[str, Found] = field(default_factory=dict)
    """By language, and there by excerpt."""
    site: Site | None = None
    """The site whose edition in the source language was checked last."""
    compiled: CompiledTemplates = field(init=False)

    def __post_init__(self) -> None:
        self.compiled = CompiledTemplates(Memory(self.project.root / CACHE / "templates"))

    def reviewed(self, origin: Origin, languages: Sequence[Language]) -> list[Reviewed]:
        """These editions, checked as a build checks them; only excerpts that changed are read again."""
        return [reviewed(origin, language, self._problems) for language in languages]

    def _problems(self, edition: Edition) -> tuple[Problem, ...]:
        code = edition.language.code
        if code not in self.problems:
            self.problems[code] = found_in(self.project.root, code)
        # Mostly a translation has changed. Two sites that were read from the same files are soon compared.
        if not edition.is_source or edition.site != self.site:
            self.problems[code] = checked(edition, self.problems[code])
            self.site = edition.site if edition.is_source else self.site
        found = self.problems[code]
        return tuple(problem for problems in found.values() for problem in problems)


@dataclass(slots=True)
class Draft:
    """A project at one moment. Pages are made when they are asked for."""

    project: Project
    known: Known
    _outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def problems(self) -> Iterator[Problem]:
        """What was found wrong in the languages that were asked for."""
        return (problem for outcome in self._outcomes.values() for problem in outcome.report.problems)

    def reads(self, language: str) -> bool:
        """Whether the content can be read, so that there are pages to make."""
        return not self._outcome(language).report.stops

    def page(self, file: str, mode: Mode, report: Report) -> bytes | None:
        """The page in this file below `site/`; nothing where only a build can make it, or none can."""
        code, _, rest = file.partition("/")
        outcome = self._outcome(code)
        site = outcome.site
        is_of_language = any(edition.language.code == code for edition in outcome.editions)
        if site is None or outcome.report.stops or (mode is Mode.READER and not is_of_language):
            return None
        is_paired = rest.startswith(f"{site.settings.source_language}/")
        try:
            if mode is Mode.READER or is_paired:  # there is a page in two languages for readers only
                return _readers_page(file, outcome, self._shared(outcome))
            if not is_of_language or rest not in {f"{path}index.html" for path in _own_paths(site)}:
                outcome = self._outcome("")
            return previewed(Asked(file=file, mode=mode, outcome=outcome, shared=self._shared(outcome), report=report))
        except (TemplateProblem, OSError):
            return None  # a template is being changed: the build says so, and the page stays as it is

    def _outcome(self, code: str) -> Outcome:
        """The editions in a language and in the source, or without a language all of them."""
        if code not in self._outcomes:
            self._outcomes[code] = run_to_editions(self.project, reviewer=self.known, only=code or None)
        return self._outcomes[code]

    def _shared(self, outcome: Outcome) -> Shared:
        return shared_of(self.project.root, outcome.editions, compiled=self.known.compiled)


def _own_paths(site: Site) -> Iterator[str]:
    """The addresses, below a language's folder, of pages for which nobody need know the other languages."""
    settings = site.settings
    for page in site.pages:
        if not shows_all_languages(page):
            yield page_path(page, settings)
        if isinstance(page, Service):
            yield questions_path(page, settings)
    yield from (county_path(county.slug, settings) for county in site.counties)
    yield from guide.paths_of(site.guide) if site.guide else ()
    yield from (CARD_PATH, DISPLAY_PATH)


class _OnePage(Renderer):
    """Renders the page that is asked for; for every other it gives nothing."""

    file = ""

    def page(self, template: str, path: str, **values: object) -> bytes:
        """A finished HTML file, where it is the one that is asked for."""
        return super().page(template, path, **values) if f"{path}index.html" == self.file else b""


class _OnePairedPage(_OnePage, PairedRenderer):
    """The same beside the source."""


def _readers_page(file: str, outcome: Outcome, shared: Shared) -> bytes | None:
    """The page as readers get it, where it needs no other language."""
    source = next(_OnePage(edition, shared) for edition in outcome.editions if edition.is_source)
    code = file.partition("/")[0]
    edition = next(edition for edition in outcome.editions if edition.language.code == code)
    own = source if edition.is_source else _OnePage(edition, shared, source)
    renderers = [own] if edition.is_source else [own, _OnePairedPage(edition, shared, source, own.heads)]
    pages = {page_path(page, edition.site.settings): page for page in edition.site.pages}
    for renderer in renderers:
        renderer.file = file
        wanted = {f"{renderer.path(path)}index.html": path for path in _own_paths(edition.site)}
        if file not in wanted:
            continue
        if wanted[file] in pages:
            return page_file(renderer, pages[wanted[file]]).content
        made = (found for output in QUICK for found in output((renderer,)) if found.path == file)
        return next((found.content for found in made), None)
    return None
