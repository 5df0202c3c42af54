"""The straight line: content -> site -> editions -> files -> `site/`, with a gate of checks at each value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from portal.catalogues.reading import Catalogue
from portal.checks.check import run_checks
from portal.checks.files import FILE_CHECKS, Output
from portal.compiling import CompiledTemplates
from portal.editions import Origin, Reviewed, read_origin
from portal.model import Edition, File, Language, Site
from portal.problems import Place, Report
from portal.profiling import Profile
from portal.project import Project
from portal.recollection import Digest, Remembered, forget_files
from portal.remembering import CACHE, Memory
from portal.scripts import read_scripts
from portal.shelf import Damaged
from portal.style import read_style
from portal.summaries import Summary
from portal.templating import Renderer, Share, Shared
from portal.trust import Trust, trust_of

Result = TypeVar("Result")
Progress = Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What a run gives: the report, and when nothing stops it the files to write.

    A run to the editions gives these instead, and in `catalogues` what each was translated with.
    """

    report: Report
    site: Site | None = None
    editions: tuple[Edition, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    files: tuple[File, ...] = field(default=())


def with_outcome(
    project: Project,
    use: Callable[[Outcome], Result],
    progress: Progress = lambda _: None,
    profile: Profile | None = None,
) -> Result:
    """Runs a project, and gives what `use` makes of the outcome.

    Bytes of files are read when they are used. Where what is remembered of them proves damaged, all is done again
    without it: so `use` may be called a second time.
    """
    try:
        return use(run(project, progress, profile))
    except Damaged:
        forget_files(project.root)
        return use(_run(Remembered(project.root, project.today, profile, stores=False), project, progress))


def run(project: Project, progress: Progress = lambda _: None, profile: Profile | None = None) -> Outcome:
    """Reads, translates, renders and checks a project; writes nothing but what it remembers. Raises `Damaged`.

    With a `profile` all is done anew, by one process, and the profile is told how long each part took.
    """
    remembered = Remembered(project.root, project.today, profile, stores=profile is None)
    return _run(remembered, project, profile.begin if profile else progress)


def _begun(project: Project, progress: Progress) -> tuple[Report, Origin | None]:
    """What the line begins with, and all that is wrong in it."""
    report = Report()
    progress("Reading content")
    origin = read_origin(project, report)
    progress("Translating and checking texts")
    return report, origin


def _run(remembered: Remembered, project: Project, progress: Progress) -> Outcome:
    report, origin = _begun(project, progress)
    if origin is None:
        return Outcome(report=report)
    digests = remembered.digests(origin)
    report.add(problem for digest in digests for problem in digest.problems)
    report.add(origin.exceptions.needless(frozenset().union(*(digest.used for digest in digests))))
    # A page cannot be made while a name in it leads nowhere.
    files = () if report.stops else _files(origin, digests, remembered, report, progress)
    return Outcome(report=report, site=origin.site, files=files)


class Reviewer(Protocol):
    """Whoever gives editions as readers may see them; see `Remembered`."""

    def reviewed(self, origin: Origin, languages: Sequence[Language]) -> Sequence[Reviewed]:
        """The editions in these languages."""


def run_to_editions(
    project: Project,
    progress: Progress = lambda _: None,
    reviewer: Reviewer | None = None,
    only: str | None = None,
) -> Outcome:
    """The first half of the line: reads, translates and checks, and renders nothing.

    The `reviewer` has looked at the files before they are read. With the code of a language as `only`, there are its
    edition and that of the source, and nothing is said of the others.
    """
    reviewer = reviewer or Remembered(project.root, project.today)
    report, origin = _begun(project, progress)
    if origin is None:
        return Outcome(report=report)
    site = origin.site
    wanted = {only, site.settings.source_language}
    found = reviewer.reviewed(origin, [one for one in site.languages if only is None or one.code in wanted])
    report.add(problem for one in found for problem in one.problems)
    if only is None:
        report.add(origin.exceptions.needless(frozenset().union(*(one.used for one in found))))
    return Outcome(
        report=report,
        site=site,
        editions=tuple(one.edition for one in found),
        catalogues=tuple(one.catalogue for one in found),
    )


def _files(
    origin: Origin, digests: Sequence[Digest], remembered: Remembered, report: Report, progress: Progress
) -> tuple[File, ...]:
    """Every file of the site; where a template cannot be filled in, the report says so and there are none."""
    try:
        progress("Making pages")
        summaries = [digest.summary for digest in digests]
        editions = [summary.heads.edition for summary in summaries]
        shares = [_share(summary.heads.edition.language, summary.trust) for summary in summaries]
        shared = _shared(remembered.root, editions, shares, remembered.profile)
        # Who makes one language knows nothing of the others but their names.
        parts = remembered.parts(origin, digests, replace(shared, shares=()))
        if not any(part.refused for part in parts):
            progress("Making files for all languages")
            parts.append(remembered.part_of_site(_renderers(editions, shared, summaries), parts))
    except OSError as error:
        report.problem(
            Place(str(error.filename or "templates")),
            "unreadable-file",
            f"The file cannot be read: {error.strerror}.",
        )
        return ()
    report.add(problem for part in parts for problem in part.problems)
    refused = [part.refused for part in parts if part.refused]
    if refused:
        report.add(refused[:1])
        return ()
    progress("Checking pages")
    files = tuple(file for part in parts for file in part.files)
    report.add(run_checks(FILE_CHECKS, Output.of(files, (page for part in parts for page in part.pages))))
    return files


def shared_of(root: Path, editions: Sequence[Edition], compiled: CompiledTemplates | None = None) -> Shared:
    """What the renderers of whole editions have in common; `compiled` are templates that somebody has already."""
    shares = [_share(edition.language, trust_of(edition.texts)) for edition in editions]
    return _shared(root, editions, shares, compiled=compiled)


def _shared(
    root: Path,
    editions: Sequence[Edition],
    shares: Sequence[Share],
    profile: Profile | None = None,
    compiled: CompiledTemplates | None = None,
) -> Shared:
    return Shared(
        root=root,
        style=read_style(root, editions[0].site.settings.theme),
        scripts=read_scripts(root),
        compiled=compiled or CompiledTemplates(Memory(root / CACHE / "templates")),
        profile=profile or Profile(),
        titles={edition.language.code: edition.site.settings.title for edition in editions},
        shares=tuple(shares),
    )


def _share(language: Language, trust: Trust) -> Share:
    """How much of a language is translated, in whole per cent rounded down, and its lowest level of trust."""
    return language, trust.share, trust.level


def renderers_of(editions: Sequence[Edition], shared: Shared) -> tuple[Renderer, ...]:
    """What renders each whole edition, in their order; all know the one of the source language."""
    return _renderers(editions, shared, [None] * len(editions))


def _renderers(
    editions: Sequence[Edition], shared: Shared, summaries: Sequence[Summary | None]
) -> tuple[Renderer, ...]:
    pairs = tuple(zip(editions, summaries, strict=True))
    source = next(Renderer(edition, shared, summary=summary) for edition, summary in pairs if edition.is_source)
    return tuple(
        source if edition.is_source else Renderer(edition, shared, source, summary=summary)
        for edition, summary in pairs
    )
