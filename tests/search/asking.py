"""Queries of `queries.yaml` -> what the search page of the finished site answers in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import yaml
from playwright.sync_api import Page

from portal.environment import ROOT

QUERIES = ROOT / "tests/search/queries.yaml"
FIRST = 3
"""Among how many results a page must be to count as found."""

DONE = "[data-count]:not(:empty), [data-nothing]:not([hidden]), [data-broken]:not([hidden])"
"""What shows that the search has answered: it counts, finds nothing, or says that it cannot search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader types in a language, and the pages that must be found; with `danger` urgent help comes first."""

    language: str
    words: str
    pages: tuple[str, ...]
    danger: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The pages and counties found, best first, by their paths below the language's folder; `danger`: numbers shown."""

    pages: tuple[str, ...]
    danger: bool

    def meets(self, query: Query) -> bool:
        """Whether every page that must be found is among the first."""
        return set(query.pages) <= set(self.pages[:FIRST])


def read_queries() -> dict[str, tuple[Query, ...]]:
    """The queries of each language."""
    rows: dict[str, list[dict[str, Any]]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return {
        code: tuple(
            Query(language=code, words=row["query"], pages=tuple(row["pages"]), danger=row.get("danger", False))
            for row in queries
        )
        for code, queries in rows.items()
    }


def asked(page: Page, address: str, code: str, words: str) -> Answer:
    """Opens the search page with a query in its address, as a link would, and reads the answer."""
    page.goto(f"{address}{code}/haku/?q={quote(words)}")
    return answer_on(page)


def answer_on(page: Page) -> Answer:
    """What stands on the search page when it has answered."""
    page.locator(DONE).first.wait_for()
    links = page.eval_on_selector_all("[data-pages] h3 a", "all => all.map(link => link.getAttribute('href'))")
    return Answer(
        pages=tuple(link.removeprefix("../").rstrip("/") for link in links),
        danger=page.locator("[data-danger]").is_visible(),
    )
