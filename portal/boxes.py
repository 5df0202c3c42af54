"""The boxes a text may show, each with the texts in it, so that a page's trust counts what its boxes say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.model import Block, BlockKind, Page, SearchWords, Site, Text, texts_of, values_of

_Texts = Callable[[Site, str], Iterator[Text]]


def _of_helplines(site: Site, group: str) -> Iterator[Text]:
    return texts_of(tuple(line for line in site.helplines if group in line.groups))


def _of_helpline(site: Site, name: str) -> Iterator[Text]:
    return texts_of(tuple(line for line in site.helplines if line.id == name))


def _of_links(site: Site, group: str) -> Iterator[Text]:
    return texts_of(tuple(link for link in site.links if link.group == group))


def _of_pages(site: Site, section: str) -> Iterator[Text]:
    return iter([text for page in site.pages_of(section) for text in (page.title, page.summary)])


def _of_path(site: Site, _: str) -> Iterator[Text]:
    return iter([text for step in site.steps for text in (step.title, step.summary)])


BOXES: dict[str, _Texts] = {
    "helplines": _of_helplines,
    "call": _of_helpline,
    "path": _of_path,
    "pages": _of_pages,
    "counties": lambda site, _: texts_of(site.counties),
    "find-county": lambda site, _: iter(()),
    "time-line": lambda site, _: iter(()),
    "home-help-prices": lambda site, _: texts_of(tuple(one.home_help for one in site.counties)),
    "glossary": lambda site, _: texts_of(site.glossary),
    "links": _of_links,
    "sources": lambda site, _: iter(()),
    "facts-to-ask": lambda site, _: iter(()),
    "languages": lambda site, _: iter(()),
    "languages-elsewhere": lambda site, _: iter(()),
    "guide": lambda site, _: iter((site.guide.title, site.guide.summary) if site.guide else ()),
}


def boxes_of(page: Page) -> frozenset[str]:
    """The names of the boxes that a page shows."""
    return frozenset(block.box for block in values_of(page, Block) if block.kind is BlockKind.BOX)


def shows_all_languages(page: Page) -> bool:
    """Whether a page shows how far every language is translated: no language can make it by itself."""
    return "languages" in boxes_of(page)


def shown_texts(page: Page, site: Site) -> Iterator[Text]:
    """Every text a reader meets on a page: its own, what its picture shows, and those of its boxes."""
    yield from (text for text in texts_of(page) if not isinstance(text, SearchWords))
    picture = site.picture_of(page)
    if picture is not None and not picture.alt.fell_back:  # one that fell back is not said at all
        yield picture.alt
    for block in values_of(page, Block):
        if block.kind is BlockKind.BOX and block.box in BOXES:
            yield from BOXES[block.box](site, block.argument)
