"""The straight line: content -> site -> editions -> files -> `site/`, with a gate of checks at each value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from portal.catalogues.exceptions import Exceptions, read_exceptions
from portal.catalogues.minor_edits import MinorEdit, carried_over, read_minor_edits
from portal.catalogues.reading import Catalogue, read_catalogue
from portal.checks.check import run_checks
from portal.checks.files import FILE_CHECKS, Output, read_pages
from portal.checks.translations import EDITION_CHECKS, JUDGEMENTS
from portal.compiling import CompiledTemplates
from portal.content import read_site
from portal.heads import Heads, heads_of
from portal.interface import read_interface
from portal.model import Edition, File, Language, Site, State, Text
from portal.outputs import of_site
from portal.parallel import Result
from portal.problems import Place, Problem, Report, Severity
from portal.profiling import Profile
from portal.project import Project
from portal.recollection import Remembered
from portal.remembering import CACHE, Memory
from portal.scripts import read_scripts
from portal.style import read_style
from portal.templating import Renderer, Shared, TemplateProblem
from portal.translation import translate, withhold
from portal.trust import trust_of

Progress = Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a run gives: the report, and when nothing stops it the editions and the files to write.

    `catalogues` holds what the editions were translated with, one for each edition, as long as no file is made.
    """

    report: Report
    site: Site | None = None
    editions: tuple[Edition, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    files: tuple[File, ...] = field(default=())


def read_project(project: Project, report: Report) -> Site | None:
    """The site with the texts of its templates, as the start of the line and every command read it."""
    return read_site(project.root, read_interface(project.root, report), project.today, report)


def run(project: Project, progress: Progress = lambda _: None, profile: Profile | None = None) -> Outcome:
    """Reads, translates, renders and checks a project; writes nothing but what it remembers.

    With a `profile` all is done anew, by one process, and the profile is told how long each part took.
    """
    remembered = Remembered(project.root, project.today, profile)
    outcome = run_to_editions(project, profile.begin if profile else progress, remembered)
    outcome.catalogues = ()  # all that pages need of them stands in the editions, and a site has many
    # A page cannot be made while a name in it leads nowhere.
    if not outcome.report.stops:
        outcome.files = _render(outcome, remembered, profile.begin if profile else progress)
    return outcome


class Findings(Protocol):
    """Whoever knows what checks find; see `Remembered`."""

    def results(self, tasks: Sequence[Callable[[], Result]], site: Site) -> list[Result]:
        """The result of each task."""

    def problems_of_site(self, site: Site) -> tuple[Problem, ...]:
        """What the checks of the source find."""

    def problems_of_edition(self, edition: Edition) -> tuple[Problem, ...]:
        """What the checks of one language find."""


def run_to_editions(
    project: Project,
    progress: Progress = lambda _: None,
    findings: Findings | None = None,
    only: str | None = None,
) -> Outcome:
    """The first half of the line: reads, translates and checks, and renders nothing.

    `findings` have looked at the files before they are read; only `run` has them already. With the code of a language
    as `only`, there are its edition and that of the source, and nothing is said of the others.
    """
    findings = findings or Remembered(project.root, project.today)
    report = Report()
    progress("Reading content")
    site = read_project(project, report)
    if site is None:
        return Outcome(report=report)
    edits = read_minor_edits(project.root, site, report)
    exceptions = read_exceptions(project.root, {one.rule: one in JUDGEMENTS for one in EDITION_CHECKS}, report)
    progress("Translating")
    wanted = {only, site.settings.source_language}
    languages = [language for language in site.languages if only is None or language.code in wanted]
    catalogues = [_catalogue(project.root, site, language, edits, report) for language in languages]
    pairs = zip(languages, catalogues, strict=True)
    editions = [translate(site, language, catalogue) for language, catalogue in pairs]
    progress("Checking texts")
    tasks = [partial(findings.problems_of_site, site)]
    tasks += [partial(findings.problems_of_edition, edition) for edition in editions]
    found, *of_editions = findings.results(tasks, site)
    report.add(found)
    checked = [
        _without_faulty(edition, exceptions, problems, report)
        for edition, problems in zip(editions, of_editions, strict=True)
    ]
    if only is None:
        report.add(exceptions.needless())
    return Outcome(report=report, site=site, editions=tuple(checked), catalogues=tuple(catalogues))


def _catalogue(root: Path, site: Site, language: Language, edits: tuple[MinorEdit, ...], report: Report) -> Catalogue:
    if language.code == site.settings.source_language:
        return Catalogue(code=language.code)
    return carried_over(read_catalogue(root, language, report), edits)


def _without_faulty(edition: Edition, exceptions: Exceptions, found: tuple[Problem, ...], report: Report) -> Edition:
    """The edition without the translations in which a check found a fault."""
    problems = list(exceptions.left(found, edition))
    report.add(problems)
    places = {problem.place for problem in problems if problem.severity is Severity.WITHHELD}
    faulty: set[Text] = {text for text in edition.texts if places and text.translated_at in places}
    return withhold(edition, faulty) if faulty else edition


def _render(outcome: Outcome, remembered: Remembered, progress: Progress) -> tuple[File, ...]:
    """Every file of the site; where a template cannot be filled in, the report says so and there are none."""
    report = outcome.report
    try:
        progress("Making pages")
        editions = outcome.editions
        shared = shared_of(remembered.root, editions, remembered.profile)
        heads = {edition.language.code: heads_of(edition) for edition in editions}
        # Who makes one language knows nothing of the others but their names.
        alone = replace(shared, shares=())
        parts = remembered.parts(editions, alone, lambda: renderers_of(editions, alone, heads))
        refused = [part.refused for part in parts if part.refused]
        report.add(problem for part in parts for problem in part.problems)
        if refused:
            report.add(refused[:1])
            return ()
        progress("Making files for all languages")
        made = [file for part in parts for file in part.files]
        renderers = renderers_of(editions, shared, heads)
        rest = tuple(of_site(renderers, made))
        report.add(shared.problems)
    except TemplateProblem as problem:
        report.add([problem.problem])
        return ()
    except OSError as error:
        report.problem(
            Place(str(error.filename or "templates")),
            "unreadable-file",
            f"The file cannot be read: {error.strerror}.",
        )
        return ()
    progress("Checking pages")
    pages = [page for part in parts for page in part.pages]
    files = (*made, *rest)
    report.add(run_checks(FILE_CHECKS, Output.of(files, (*pages, *read_pages(rest)))))
    return files


def shared_of(
    root: Path,
    editions: tuple[Edition, ...],
    profile: Profile | None = None,
    compiled: CompiledTemplates | None = None,
) -> Shared:
    """What all renderers of a build have in common; `compiled` are templates, where somebody has some already."""
    return Shared(
        root=root,
        style=read_style(root, editions[0].site.settings.theme),
        scripts=read_scripts(root),
        compiled=compiled or CompiledTemplates(Memory(root / CACHE / "templates")),
        profile=profile or Profile(),
        titles={edition.language.code: edition.site.settings.title for edition in editions},
        shares=tuple(_share(edition) for edition in editions),
    )


def renderers_of(
    editions: tuple[Edition, ...], shared: Shared, heads: Mapping[str, Heads] | None = None
) -> tuple[Renderer, ...]:
    """What renders each edition, in their order; all know the one of the source language.

    `heads` are those of each language by its code, where somebody has them already.
    """

    def renderer_of(edition: Edition, source: Renderer | None = None) -> Renderer:
        return Renderer(edition, shared, source, heads[edition.language.code] if heads else None)

    source = next(renderer_of(edition) for edition in editions if edition.is_source)
    return tuple(source if edition.is_source else renderer_of(edition, source) for edition in editions)


def _share(edition: Edition) -> tuple[Language, int, State]:
    """How much of an edition is translated, in whole per cent rounded down, and its lowest level of trust."""
    trust = trust_of(edition.texts)
    return edition.language, trust.share, trust.level
