"""Editions -> `api/`: the content as JSON for other programs, with trust levels and dates.

Each file says which language it is in, who made its translation and when its facts were last seen to be true.
A text that fell back to easy Finnish carries `"language": "fi"` of its own.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from functools import partial

from portal import formatting
from portal.addresses import county_path, in_language, page_path
from portal.model import (
    Block,
    County,
    Fact,
    File,
    Helpline,
    Hours,
    Page,
    Prose,
    Service,
    Step,
    Text,
    Topic,
    texts_of,
)
from portal.templating import Renderer
from portal.trust import Trust, oldest_check, trust_of

VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come at any time."""

Json = dict[str, object]


PARTS: dict[str, Callable[[Renderer], object]] = {
    "pages": lambda renderer: [_page(renderer, page) for page in renderer.whole.site.pages],
    "path": lambda renderer: [_page(renderer, step) for step in renderer.whole.site.steps],
    "contacts": lambda renderer: _contacts(renderer),
    "glossary": lambda renderer: _glossary(renderer),
}
"""What there is of each language, a file each."""


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """For each language pages, path, contacts and glossary."""
    for renderer in renderers:
        yield from renderer.kept("open data", renderer.whole.site.pages, partial(_of_language, renderer))


def _of_language(renderer: Renderer) -> Iterator[File]:
    language = renderer.edition.language
    for name, content in PARTS.items():
        data: Json = {"version": VERSION, "language": language.tag, name: content(renderer)}
        yield open_file(f"api/{language.code}/{name}.json", data)


def open_file(path: str, content: Json) -> File:
    """A file of open data, for people to read too."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return File(path, f"{text}\n".encode())


def trust_row(trust: Trust) -> Json:
    """How far something is translated, as every file tells it."""
    return {"level": trust.level.value, "translated": trust.translated, "texts": trust.texts}


def _text(renderer: Renderer, text: Text) -> Json:
    shown: Json = {"text": renderer.plain_text(text)}
    if text.fell_back:
        shown["language"] = renderer.site.settings.source_language
    return shown


def _block(renderer: Renderer, block: Block) -> Json:
    kind: Json = {"kind": block.kind.value}
    if block.text is None:
        return kind | {"box": block.box, "argument": block.argument}
    return kind | _text(renderer, block.text)


def _blocks(renderer: Renderer, prose: Prose) -> list[Json]:
    return [_block(renderer, block) for block in prose.blocks]


def _page(renderer: Renderer, page: Page) -> Json:
    path = in_language(page_path(page, renderer.site.settings), renderer.edition.language)
    row: Json = {
        "slug": page.slug,
        "path": f"/{path}",
        "kind": type(page).__name__.lower(),
        "title": _text(renderer, page.title),
        "summary": _text(renderer, page.summary),
        "trust": trust_row(trust_of(texts_of(page))),
        "oldest_fact": str(oldest_check(page, renderer.site)),
    }
    if isinstance(page, Step):
        row["step"] = page.step
    parts = page.answers if isinstance(page, Service) else page
    if isinstance(page, Topic):
        row["body"] = _blocks(renderer, page.body)
    else:
        row["answers"] = {
            field.name: _blocks(renderer, value)
            for field in dataclasses.fields(parts)
            if isinstance(value := getattr(parts, field.name), Prose)
        }
    return row


def _fact(renderer: Renderer, fact: Fact) -> Json:
    return {
        "value": fact.value,
        "shown": formatting.fact_in_words(fact, renderer.edition.language),
        "source": fact.source,
        "checked": str(fact.checked),
        "ask": fact.to_ask(renderer.site.today),
    }


def _hours(hours: tuple[Hours, ...] | None) -> object:
    return "always" if hours is None else [dataclasses.asdict(one) for one in hours]


def _contacts(renderer: Renderer) -> Json:
    site = renderer.site
    return {
        "helplines": [_helpline(renderer, line) for line in site.helplines],
        "counties": [_county(renderer, county) for county in site.counties],
    }


def _helpline(renderer: Renderer, line: Helpline) -> Json:
    facts = renderer.site.facts
    return {
        "id": line.id,
        "name": line.name,
        "groups": [group.value for group in line.groups],
        "what": _text(renderer, line.what),
        "phone": _fact(renderer, facts[line.phone]) if line.phone else None,
        "hours": _hours(line.hours),
        "hours_to_ask": bool(line.hours_doubt),
        "free": line.free.value,
        "languages": list(line.languages),
        "note": _text(renderer, line.note) if line.note else None,
    }


def _county(renderer: Renderer, county: County) -> Json:
    path = county_path(county.slug, renderer.site.settings)
    help_ = county.home_help
    guide = county.guidance
    return {
        "code": county.code,
        "path": f"/{in_language(path, renderer.edition.language)}",
        "name": county.name,
        "names": dict(county.names),
        "brand": county.brand,
        "web": dict(county.page or county.link),
        "municipalities": [dataclasses.asdict(one) for one in county.municipalities],
        "guidance": {
            "name": guide.name,
            "phone": _fact(renderer, guide.phone) if guide.phone else None,
            "hours": _hours(guide.hours),
        }
        if guide
        else None,
        "home_help": {
            "cost": help_.cost.value,
            "hour_price": _fact(renderer, help_.hour_price) if help_.hour_price else None,
            "day_max": _fact(renderer, help_.day_max) if help_.day_max else None,
            "checked": str(help_.checked),
            "ask": bool(help_.doubt),
        }
        if help_
        else None,
    }


def _glossary(renderer: Renderer) -> list[Json]:
    code = renderer.edition.language.code
    return [
        {
            "id": term.id,
            "finnish": term.term,
            "word": term.word(code),
            "draft": code in term.draft,
            "explanation": _text(renderer, term.explanation),
            "page": term.page or None,
        }
        for term in renderer.site.glossary
    ]
