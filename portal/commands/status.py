"""`build.py status`: the catalogues and today's source -> what is translated, by whom, and what is left to do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from html import escape

from portal.catalogues.reading import Catalogue
from portal.catalogues.status import COUNTS, PageStatus, messages_by_page, old_forms, rows_of, total_of, word_diff
from portal.console import Console
from portal.model import Edition, State, Text
from portal.pipeline import run_to_editions
from portal.problems import as_text, did_you_mean, visible
from portal.project import Project

Table = list[tuple[Edition, tuple[PageStatus, ...]]]


def status(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Shows a row for each language and page; with a language also each text that is missing or stale."""
    outcome = run_to_editions(project, console.progress)
    if outcome.site is None or outcome.report.stops:
        console.say(as_text(outcome.report) + f"{outcome.report.summary()}. Nothing could be counted.")
        return 1
    editions = {edition.language.code: edition for edition in outcome.editions if not edition.is_source}
    catalogues = {catalogue.code: catalogue for catalogue in outcome.catalogues}
    if not _known(arguments.language, set(editions), "a language that is translated", console):
        return 2
    table: Table = [(edition, rows_of(edition)) for edition in editions.values()]
    pages = {row.page for _, rows in table for row in rows}
    if not _known(arguments.page, pages, "a catalogue", console):
        return 2
    chosen: Table = [
        (edition, tuple(row for row in rows if arguments.page in {None, row.page}))
        for edition, rows in table
        if arguments.language in {None, edition.language.code}
    ]
    console.say(FORMATS[arguments.format](chosen))
    if arguments.format == "text":
        if arguments.language is not None:
            console.say("".join(_work(editions[arguments.language], catalogues[arguments.language], arguments.page)))
        if not outcome.report.clean:
            console.say(f"{outcome.report.summary()}: 'build.py check' names them. What is faulty is not published.")
    return 0


def _known(name: str | None, known: set[str], what: str, console: Console) -> bool:
    if name is None or name in known:
        return True
    console.say(f"'{name}' is not {what}. {did_you_mean(name, known)}".rstrip())
    return False


_HEADS = {"words_left": "words"}
_WIDTHS = {count: max(len(_HEADS.get(count, count)), 5) for count in COUNTS}
_PAGE_WIDTH = 30


def _as_text(table: Table) -> str:
    """A table for each language, at most 100 columns wide."""
    head = f"{'page':{_PAGE_WIDTH}} " + " ".join(f"{_HEADS.get(count, count):>{_WIDTHS[count]}}" for count in COUNTS)
    lines = []
    for edition, rows in table:
        lines += [f"{edition.language.code}  {edition.language.name}", head.rstrip()]
        lines += [_line(row) for row in rows]
        lines += [_line(total_of(rows)), ""] if len(rows) != 1 else [""]
    if len(table) > 1:
        lines += ["All languages", head, *(_line(total_of(rows, edition.language.code)) for edition, rows in table)]
        lines += [_line(total_of(row for _, rows in table for row in rows)), ""]
    lines.append("words: the words of the source that are missing or stale.")
    return "\n".join(lines) + "\n"


def _line(row: PageStatus) -> str:
    name = row.page if len(row.page) <= _PAGE_WIDTH else row.page[: _PAGE_WIDTH - 1] + "…"
    return f"{name:{_PAGE_WIDTH}} " + " ".join(f"{getattr(row, count):>{_WIDTHS[count]}}" for count in COUNTS)


def _as_json(table: Table) -> str:
    languages = [{"code": edition.language.code, "pages": [asdict(row) for row in rows]} for edition, rows in table]
    return json.dumps({"languages": languages}, ensure_ascii=False, indent=2) + "\n"


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-inline-size:60rem;padding:0 1rem;"
    "color:#1c1c1c;background:#fff}div{overflow-x:auto}table{border-collapse:collapse;margin-block:0 2rem}"
    "th,td{border:1px solid #767676;padding:.2em .6em;text-align:end}th[scope=row],caption{text-align:start}"
    "caption{font-weight:bold;padding-block:.4em}tfoot{background:#eee}"
)


def _as_html(table: Table) -> str:
    """A page of its own, which asks nothing of anybody."""
    parts = [_html_table(edition, rows) for edition, rows in table]
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>State of the translations</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        "<h1>State of the translations</h1>\n"
        "<p>Words left are the words of the source that are missing or stale.</p>\n"
        f"{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _html_table(edition: Edition, rows: tuple[PageStatus, ...]) -> str:
    language = edition.language
    named = f'<span lang="{escape(language.tag)}" dir="{language.direction}">{escape(language.name)}</span>'
    heads = "".join(f'<th scope="col">{count.replace("_", " ")}</th>' for count in ("page", *COUNTS))
    body = "".join(f"{_html_row(row)}\n" for row in rows)
    caption = f"{escape(language.code)}: {named}"
    return (
        f'<div role="region" aria-label="{escape(language.code)}" tabindex="0"><table>\n'
        f"<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n"
        f"<tfoot>{_html_row(total_of(rows))}</tfoot>\n</table></div>\n"
    )


def _html_row(row: PageStatus) -> str:
    cells = "".join(f"<td>{getattr(row, count)}</td>" for count in COUNTS)
    return f'<tr><th scope="row">{escape(row.page)}</th>{cells}</tr>'


FORMATS = {"html": _as_html, "json": _as_json, "text": _as_text}


def _work(edition: Edition, catalogue: Catalogue, page: str | None) -> Iterator[str]:
    """Each stale text with what changed in it, then each missing one, page by page."""
    for name, texts in sorted(messages_by_page(edition).items()):
        if page not in {None, name}:
            continue
        for text, old in old_forms(name, texts, catalogue):
            changed = word_diff(old.source, text.source) if old else text.source
            yield _item("stale", text, changed)
            if old:
                yield f"    translated so far: {visible(old.translation)}\n"
        for text in texts:
            if text.state is State.MISSING:
                yield _item("missing", text, text.source)


def _item(what: str, text: Text, shown: str) -> str:
    return f"{text.place}: {what}\n    {visible(shown)}\n"
