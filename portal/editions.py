"""A site and the catalogue of a language -> its edition as readers may see it, and what was found wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.catalogues.exceptions import Allowed, Exceptions, read_exceptions
from portal.catalogues.minor_edits import MinorEdit, carried_over, read_minor_edits
from portal.catalogues.reading import Catalogue, read_catalogue
from portal.checks.translations import EDITION_CHECKS, JUDGEMENTS
from portal.content import read_site
from portal.interface import read_interface
from portal.model import Edition, Language, Site, Text
from portal.problems import Problem, Report, Severity
from portal.project import Project
from portal.translation import translate, withhold

Find = Callable[[Edition], Iterable[Problem]]
"""What gives all that the checks of one language find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """All that editions are made of, but for their catalogues."""

    root: Path
    site: Site
    edits: tuple[MinorEdit, ...]
    exceptions: Exceptions

    @property
    def source_language(self) -> Language:
        """The language in which the site was written."""
        code = self.site.settings.source_language
        return next(language for language in self.site.languages if language.code == code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An edition without the translations in which a check found a fault."""

    edition: Edition
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    """Those of its catalogue, and those of its texts that no exception lets stand."""
    used: frozenset[Allowed]
    """The exceptions that let something stand."""


def read_project(project: Project, report: Report) -> Site | None:
    """The site with the texts of its templates, as the start of the line and every command read it."""
    return read_site(project.root, read_interface(project.root, report), project.today, report)


def read_origin(project: Project, report: Report) -> Origin | None:
    """What a project says in its source language, and the lists of its maintainers; nothing where it is unreadable."""
    site = read_project(project, report)
    if site is None:
        return None
    edits = read_minor_edits(project.root, site, report)
    exceptions = read_exceptions(project.root, {one.rule: one in JUDGEMENTS for one in EDITION_CHECKS}, report)
    return Origin(root=project.root, site=site, edits=edits, exceptions=exceptions)


def reviewed(origin: Origin, language: Language, find: Find) -> Reviewed:
    """Reads a catalogue, translates and checks."""
    report = Report()
    catalogue = _catalogue(origin, language, report)
    edition = translate(origin.site, language, catalogue)
    problems, used = origin.exceptions.left(find(edition), edition)
    report.add(problems)
    return Reviewed(
        edition=_without_faulty(edition, problems), catalogue=catalogue, problems=tuple(report.problems), used=used
    )


def reviewed_before(
    origin: Origin, language: Language, problems: tuple[Problem, ...], used: frozenset[Allowed]
) -> Reviewed:
    """The same of an edition of which all is known that was found: it is translated, and not checked again."""
    catalogue = _catalogue(origin, language, Report())
    edition = _without_faulty(translate(origin.site, language, catalogue), problems)
    return Reviewed(edition=edition, catalogue=catalogue, problems=problems, used=used)


def _catalogue(origin: Origin, language: Language, report: Report) -> Catalogue:
    if language == origin.source_language:
        return Catalogue(code=language.code)
    return carried_over(read_catalogue(origin.root, language, report), origin.edits)


def _without_faulty(edition: Edition, problems: Iterable[Problem]) -> Edition:
    places = {problem.place for problem in problems if problem.severity is Severity.WITHHELD}
    faulty: set[Text] = {text for text in edition.texts if places and text.translated_at in places}
    return withhold(edition, faulty) if faulty else edition
