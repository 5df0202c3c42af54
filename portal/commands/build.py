"""`build.py` and `build.py check`: a project -> its site, or every problem at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.changes import NoRevision, changes_since, edited_messages
from portal.compressing import with_packed
from portal.console import Console
from portal.digests import digests_of_site
from portal.easy import reports
from portal.easy.pages import judged
from portal.last_build import LastBuild, near, remember, say_built
from portal.model import Edition, Fact, Site, values_of
from portal.pipeline import Outcome, run_to_editions, with_outcome
from portal.problems import FORMATS, Problem, Report, Severity, as_text, counted
from portal.profiling import Profile
from portal.project import Project
from portal.remembering import CACHE, Memory
from portal.snapshots import Snapshot, snapshot
from portal.writing import SiteInUse, write_site


def build(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Builds the site. Exit code 0: clean; 1: problems, and the last line says whether a site was written."""
    before = snapshot(project)
    profile = Profile() if arguments.profile else None

    def write(outcome: Outcome) -> int:
        return _write(outcome, project, arguments, console, before, profile)

    return with_outcome(project, write, console.progress, profile)


def _write(
    outcome: Outcome,
    project: Project,
    arguments: argparse.Namespace,
    console: Console,
    before: Snapshot,
    profile: Profile | None,
) -> int:
    report, site = outcome.report, outcome.site
    folder: Path = arguments.out
    if report.stops or site is None:
        console.say(as_text(report))
        console.say(f"{report.summary()}. Nothing was written; the old site is as it was.")
        return 1
    files = outcome.files
    if arguments.compress:
        console.progress("Packing")
        files = with_packed(files, Memory(project.root / CACHE / "packed"))
    built = LastBuild(
        said=as_text(report),
        files=len(files),
        languages=len(site.languages),
        summary=report.summary(),
        to_ask=len(doubtful(site)),
        clean=report.clean,
    )
    (profile.begin if profile else console.progress)("Writing")
    try:
        written = write_site(files, folder, digests_of_site(project.root, folder))
        remember(project, folder, before, built, compress=arguments.compress)
    except SiteInUse:
        console.say(f"{built.said}Another build is writing {near(folder)} now. Try again when it has ended.")
        return 1
    except OSError as error:
        console.say(f"{built.said}The site could not be written: {error.strerror or error}. The old site is as it was.")
        return 1
    if profile:
        console.say(profile.as_text())
    return say_built(built, written, folder, console)


def check(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Does all that a build does, but writes nothing."""
    changes = None
    if arguments.changed_since is not None:
        try:
            changes = changes_since(project.root, arguments.changed_since)
        except NoRevision as reason:
            console.say(str(reason))
            return 2
    outcome = with_outcome(project, lambda outcome: outcome, console.progress)
    editions = run_to_editions(project).editions if arguments.easy else ()
    report, elsewhere = outcome.report, 0
    if changes is not None:
        report.add(edited_messages(changes, outcome.site) if outcome.site else ())
        report = changes.only(outcome.report)
        elsewhere = len(outcome.report.sorted) - len(report.sorted)
    console.clear()
    shown = report
    if arguments.easy and arguments.format == "text":
        _say_easy(editions, arguments.language, console)
    elif arguments.easy:
        shown = Report([*report.problems, *_easy_problems(editions, arguments.language)])
    if text := FORMATS[arguments.format](shown):
        console.say(text)
    if arguments.format == "text":
        facts = doubtful(outcome.site) if outcome.site else []
        if facts and changes is None:
            lines = "".join(f"{fact.place}: {_why(fact, project)}\n" for fact in facts)
            console.say(f"To ask about again, shown to readers as 'ask, this may have changed':\n{lines}")
        if elsewhere:
            console.say(f"{counted(elsewhere, 'problem')} in files that have not changed: 'build.py check' names all.")
        console.say(f"{report.summary()}. {console.seconds:.1f} s.")
    return 0 if report.clean else 1


def _easy_problems(editions: Iterable[Edition], language: str | None) -> Iterator[Problem]:
    """The findings of easy reading as warnings on their lines, for forges and other programs."""
    for edition in editions:
        if language in {None, edition.language.code}:
            for _, judgement in judged(edition):
                for finding in judgement.findings:
                    yield Problem(
                        place=finding.place,
                        rule=finding.rule,
                        message=f"'{finding.words}': {finding.why}",
                        hint=finding.hint,
                        severity=Severity.WARNING,
                    )


def _say_easy(editions: Iterable[Edition], language: str | None, console: Console) -> None:
    """Every finding of easy reading, with its sentence, page by page."""
    for edition in editions:
        if language in {None, edition.language.code}:
            for document, judgement in judged(edition):
                console.say(reports.as_text(document, judgement))


def doubtful(site: Site) -> list[Fact]:
    """The facts that readers are told to ask about, in the order of the files."""
    facts = values_of((tuple(site.facts.values()), site.counties), Fact)
    return sorted((fact for fact in facts if fact.to_ask(site.today)), key=lambda fact: fact.place)


def _why(fact: Fact, project: Project) -> str:
    if not fact.value:
        return f"No value is known. Source: {fact.source}."
    if fact.doubt:
        return f"{fact.value}: {fact.doubt}"
    return f"{fact.value}: valid until {fact.valid_until}, and today is {project.today}."
