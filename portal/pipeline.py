"""The straight line: content -> site -> editions -> files -> `site/`, with a gate of checks at each value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portal.catalogues.exceptions import Exceptions, read_exceptions
from portal.catalogues.minor_edits import MinorEdit, carried_over, read_minor_edits
from portal.catalogues.reading import Catalogue, read_catalogue
from portal.checks.check import run_checks
from portal.checks.files import FILE_CHECKS, read_output
from portal.checks.site import SITE_CHECKS
from portal.checks.translations import EDITION_CHECKS, JUDGEMENTS
from portal.compiling import CompiledTemplates
from portal.content import read_site
from portal.interface import read_interface
from portal.model import Edition, File, Language, Site, State, Text
from portal.outputs import render_all
from portal.problems import Place, Report, Severity
from portal.scripts import read_scripts
from portal.style import read_style
from portal.templating import Renderer, Shared, TemplateProblem
from portal.translation import translate, withhold
from portal.trust import trust_of

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where a project lives, and the day its facts are compared with. The day is an input like any other:
    the same files and the same day give the same bytes.
    """

    root: Path
    today: date


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a run gives: the report, and when nothing stops it the editions and the files to write.

    `catalogues` holds what the editions were translated with, one for each edition.
    """

    report: Report
    site: Site | None = None
    editions: tuple[Edition, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    files: tuple[File, ...] = field(default=())


def read_project(project: Project, report: Report) -> Site | None:
    """The site with the texts of its templates, as the start of the line and every command read it."""
    return read_site(project.root, read_interface(project.root, report), project.today, report)


def run(project: Project, progress: Progress = lambda _: None) -> Outcome:
    """Reads, translates, renders and checks a project; writes nothing."""
    outcome = run_to_editions(project, progress)
    # A page cannot be made while a name in it leads nowhere.
    if not outcome.report.stops:
        outcome.files = _render(project.root, outcome.editions, outcome.report, progress)
    return outcome


def run_to_editions(project: Project, progress: Progress = lambda _: None) -> Outcome:
    """The first half of the line: reads, translates and checks, and renders nothing."""
    report = Report()
    progress("Reading content")
    site = read_project(project, report)
    if site is None:
        return Outcome(report=report)
    report.add(run_checks(SITE_CHECKS, site))
    edits = read_minor_edits(project.root, site, report)
    exceptions = read_exceptions(project.root, {one.rule: one in JUDGEMENTS for one in EDITION_CHECKS}, report)
    editions = []
    catalogues = []
    for number, language in enumerate(site.languages, 1):
        progress(f"Translating: {language.name} ({number} of {len(site.languages)})")
        catalogue = _catalogue(project.root, site, language, edits, report)
        catalogues.append(catalogue)
        editions.append(_checked_edition(site, language, catalogue, exceptions, report))
    report.add(exceptions.needless())
    return Outcome(report=report, site=site, editions=tuple(editions), catalogues=tuple(catalogues))


def _catalogue(root: Path, site: Site, language: Language, edits: tuple[MinorEdit, ...], report: Report) -> Catalogue:
    if language.code == site.settings.source_language:
        return Catalogue(code=language.code)
    return carried_over(read_catalogue(root, language, report), edits)


def _checked_edition(
    site: Site, language: Language, catalogue: Catalogue, exceptions: Exceptions, report: Report
) -> Edition:
    """The edition without the translations in which a check found a fault."""
    edition = translate(site, language, catalogue)
    problems = list(exceptions.left(run_checks(EDITION_CHECKS, edition), edition))
    report.add(problems)
    places = {problem.place for problem in problems if problem.severity is Severity.WITHHELD}
    faulty: set[Text] = {text for text in edition.texts if places and text.translated_at in places}
    return withhold(edition, faulty) if faulty else edition


def _render(root: Path, editions: tuple[Edition, ...], report: Report, progress: Progress) -> tuple[File, ...]:
    try:
        shared = shared_of(root, editions)
        files = tuple(render_all(renderers_of(editions, shared), progress))
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
    report.add(run_checks(FILE_CHECKS, read_output(files)))
    return files


def shared_of(root: Path, editions: tuple[Edition, ...]) -> Shared:
    """What all renderers of a build have in common."""
    return Shared(
        root=root,
        style=read_style(root, editions[0].site.settings.theme),
        scripts=read_scripts(root),
        compiled=CompiledTemplates(),
        shares=tuple(_share(edition) for edition in editions),
    )


def renderers_of(editions: tuple[Edition, ...], shared: Shared) -> tuple[Renderer, ...]:
    """What renders each edition, in their order; all know the one of the source language."""
    source = next(Renderer(edition, shared) for edition in editions if edition.is_source)
    others = (edition for edition in editions if not edition.is_source)
    by_code = {source.edition.language.code: source}
    by_code |= {edition.language.code: Renderer(edition, shared, source) for edition in others}
    return tuple(by_code[edition.language.code] for edition in editions)


def _share(edition: Edition) -> tuple[Language, int, State]:
    """How much of an edition is translated, in whole per cent rounded down, and its lowest level of trust."""
    trust = trust_of(edition.texts)
    return edition.language, trust.share, trust.level
