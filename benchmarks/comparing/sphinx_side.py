"""Pages -> a project of Sphinx: reStructuredText in the source language, and gettext catalogues for the others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

from benchmarks.comparing.catalogues import write, write_catalogues
from benchmarks.comparing.interface import heading
from benchmarks.comparing.lists import ADDRESSES, MEANINGS, SECTION_TITLES, SITE_TITLE, dumped, facts
from benchmarks.comparing.pages import FIXED, SECTIONS, Block, Page
from benchmarks.comparing.vocabulary import Words, languages, rows, term_id

SETTINGS = Path(__file__).with_name("sphinx")
_FRONT = "index"

Piece = tuple[str, list[Words]]
"""Text of a page, and the messages in it."""

_MARKUP = re.compile(r"\*\*\[[^]]*\]\([^)]*\)\*\*|\*\*[^*]+\*\*|\[[^]]*\]\([^)]*\)|\{[^}]*\}")
_LINK = re.compile(r"\[([^]]*)\]\((\w+):([^)]*)\)")


def write_project(root: Path, pages: Iterable[Page]) -> None:
    """Writes the whole project."""
    shutil.copytree(SETTINGS, root, ignore=shutil.ignore_patterns("__pycache__"))
    write(root / "facts.json", dumped(facts()))
    write(root / "languages.json", dumped({code: Locale.parse(code).get_display_name(code) for code in languages()}))
    menu: dict[int, list[str]] = {number: [] for number in range(SECTIONS)}
    steps: list[str] = []
    front = None
    for page in pages:
        if page.section is not None:
            menu[page.section].append(page.slug)
        steps += [page.slug] * (page.kind == "step")
        if page.slug == FIXED[0]:
            front = page  # it lists the others, so it is written last
        else:
            _write(root, page, _rest(page))
    assert front is not None
    groups = [(SECTION_TITLES[number], names) for number, names in menu.items()] + [(SITE_TITLE, steps)]
    trees = [
        f".. toctree::\n   :caption: {name[0]}\n\n" + "".join(f"   {slug}\n" for slug in slugs)
        for name, slugs in groups
    ]
    _write(root, front, [(("\n".join(trees)), [name for name, _ in groups])])


def _write(root: Path, page: Page, rest: Iterable[Piece]) -> None:
    """Writes a page and its catalogues; `rest` is what stands behind its own texts, with its messages."""
    name = _FRONT if page.slug == FIXED[0] else page.slug
    is_listed = page.section is not None or page.kind == "step" or name == _FRONT
    parts: list[Piece] = [] if is_listed else [(":orphan:\n", [])]
    parts += [*_text(page), *rest]
    write(root / f"{name}.rst", "\n".join(text for text, _ in parts))
    write_catalogues(root / "locales", name, f"{name}.rst", [words for _, found in parts for words in found])


def _text(page: Page) -> Iterator[Piece]:
    """The pieces of a page, each with the messages in it."""
    yield _heading(page.title, "=")
    yield f"{page.summary[0]}\n", [page.summary]
    for part in page.parts:
        if part.name:
            yield _heading(heading(page.kind, part.name), "-")
        for block in part.blocks:
            yield _block(block, "~" if part.name else "-")


def _rest(page: Page) -> Iterator[Piece]:
    """The word list, on its page: a heading and an anchor for each word."""
    for row, meaning in zip(rows("terms"), MEANINGS, strict=True) if page.slug == "sanasto" else ():
        text, messages = _heading(row, "-")
        yield f".. _term-{term_id(row)}:\n\n{text}\n{meaning[0]}\n", [*messages, meaning]


def _heading(words: Words, line: str) -> Piece:
    return f"{words[0]}\n{line * len(words[0])}\n", [words]


def _block(block: Block, line: str) -> Piece:
    if block.kind == "heading":
        return _heading(block.texts[0], line)
    texts = [in_rst(text) for text in block.texts]
    lead = {"paragraph": "", "note": ".. note:: ", "list": "- ", "numbers": "#. "}[block.kind]
    return "".join(f"{lead}{text[0]}\n" for text in texts), texts


def in_rst(words: Words) -> Words:
    """A message of the portal as Sphinx has it: roles for links, a substitution for a fact.

    reStructuredText knows no mark inside a mark, so there only the link is left. Markup ends at a space, which some
    languages do not write: there a backslash and a space, which are not shown, stand for it.
    """
    (spaces,) = rows("space")
    return tuple(_with_roles(text, "" if space else "\\ ") for text, space in zip(words, spaces, strict=True))


def _with_roles(text: str, gap: str) -> str:
    return _MARKUP.sub(lambda found: f"{gap}{_role(found[0])}{gap}", text)


def _role(markup: str) -> str:
    if markup.startswith("{"):
        return f"|{markup[1:-1]}|"
    link = _LINK.search(markup)
    if link is None:
        return markup
    words, kind, name = link.groups()
    if kind == "term":
        return f":ref:`{words} <term-{name}>`"
    if kind == "page":
        return f":doc:`{words} <{_FRONT if name == FIXED[0] else name}>`"
    return f"`{words} <{ADDRESSES[languages()[0]]}>`__"
