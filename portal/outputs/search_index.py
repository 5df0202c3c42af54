"""An edition -> the index of its search: every page, county and word, with what they are called and what they say.

The file is read by `templates/scripts/search.js` alone, so it is as small as it can be: rows instead of objects, and
the words of the pages once each, in order, without the beginning that a word shares with the one before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.addresses import county_path, lasting, page_path
from portal.boxes import BOXES
from portal.matching import unspaced
from portal.model import Block, BlockKind, County, Page, Prose, SearchWords, Service, Step, Term, Text, values_of
from portal.templating import Renderer

COMMON = 0.4
"""A word that stands on more of the pages than this share finds nothing, and is left out."""

SHORTEST = 3
"""A word of fewer letters is left out; in a script without spaces between words, each pair of signs is a word."""

SEARCHED_BOXES = frozenset({"helplines", "links"})
"""The boxes whose words speak for the page they stand on; the others list what has an entry of its own."""

TITLE_FELL_BACK, SUMMARY_FELL_BACK, NOT_PUBLISHED = 1, 2, 4

Row = list[object]


@dataclass(frozen=True, slots=True)
class Index:
    """A finished index: its name, which changes with every change of what it holds, and its bytes."""

    name: str
    content: bytes


def index_of(renderer: Renderer) -> Index:
    """The index of an edition. The page with urgent help is its first entry: the script counts on that."""
    site = renderer.whole.site
    urgent = site.settings.urgent_page
    pages = sorted(site.pages, key=lambda page: page.slug != urgent)
    numbers = {page.slug: number for number, page in enumerate(pages)}
    rows = [_page(renderer, page) for page in pages] + [_county(renderer, county) for county in site.counties]
    bodies = [_body(renderer, page) for page in pages]
    data = {
        "pages": rows,
        "words": _front_coded(_where(bodies)),
        "list": page_path(next(page for page in pages if page.slug == site.settings.words_page), site.settings),
        "terms": [_term(renderer, term, numbers.get(term.page, -1)) for term in site.glossary],
    }
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Index(lasting("index.json", content), content)


def _page(renderer: Renderer, page: Page) -> Row:
    """As `entriesOf` of the script takes it apart."""
    own = not renderer.edition.is_source
    fallen = TITLE_FELL_BACK * page.title.fell_back | SUMMARY_FELL_BACK * page.summary.fell_back
    return [
        page_path(page, renderer.site.settings),
        renderer.plain_text(page.title),
        renderer.plain_source(page.title) if own and not page.title.fell_back else "",
        renderer.plain_text(page.summary),
        _own(renderer, page.search),
        renderer.plain_source(page.search) if own and page.search else "",
        {Service: "service", Step: "step"}.get(type(page), ""),
        fallen | NOT_PUBLISHED * (not renderer.heads.is_published(page)),
        list(_headings(renderer, page)),
    ]


def _own(renderer: Renderer, words: SearchWords | None) -> str:
    """The words of the reader's language, where there are some."""
    return renderer.plain_text(words) if words and not words.fell_back else ""


def _headings(renderer: Renderer, page: Page) -> Iterator[Row]:
    """The headings of a topic: those of services and steps are questions that the search page holds itself."""
    if isinstance(page, Service | Step):
        return
    for block in values_of(page, Block):
        if block.kind is BlockKind.HEADING and block.text is not None:
            yield [block.anchor, renderer.plain_text(block.text)]


def _county(renderer: Renderer, county: County) -> Row:
    """A county is found by its official names and those of its municipalities."""
    code = renderer.edition.language.code
    name = county.names.get(code, county.name)
    source = county.name if code in county.names and name != county.name else ""
    municipalities = dict.fromkeys(name for one in county.municipalities for name in (one.fi, one.sv))
    names = ", ".join((*filter(None, (county.brand, county.guidance.name if county.guidance else "")), *municipalities))
    foreign = TITLE_FELL_BACK * (not renderer.edition.is_source and code not in county.names)
    return [county_path(county.slug, renderer.site.settings), name, source, "", names, "", "", foreign, []]


def _term(renderer: Renderer, term: Term, page: int) -> Row:
    own = not renderer.edition.is_source
    code = renderer.edition.language.code
    word = term.translations.get(code, "")
    others = [*term.avoid.get(code, ()), _own(renderer, term.search)]
    return [
        term.id,
        word,
        term.term,
        renderer.plain_text(term.explanation),
        ", ".join(filter(None, others)),
        renderer.plain_source(term.search) if own and term.search else "",
        SUMMARY_FELL_BACK * term.explanation.fell_back,
        page,
    ]


def _body(renderer: Renderer, page: Page) -> set[str]:
    """The words of a page, but those that its title and summary hold: they are in its row."""
    texts = [text for prose in values_of(page, Prose) for text in _shown(renderer, prose)]
    said = " ".join(renderer.plain_text(text) for text in texts if not text.fell_back)
    return set(_words(said)) - set(_words(f"{renderer.plain_text(page.title)} {renderer.plain_text(page.summary)}"))


def _shown(renderer: Renderer, prose: Prose) -> Iterator[Text]:
    for block in prose.blocks:
        if block.text is not None:
            yield block.text
        elif block.box in SEARCHED_BOXES:
            yield from BOXES[block.box](renderer.site, block.argument)


_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> Iterator[str]:
    """The words of a text in small letters, without marks that would cut a word in two."""
    text = re.sub("[\u00ad\u0640\u064b-\u065f\u200b-\u200f]", "", text.casefold())
    for word in _WORD.findall(text):
        if unspaced().fullmatch(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= SHORTEST:
            yield word


def _where(bodies: list[set[str]]) -> dict[str, list[int]]:
    """Each word with the numbers of its pages; words that stand nearly everywhere are left out.

    So are pairs of signs that stand on one page only: most are the end of a word and the beginning of the next.
    """
    places: dict[str, list[int]] = {}
    for number, words in enumerate(bodies):
        for word in words:
            places.setdefault(word, []).append(number)
    most = max(COMMON * len(bodies), 1)
    return {
        word: where
        for word, where in places.items()
        if (1 + bool(unspaced().fullmatch(word))) <= len(where) <= most and max(word) <= "\uffff"
    }


def _front_coded(places: dict[str, list[int]]) -> str:
    """A line for each word: how much it shares with the one before (A: nothing, B: a letter), the rest, its pages.

    Each page is given as the step from the one before, in base 36.
    """
    lines = []
    last = ""
    for word, where in sorted(places.items()):
        shared = _shared(last, word)
        steps = (_base36(page - before) for before, page in zip([0, *where], where, strict=False))
        lines.append(f"{chr(ord('A') + shared)}{word[shared:]} {' '.join(steps)}")
        last = word
    return "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the beginning, as far as a letter of A to Z can tell."""
    pairs = enumerate(zip(one[:25], other[:25], strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other), 25))


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    high, low = divmod(number, 36)
    return (_base36(high) if high else "") + digits[low]
