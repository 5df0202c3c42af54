"""`build.py review LANGUAGE PAGE`: a page's translations as they are -> stamps of who stands behind them."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.catalogues.messages import messages_of
from portal.catalogues.minor_edits import carried_over, read_minor_edits
from portal.catalogues.reading import read_catalogue
from portal.catalogues.stamps import LEVELS, Stamp, file_of, stamp_hash, stamps_as_text
from portal.catalogues.writing import write_if_changed
from portal.console import Console
from portal.editions import read_project
from portal.model import Language, Site, State
from portal.problems import Report, as_text, counted, did_you_mean
from portal.project import Project


def review(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Stamps every translated message of a page (or of `all`); higher stamps that stand are kept."""
    report = Report()
    site = read_project(project, report)
    if site is None or report.stops:
        console.say(as_text(report) + f"{report.summary()}. Nothing was stamped.")
        return 1
    domains = messages_of(site)
    language = _language(site, arguments.language, console)
    if language is None or not _known_page(arguments.page, set(domains), console):
        return 2
    if not arguments.role.strip() or not arguments.role.isprintable():
        console.say('The role is one line of words, such as "professional translator".')
        return 2
    level = State(arguments.level)
    edits = read_minor_edits(project.root, site, report)
    catalogue = carried_over(read_catalogue(project.root, language, report), edits)
    if not report.clean:
        console.say(as_text(report) + f"{report.summary()}. Nothing was stamped.")
        return 1
    stamps = dict(catalogue.stamps)
    wanted = domains if arguments.page == "all" else {arguments.page: domains[arguments.page]}
    new = 0
    for domain, messages in wanted.items():
        entries = catalogue.domains.get(domain, {})
        for message in messages:
            entry = entries.get(message.key)
            if entry is None or not entry.translation or entry.fuzzy:
                continue
            name = stamp_hash(*message.key, entry.translation)
            if name in stamps and LEVELS.index(stamps[name].level) >= LEVELS.index(level):
                continue
            stamps[name] = Stamp(name, level, arguments.role.strip(), project.today.isoformat())
            new += 1
    _write(project.root, language, stamps)
    console.say(f"{counted(new, 'translation')} stamped '{level.value}' in {file_of(language.code)}.")
    return 0


def _write(root: Path, language: Language, stamps: dict[str, Stamp]) -> None:
    write_if_changed(root, file_of(language.code), stamps_as_text(stamps))


def _language(site: Site, code: str, console: Console) -> Language | None:
    source = site.settings.source_language
    known = {one.code: one for one in site.languages if one.code != source}
    if code not in known:
        console.say(f"'{code}' is not a language that is translated. {did_you_mean(code, known)}")
    return known.get(code)


def _known_page(page: str, known: set[str], console: Console) -> bool:
    if page == "all" or page in known:
        return True
    console.say(f"'{page}' is not a catalogue. {did_you_mean(page, known)}")
    return False
