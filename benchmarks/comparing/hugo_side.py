"""Pages -> a project of Hugo, as its manual would have it: a content folder for each language, layouts, data, i18n."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale

from benchmarks.comparing.catalogues import write
from benchmarks.comparing.interface import NAMES, heading, said
from benchmarks.comparing.lists import MEANINGS, SECTION_TITLES, SITE_TITLE, address, dumped, facts
from benchmarks.comparing.pages import FIXED, Block, Page, Part
from benchmarks.comparing.vocabulary import languages, rows, term_id

LAYOUTS = Path(__file__).with_name("hugo")

_MARKS = {"note": "> ", "list": "- ", "numbers": "1. ", "paragraph": ""}
_SHOWN_BY = {"sanasto": "glossary", "asiakkaan-polku": "steps"}


def write_project(root: Path, pages: Iterable[Page]) -> None:
    """Writes the whole project."""
    shutil.copytree(LAYOUTS, root)
    write(root / "hugo.json", dumped(_settings()))
    write(root / "data/facts.json", dumped(facts()))
    write(root / "static/style.css", "main { max-inline-size: 40rem }\n")
    for place, code in enumerate(languages()):
        pairs = zip(rows("terms"), MEANINGS, strict=True)
        words = {term_id(row): {"term": row[place], "source": row[0], "meaning": text[place]} for row, text in pairs}
        write(root / f"data/glossary/{code}.json", dumped(words))
        write(root / f"i18n/{code}.json", dumped({name: said(source)[place] for name, source in NAMES.items()}))
    for page in pages:
        for place, code in enumerate(languages()):
            name = "_index" if page.slug == FIXED[0] else page.slug
            write(root / f"content/{code}/{name}.md", _page(page, place, code))


def _settings() -> dict[str, Any]:
    """One language after the other, and no kinds of pages that the portal does not have."""
    each = {}
    for place, code in enumerate(languages()):
        locale = Locale.parse(code)
        groups = [name[place] for name in SECTION_TITLES]
        own = {"name": locale.get_display_name(code), "dir": locale.text_direction, "groups": groups}
        each[code] = {
            "title": SITE_TITLE[place],
            "contentDir": f"content/{code}",
            "weight": place + 1,
            "params": own,
        }
    return {
        "baseURL": "https://example.example/",
        "defaultContentLanguage": languages()[0],
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "section", "rss"],
        # The links are whole already. Left to itself, Hugo would look each of them up, for half of its time.
        "markup": {"goldmark": {"renderHooks": {"link": {"useEmbedded": "never"}}}},
        "languages": each,
    }


def _page(page: Page, place: int, code: str) -> str:
    text = "\n\n".join(_blocks(page, part, place, code) for part in page.parts)
    head: dict[str, Any] = {"title": page.title[place], "description": page.summary[place], "type": page.kind}
    terms = sorted(set(re.findall(r"\(term:([a-z-]+)\)", " ".join(message[0] for message in page.messages))))
    params: dict[str, Any] = {"terms": terms}
    if page.section is not None:
        params["group"] = page.section + 1
    if page.step is not None:
        params["step"] = page.step
    head |= {"weight": page.order, "params": params}
    box = f"\n{{{{< {_SHOWN_BY[page.slug]} >}}}}\n" if page.slug in _SHOWN_BY else ""
    return f"{json.dumps(head, ensure_ascii=False, indent=1)}\n\n{text}\n{box}"


def _blocks(page: Page, part: Part, place: int, code: str) -> str:
    level = "###" if part.name else "##"
    texts = [_block(block, level, place, code) for block in part.blocks]
    if part.name:
        texts.insert(0, f"## {heading(page.kind, part.name)[place]}")
    return "\n\n".join(texts)


def _block(block: Block, level: str, place: int, code: str) -> str:
    mark = f"{level} " if block.kind == "heading" else _MARKS[block.kind]
    return "\n".join(mark + markdown(text[place], code) for text in block.texts)


def markdown(text: str, code: str) -> str:
    """A message of the portal as Hugo has it: addresses in links, a shortcode for a fact."""
    text = re.sub(r"\(term:([a-z-]+)\)", rf"(/{code}/sanasto/#\1)", text)
    text = re.sub(rf"\(page:{FIXED[0]}\)", f"(/{code}/)", text)
    text = re.sub(r"\(page:([a-z0-9-]+)\)", rf"(/{code}/\1/)", text)
    text = text.replace("(link:infofinland)", f"({address(code)})")
    return re.sub(r"\{(\w+\.\w+)\}", r"{{< fact \1 >}}", text)
