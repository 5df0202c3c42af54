"""`build.py messages`: today's content -> every language's catalogues, in canonical form."""

from __future__ import annotations

import argparse

from portal.catalogues.mending import mended_files
from portal.catalogues.messages import Message, messages_of
from portal.catalogues.minor_edits import carried_over, read_minor_edits
from portal.catalogues.reading import Catalogue, read_catalogue
from portal.catalogues.stamps import file_of, stamp_hash, stamps_as_text
from portal.catalogues.writing import catalogue_text, merged, path_of, write_if_changed
from portal.console import Console
from portal.editions import read_project
from portal.model import Language, Site
from portal.problems import Report, as_text, counted
from portal.project import Project


def messages(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Brings the catalogues in step with the content; with `--check` only says which are not.

    With `--fix` it first mends files that cannot be read, where there is only one way to read them.
    """
    report = Report()
    site = read_project(project, report)
    if site is None or report.stops:
        console.say(as_text(report) + f"{report.summary()}. No catalogue was changed.")
        return 1
    languages = _translated_languages(site)
    if arguments.fix:
        _mend(project, languages, console)
    edits = read_minor_edits(project.root, site, report)
    by_domain = messages_of(site)
    files: dict[str, str] = {}
    gone: list[str] = []
    for number, language in enumerate(languages):
        console.part(number, len(languages), f"Merging: {language.name}")
        catalogue = carried_over(read_catalogue(project.root, language, report), edits)
        files |= _files_of(language, by_domain, catalogue)
        gone += [path_of(domain, language.code) for domain in catalogue.domains if domain not in by_domain]
    if not report.clean:
        console.say(as_text(report) + f"{report.summary()}. No catalogue was changed.")
        return 1
    if arguments.check:
        return _say_out_of_step(project, files, gone, console)
    changed = [file for file, text in files.items() if write_if_changed(project.root, file, text)]
    for file in gone:
        (project.root / file).unlink()
    total = sum(len(messages) for messages in by_domain.values())
    console.say(
        f"{counted(total, 'message')} in {counted(len(by_domain), 'catalogue')} for each language. "
        f"{counted(len(changed), 'file')} written, {len(gone)} removed."
    )
    return 0


def _mend(project: Project, languages: list[Language], console: Console) -> None:
    """Writes each file that can be mended, whole, and says what was wrong with it."""
    for number, language in enumerate(languages):
        console.part(number, len(languages), f"Mending: {language.name}")
        for one in mended_files(project.root, language):
            write_if_changed(project.root, one.file, one.text)
            console.say(f"{one.file}: mended {', '.join(one.what)}.")


def _translated_languages(site: Site) -> list[Language]:
    source = site.settings.source_language
    return [language for language in site.languages if language.code != source]


def _files_of(language: Language, by_domain: dict[str, tuple[Message, ...]], catalogue: Catalogue) -> dict[str, str]:
    """The texts of all files of a language by their paths: catalogues, and stamps that still stand."""
    files = {}
    living: set[str] = set()
    for domain, messages_ in by_domain.items():
        entries = merged(messages_, domain, catalogue)
        files[path_of(domain, language.code)] = catalogue_text(messages_, entries, domain, language)
        living |= {stamp_hash(*entry.key, entry.translation) for entry in entries.values()}
    stamps = {hash_: stamp for hash_, stamp in catalogue.stamps.items() if hash_ in living}
    files[file_of(language.code)] = stamps_as_text(stamps)
    return files


def _say_out_of_step(project: Project, files: dict[str, str], gone: list[str], console: Console) -> int:
    out_of_step = sorted(gone)
    for file, text in files.items():
        path = project.root / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            out_of_step.append(file)
    if not out_of_step:
        console.say("All catalogues are in step with the content.")
        return 0
    lines = "".join(f"{file}\n" for file in out_of_step)
    console.say(
        f"{lines}{counted(len(out_of_step), 'file')} not in step with the content. "
        "Run 'python3 build.py messages' to mend them; no translation is lost."
    )
    return 1
