"""A leaflet's YAML -> the sections on it: which blocks of which pages, under which headings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from portal.model import (
    BLOCK_NAME,
    Block,
    BlockKind,
    Leaflet,
    LeafletPart,
    Page,
    Prose,
    Service,
    Site,
    Text,
    Topic,
)

START = "start"
"""The name of what stands before the first heading of a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some blocks of a page under their heading: `title`, or the one that templates know by `name`, or none."""

    page: Page
    name: str
    title: Text | None
    blocks: tuple[Block, ...]


def blocks_of(page: Page) -> dict[str, tuple[Text | None, tuple[Block, ...]]]:
    """What a leaflet can name of a page: its answers, or what stands under each of its headings."""
    if not isinstance(page, Topic):
        answers = page.answers if isinstance(page, Service) else page
        values = ((field.name, getattr(answers, field.name)) for field in dataclasses.fields(answers))
        return {name: (None, value.blocks) for name, value in values if isinstance(value, Prose)}
    found: dict[str, tuple[Text | None, list[Block]]] = {START: (None, [])}
    name = START
    for block in page.body.blocks:
        if block.kind is BlockKind.HEADING and block.level == 2:
            name = block.anchor
            found[name] = (block.text, [])
        else:
            found[name][1].append(block)
    return {name: (title, tuple(blocks)) for name, (title, blocks) in found.items() if title or blocks}


def sections_of(leaflet: Leaflet, site: Site, *, short: bool) -> tuple[Section, ...]:
    """The sections of a leaflet in order; `short` is what a tri-fold shows."""
    pages = {page.slug: page for page in site.pages}
    return tuple(
        section
        for part in leaflet.parts
        if part.page in pages
        for section in _sections(part, pages[part.page], short and bool(part.short))
    )


def _sections(part: LeafletPart, page: Page, short: bool) -> Iterator[Section]:
    known = blocks_of(page)
    for wanted in (part.short if short else part.blocks) or tuple(known):
        found = BLOCK_NAME.fullmatch(wanted)
        if found and found["name"] in known:
            title, all_blocks = known[found["name"]]
            blocks = tuple(block for block in all_blocks if block.box not in _OF_ALL_COUNTIES)
            count = int(found["count"]) if found["count"] else len(blocks)
            yield Section(page=page, name=found["name"], title=title, blocks=_whole(blocks, count))


_OF_ALL_COUNTIES = frozenset({"counties", "facts-to-ask", "home-help-prices", "languages", "sources"})
"""Boxes that list what is so everywhere: a leaflet has the one county's own facts, or lines to write on."""

_IN_LIST = frozenset({BlockKind.ITEM, BlockKind.STEP})


def _whole(blocks: tuple[Block, ...], count: int) -> tuple[Block, ...]:
    """The first blocks, and so many more that no list is cut and no heading or "these:" stands at the end."""
    while 0 < count < len(blocks):
        last, behind = blocks[count - 1], blocks[count]
        opens = last.kind is BlockKind.HEADING or (last.text is not None and last.text.source.endswith(":"))
        if not opens and not (last.kind in _IN_LIST and behind.kind is last.kind):
            break
        count += 1
    return blocks[:count]
