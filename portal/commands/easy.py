"""`build.py easy`: any text, or the portal's own pages -> how easy it is to read, and what to mend."""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal
from pathlib import Path

import yaml

from portal.catalogues.writing import write_if_changed
from portal.console import Console
from portal.content import EASY_READING, read_site
from portal.easy import reports
from portal.easy.documents import Document, read_document
from portal.easy.extras import missing_extras
from portal.easy.judging import Judgement, Verdict, judge
from portal.easy.pages import judged
from portal.easy.tables import known_languages
from portal.easy.terms import Terms
from portal.pipeline import run_to_editions
from portal.problems import Report, as_text, did_you_mean
from portal.project import Project


def easy(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Judges a file (`-` is standard input), or without one every page of the portal."""
    if arguments.language not in known_languages():
        hint = did_you_mean(arguments.language, known_languages())
        known = ", ".join(known_languages())
        console.say(f"'{arguments.language}' has no limits for easy reading. {hint} Known: {known}.")
        return 2
    if arguments.file is None:
        return _portal(project, arguments, console)
    text = _read(arguments.file, console)
    if text is None:
        return 1
    document = read_document(text, arguments.file, arguments.language)
    if arguments.extras and missing_extras():
        console.say("Not here: " + "; ".join(missing_extras()) + ".")
        return 2
    judgement = judge(document, _terms(project, arguments.language), extras=arguments.extras)
    console.say(reports.FORMATS[arguments.format](document, judgement))
    return 0 if judgement.verdict is Verdict.PASS else 1


def _read(file: str, console: Console) -> str | None:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        console.say(f"{file} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        console.say(f"{file} is not UTF-8 text. Save it again with the encoding UTF-8.")
    return None


def _terms(project: Project, language: str) -> Terms:
    """The word list, so that official words that it explains cost nothing; a text elsewhere cannot mark them."""
    report = Report()
    site = read_site(project.root, (), project.today, report)
    return Terms(site.glossary if site else (), language, marked=False)


def _portal(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    outcome = run_to_editions(project, console.progress)
    if outcome.site is None or (outcome.report.stops and not arguments.accept):
        console.say(as_text(outcome.report) + f"{outcome.report.summary()}. Nothing was judged.")
        return 1
    rows: list[tuple[Document, Judgement]] = []
    for edition in outcome.editions:
        rows += judged(edition)
    if arguments.accept:
        return _accept(project, rows, outcome.site.settings.source_language, console)
    if arguments.report:
        return _report(arguments.report, rows, console)
    console.say(_table(rows))
    return 0 if all(judgement.verdict is Verdict.PASS for _, judgement in rows) else 1


def _table(rows: list[tuple[Document, Judgement]]) -> str:
    """One line a page, one column a language: cost for 100 words, and the verdict where it is not `pass`."""
    languages = list(dict.fromkeys(judgement.language for _, judgement in rows))
    names = list(dict.fromkeys(judgement.name for _, judgement in rows))
    by_place = {(judgement.name, judgement.language): judgement for _, judgement in rows}
    width = max(map(len, names), default=4)
    lines = [f"{'page':<{width}}" + "".join(f"{code:>12}" for code in languages)]
    for name in names:
        cells = (_cell(by_place[name, code]) for code in languages)
        lines.append(f"{name:<{width}}" + "".join(f"{cell:>12}" for cell in cells))
    lines.append("Cost for 100 words: up to 10 pass, up to 15 a person reads it, above that it is not easy.")
    return "\n".join(lines)


def _cell(judgement: Judgement) -> str:
    if judgement.verdict is Verdict.PASS:
        return f"{judgement.cost:.1f}"
    return f"{judgement.verdict} {judgement.cost:.1f}"


def _report(folder: Path, rows: list[tuple[Document, Judgement]], console: Console) -> int:
    """Writes a page with coloured sentences for each page and language, and a list of them."""
    links = []
    for document, judgement in rows:
        name = f"{judgement.language}-{judgement.name}.html"
        write_if_changed(folder, name, reports.as_html(document, judgement))
        links.append(
            f'<li><a href="{name}">{judgement.language}: {judgement.name}</a>: '
            f"{judgement.cost} ({judgement.verdict})</li>"
        )
    head = '<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>How easy it is</title></head>'
    body = f"<body><main><h1>How easy it is</h1><ul>\n{chr(10).join(links)}\n</ul></main></body></html>\n"
    write_if_changed(folder, "index.html", f"{head}\n{body}")
    console.say(f"{len(rows)} reports are in {folder}/. Open {folder}/index.html.")
    return 0


_HEAD = """\
# What was decided about easy reading. `accepted`: the cost for 100 words that a page may not exceed, so that no page
# becomes harder unseen ('build.py easy --accept' writes it). `allow`: findings that may stand, each with page, rule,
# words, reason and the last day (until).
"""


def _accept(project: Project, rows: list[tuple[Document, Judgement]], source: str, console: Console) -> int:
    """Accepts today's costs of the source language; what is allowed stays."""
    path = project.root / EASY_READING
    old = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if path.exists() else {}
    accepted = {one.name: f"{Decimal(str(one.cost))}" for _, one in rows if one.language == source}
    lines = [_HEAD + "accepted:"] + [f"  {name}: {cost}" for name, cost in sorted(accepted.items())]
    allow = (old or {}).get("allow") or []
    if allow:
        dumped = yaml.safe_dump({"allow": allow}, allow_unicode=True, sort_keys=False, width=110)
        lines.append(dumped.rstrip())
    write_if_changed(project.root, EASY_READING, "\n".join(lines) + "\n")
    console.say(f"The costs of {len(accepted)} texts are accepted in {EASY_READING}.")
    return 0
