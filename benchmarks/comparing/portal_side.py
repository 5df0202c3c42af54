"""Pages -> a project of this portal: `content/`, `locales/` with stamps, and the real `templates/`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
import yaml

from benchmarks.comparing.catalogues import write, write_catalogues
from benchmarks.comparing.lists import portal_lists
from benchmarks.comparing.pages import FIXED, SECTIONS, Block, Page
from benchmarks.comparing.vocabulary import Words, languages
from portal.catalogues.stamps import HEADER, stamp_hash
from portal.environment import ROOT

DAY = "2026-11-21"
SHOWN_BY = {"apua-heti": "helplines urgent", "sanasto": "glossary", "kenelle-soitan": "counties"}
SHOWN_BY |= {"asiakkaan-polku": "path", "tietoa-sivustosta": "sources"}

LEAFLETS = ("a4", "a5", "large", "bilingual", "trifold")
"""The formats of a leaflet of a page, as on the real site."""

_MARKS = {"note": "> ", "list": "- ", "numbers": "1. ", "paragraph": ""}


def write_project(root: Path, pages: Iterable[Page], *, leaflets: int = 0) -> None:
    """Writes the whole project. `leaflets`: how many pages get a leaflet in five formats."""
    shutil.copytree(ROOT / "templates", root / "templates")
    stamps: list[set[str]] = [set() for _ in languages()]
    catalogues = root / "locales"
    for name, (data, messages) in portal_lists().items():
        write(root / f"content/{name}.yaml", _yaml(data))
        write_catalogues(catalogues, Path(name).name, f"content/{name}.yaml", messages)
        _stamp(stamps, messages)
    for page in pages:
        folder = {"service": "services", "step": "path", "topic": "topics"}[page.kind]
        file = f"content/{folder}/{page.slug}.{'md' if page.kind == 'topic' else 'yaml'}"
        write(root / file, _topic(page) if page.kind == "topic" else _answers(page))
        write_catalogues(catalogues, page.slug, file, page.messages)
        _stamp(stamps, page.messages)
        if page.kind == "service" and (leaflets := leaflets - 1) >= 0:
            parts = [{"page": page.slug, "short": ["what 1", "cost 1", "how 1"]}]
            write(root / f"content/leaflets/{page.slug}.yaml", _yaml({"formats": list(LEAFLETS), "parts": parts}))
    for name in ("languages", "pictures"):
        shutil.copy(ROOT / f"content/{name}.yaml", root / f"content/{name}.yaml")
    for place, code in enumerate(languages()):
        if place:
            for name in ("ui", "pictures"):
                real = ROOT / f"locales/{code}/LC_MESSAGES/{name}.po"
                shutil.copy(real, catalogues / f"{code}/LC_MESSAGES/{name}.po")
                known = polib.pofile(str(real))
                stamps[place] |= {stamp_hash(one.msgctxt or "", one.msgid, one.msgstr) for one in known}
            lines = [f"{hash_}\tmachine\tprogram\t{DAY}" for hash_ in sorted(stamps[place])]
            write(catalogues / code / "reviews.tsv", "\n".join([HEADER, *lines, ""]))


def _stamp(stamps: list[set[str]], messages: Iterable[Words]) -> None:
    for message in messages:
        for found, translation in zip(stamps, message, strict=True):
            found.add(stamp_hash("", message[0], translation))


def _head(page: Page) -> dict[str, Any]:
    head: dict[str, Any] = {"title": page.title[0], "summary": page.summary[0], "search": page.search[0]}
    if page.section is not None:
        head |= {"section": f"s{page.section + 1}", "order": page.order}
    return head | {"sources": ["law.shl_18", "infofinland"]}


def _topic(page: Page) -> str:
    text = "\n\n".join(_markdown(block, "## ") for part in page.parts for block in part.blocks)
    box = SHOWN_BY.get(page.slug)
    if page.slug == FIXED[0]:
        text += "".join(f"\n\n:: pages s{number}" for number in range(1, SECTIONS + 1))
    return f"---\n{_yaml(_head(page))}---\n\n{text}\n" + (f"\n:: {box}\n" if box else "")


def _answers(page: Page) -> str:
    texts = {part.name: "\n\n".join(_markdown(block, "### ") for block in part.blocks) + "\n" for part in page.parts}
    if page.kind == "service":
        return _yaml(_head(page) | {"picture": "perhetyo", "answers": texts})
    return _yaml(_head(page) | {"picture": "arviointi", "step": page.step} | texts | {"fork_page": "oikeus-tulkkiin"})


def _markdown(block: Block, heading: str) -> str:
    mark = heading if block.kind == "heading" else _MARKS[block.kind]
    return "\n".join(mark + text[0] for text in block.texts)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as a person does, with a bar, and repeats nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represented(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represented)


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
