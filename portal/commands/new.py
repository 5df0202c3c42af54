"""`build.py new language|page|term`: a name -> a begun language, page or word, in a project that still builds."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import yaml

from portal.catalogues.writing import write_if_changed
from portal.checks.check import run_checks
from portal.checks.site import SITE_CHECKS, SOURCE_CHECKS
from portal.checks.structure import RESERVED, SLUG
from portal.commands.messages import messages
from portal.commands.outlines import page_outline, term_outline
from portal.console import Console
from portal.content import SETTINGS
from portal.editions import read_project
from portal.languages import REGISTRY, LanguageEntry, languages_of
from portal.model import Site, source_edition
from portal.nodes import compose, read_source
from portal.problems import Problem, Report, as_text, did_you_mean
from portal.project import Project
from portal.prose import slug_of
from portal.reading import read_entries

GLOSSARY = "content/glossary.yaml"
FOLDERS = {
    "service": ("content/services", ".yaml"),
    "step": ("content/path", ".yaml"),
    "topic": ("content/topics", ".md"),
}
"""Where a page of each kind is written, and how its file's name ends."""


def new(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Begins something new; what is written is whole and leaves a project without a new problem, or nothing is."""
    report = Report()
    site = read_project(project, report)
    if site is None or report.stops:
        console.say(as_text(report) + f"{report.summary()}. Nothing was written.")
        return 1
    begin = {"language": _language, "page": _page, "term": _term}[arguments.kind]
    return begin(project, site, arguments, console)


def _language(project: Project, site: Site, arguments: argparse.Namespace, console: Console) -> int:
    code: str = arguments.code
    registry = _registry(project.root)
    known = {entry.code for entry in registry}
    if code not in known:
        hint = did_you_mean(code, known) or f"Add it to {REGISTRY} first."
        console.say(f"'{code}' is not a language of {REGISTRY}. {hint}")
        return 2
    if code in site.settings.languages:
        console.say(f"'{code}' is a language of this site already. 'build.py status' shows how far it is.")
        return 2
    report = Report()
    languages = languages_of((code,), registry, site.settings.place, report)
    old = _File.read(project.root, SETTINGS)
    text = _with_language(old.text, code)
    if not languages or text is None:
        console.say(as_text(report) + f"Add '{code}' to 'languages:' in {SETTINGS} by hand.")
        return 1
    if not _keep_if_sound(project, old, text, console):
        return 1
    console.say(f"{SETTINGS}: '{code}' ({languages[0].name}) is now a language of the site.")
    if messages(project, argparse.Namespace(check=False, fix=False), console) != 0:
        old.restore()
        console.say(f"{SETTINGS} is as it was.")
        return 1
    console.say(
        f"Next: translate locales/{code}/LC_MESSAGES/ui.po (the words around every page), then page after page;\n"
        f"CONTRIBUTING.md says how. What is left: python3 build.py status --language {code}"
    )
    return 0


def _registry(root: Path) -> tuple[LanguageEntry, ...]:
    unheard = Report()  # the site was read without a fault, and this file with it
    source = read_source(root, REGISTRY, unheard)
    node = compose(source, unheard) if source else None
    return read_entries(source, node, LanguageEntry, unheard) if source and node else ()


def _with_language(text: str, code: str) -> str | None:
    """The settings with one more language behind the last one; nothing else in the file moves."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next((value for key, value in pairs if key.value == "languages"), None)
    if not isinstance(found, yaml.SequenceNode) or not found.value:
        return None
    end = found.value[-1].end_mark.index
    if found.flow_style:
        return f"{text[:end]}, {code}{text[end:]}"
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    dash = text.rfind("\n", 0, found.value[-1].start_mark.index) + 1
    indent = text[dash : text.index("-", dash)]
    return f"{text[:line_end]}\n{indent}- {code}{text[line_end:]}"


def _page(project: Project, site: Site, arguments: argparse.Namespace, console: Console) -> int:
    slug: str = arguments.slug
    if slug in RESERVED or not SLUG.fullmatch(slug):
        near = slug_of(slug)
        hint = f"Did you mean '{near}'?" if near and near not in RESERVED and near != slug else ""
        but = f"; not {', '.join(sorted(RESERVED))}"
        console.say(f"'{slug}' cannot be the name of a page. Use small letters a to z, digits and hyphens{but}. {hint}")
        return 2
    there = next((page.place.file for page in site.pages if page.slug == slug), None)
    if there is not None:
        console.say(f"The page '{slug}' is there already: {there}.")
        return 2
    title = " ".join((arguments.title or slug.replace("-", " ").capitalize()).split())
    if not title or not title.isprintable():
        console.say('The title is one line of words, such as "Oikeus tulkkiin".')
        return 2
    folder, ending = FOLDERS[arguments.page_kind]
    file = f"{folder}/{slug}{ending}"
    step = max((one.step for one in site.steps), default=0) + 1
    sections = [section.id for section in site.settings.sections]
    text = page_outline(arguments.page_kind, scalar(title), step, sections)
    if not _keep_if_sound(project, _File.read(project.root, file), text, console):
        return 1
    shown = (
        f"It is now step {step} of the customer path; change 'step:' if its place is elsewhere."
        if arguments.page_kind == "step"
        else "It is in no list yet: take the '#' away before 'section:' when it is ready."
    )
    console.say(f"{file} is written. {shown}")
    console.say("Next: write the texts (docs/content.md), look at them: python3 build.py serve")
    console.say("When they are ready, give them to the translators: python3 build.py messages")
    return 0


def _term(project: Project, site: Site, arguments: argparse.Namespace, console: Console) -> int:
    word = " ".join(arguments.word.split())
    name = slug_of(word)
    if not SLUG.fullmatch(name) or not word.isprintable():
        console.say(f"'{word}' cannot be a word of the word list. Write the Finnish word, such as \"perhetyö\".")
        return 2
    for term in site.glossary:
        if term.id == name or term.term.casefold() == word.casefold():
            console.say(f"The word is in the list already: '{term.id}' in {term.place}.")
            return 2
    source = site.settings.source_language
    codes = [language.code for language in site.languages if language.code != source]
    old = _File.read(project.root, GLOSSARY)
    text = old.text.rstrip("\n") + "\n\n" + term_outline(scalar(name), scalar(word), codes)
    if not _keep_if_sound(project, old, text.lstrip("\n"), console):
        return 1
    console.say(f"{GLOSSARY} has the word '{name}'. Next: write its explanation, its source and its translations.")
    console.say(f"Then mark it in texts: [{word}](term:{name}); and python3 build.py messages")
    return 0


def scalar(text: str) -> str:
    """Words as they can stand behind a key in YAML: plain if that means the same, between quotes if not."""
    try:
        node = yaml.compose(f"key: {text}\n", Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return json.dumps(text, ensure_ascii=False)
    value = node.value[0][1] if isinstance(node, yaml.MappingNode) and len(node.value) == 1 else None
    same = isinstance(value, yaml.ScalarNode) and value.value == text and value.style is None
    return text if same and not text.startswith(("&", "!")) else json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file as it was: its bytes, if it was there, and its text with plain line ends."""

    root: Path
    name: str
    data: bytes | None

    @classmethod
    def read(cls, root: Path, name: str) -> _File:
        path = root / name
        return cls(root=root, name=name, data=path.read_bytes() if path.exists() else None)

    @property
    def text(self) -> str:
        return (self.data or b"").decode("utf-8-sig").replace("\r\n", "\n")

    def write(self, text: str) -> None:
        """Writes a new text with the line ends and the mark at the start that the file had."""
        data = self.data or b""
        text = text.replace("\n", "\r\n") if b"\r\n" in data else text
        write_if_changed(self.root, self.name, ("\ufeff" if data.startswith(b"\xef\xbb\xbf") else "") + text)

    def restore(self) -> None:
        if self.data is None:
            (self.root / self.name).unlink()
        else:
            write_if_changed(self.root, self.name, self.data.decode())


def _keep_if_sound(project: Project, old: _File, text: str, console: Console) -> bool:
    """Writes the file; takes it back, and says why, if the site then has a problem that it did not have before."""
    before = {_without_place(problem) for problem in _site_problems(project)}
    old.write(text)
    new_ones = [one for one in _site_problems(project) if _without_place(one) not in before]
    report = Report(new_ones)
    if report.clean:
        return True
    old.restore()
    console.say(as_text(report) + f"{report.summary()}. Nothing was written.")
    return False


def _site_problems(project: Project) -> list[Problem]:
    report = Report()
    site = read_project(project, report)
    if site is not None and not report.stops:
        report.add(run_checks(SITE_CHECKS, site))
        report.add(run_checks(SOURCE_CHECKS, source_edition(site)))
    return report.sorted


def _without_place(problem: Problem) -> tuple[str, str, str]:
    return (problem.place.file, problem.rule, problem.message)
