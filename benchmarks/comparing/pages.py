"""A number of pages -> their texts in every language: services, steps of a path and topics, about 40 messages each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.comparing.vocabulary import Words, joined, marked, sentence, stopped, title

FIXED = ("etusivu", "apua-heti", "sanasto", "kenelle-soitan", "asiakkaan-polku", "oikeus-tulkkiin", "tietoa-sivustosta")
"""The pages that every site of the portal has; each is a topic with a list of its own at its end."""

SECTIONS = 6
MENU = 40
"""So many pages, as on the real site, stand in the menu of every page, however big the site is: nobody reads a menu of
thousands, and a menu that grew with the site would be all that is measured."""

FEWEST = len(FIXED) + 3
"""So that there is a page of each kind."""

MARKED = 0.8
"""The share of messages that are paragraphs or items: only these have markup."""

ANSWERS = ("what", "who", "not_for", "voluntary", "cost", "how", "then", "rights", "call")
STEP = ("happens", "who", "how_long", "you_do", "you_can_ask", "fork")
SEED = 20261121


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, note, or a list of either kind with its items."""

    kind: str
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one question of a service or step, or one part of a topic."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in every language. `section` is none where the page stands in no menu, `step` where it is no step."""

    slug: str
    kind: str
    section: int | None
    order: int
    step: int | None
    title: Words
    summary: Words
    search: Words
    parts: tuple[Part, ...]

    @property
    def messages(self) -> tuple[Words, ...]:
        """All its texts, in the order in which they stand."""
        blocks = (block for part in self.parts for block in part.blocks)
        return (self.title, self.summary, self.search, *(text for block in blocks for text in block.texts))


def pages(count: int) -> Iterator[Page]:
    """The pages, one by one, so that a big site need not be in memory; the same ones whenever they are asked for."""
    kinds = list(_kinds(count))
    for number, (slug, kind, step) in enumerate(kinds):
        random = Random(SEED + number)
        # A page leads to those around it, and to a few of the first.
        near = range(max(0, number - 20), min(count, number + 20))
        known = tuple((kinds[other][0], title(other)) for other in (*range(len(FIXED)), *near) if other != number)
        in_menu = kind != "step" and slug != FIXED[0] and number < MENU
        yield Page(
            slug=slug,
            kind=kind,
            section=number % SECTIONS if in_menu else None,
            order=number + 1,
            step=step,
            title=title(number),
            summary=joined(stopped(sentence(random)), stopped(sentence(random))),
            search=sentence(random),
            parts=tuple(_parts(kind, random, known)),
        )


def _kinds(count: int) -> Iterator[tuple[str, str, int | None]]:
    """Name, kind and place on the path of each page: at 40 pages as many of each kind as on the real site."""
    yield from ((slug, "topic", None) for slug in FIXED)
    rest = count - len(FIXED)
    steps = min(6, max(1, rest // 5))
    yield from ((f"askel-{step}", "step", step) for step in range(1, steps + 1))
    for number in range(rest - steps):
        kind = "service" if number % 9 < 4 else "topic"
        yield (f"{'palvelu' if kind == 'service' else 'aihe'}-{number + 1:04}", kind, None)


def _parts(kind: str, random: Random, known: tuple[tuple[str, Words], ...]) -> Iterator[Part]:
    if kind == "topic":
        for number in range(9):
            blocks = _blocks(random, known, 3)
            yield Part("", (Block("heading", (sentence(random),)), *blocks) if number else blocks)
        return
    names, more = (ANSWERS, 3) if kind == "service" else (STEP, 5)
    for number, name in enumerate(names):
        blocks = _blocks(random, known, more)
        yield Part(
            name,
            (*blocks, Block("heading", (sentence(random),)), _paragraph(random, known)) if not number % 3 else blocks,
        )


def _blocks(random: Random, known: tuple[tuple[str, Words], ...], about: int) -> tuple[Block, ...]:
    """About so many messages: paragraphs, and often a list behind them."""
    first = tuple(_paragraph(random, known) for _ in range(random.randint(1, about - 1)))
    if random.random() < 0.06:
        first = (*first, Block("note", (stopped(sentence(random)),)))
    if random.random() < 0.4:
        items = tuple(_item(random, known) for _ in range(random.randint(3, 5)))
        return (*first, Block("numbers" if random.random() < 0.05 else "list", items))
    return (*first, _paragraph(random, known))


def _paragraph(random: Random, known: tuple[tuple[str, Words], ...]) -> Block:
    plain = [stopped(sentence(random)) for _ in range(random.randint(1, 3))]
    return Block("paragraph", (joined(*plain, *marked(random, MARKED, known)[:2]),))


def _item(random: Random, known: tuple[tuple[str, Words], ...]) -> Words:
    behind = marked(random, MARKED, known)[:1]
    return joined(stopped(sentence(random)), *behind) if behind else sentence(random)
