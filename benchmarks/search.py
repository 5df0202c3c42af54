"""The queries of tests/search/queries.yaml -> a table: our index beside Pagefind on the same pages, bytes and recall.

    .venv/bin/python build.py                         # makes site/
    .venv/bin/pip install "pagefind[extended]"        # only for this; no part of the project
    .venv/bin/python benchmarks/search.py

Bytes are what a reader downloads for the first query, beside the page itself, as the mean of three readers: ours as
gzip -9 makes them, Pagefind's own files are compressed already. Recall@3 is the share of queries whose pages are all
among the first three. Pagefind is asked twice: with the pages as they are, and with our search words in them.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page

from tests.browser import Windows, chromium, served
from tests.search.asking import FIRST, Answer, Query, asked, read_queries

SITE = Path("site")
NEW_READERS = 3
"""How many queries of a language are the first one of somebody, so that bytes can be counted."""

PAGEFIND = """async ([words, most]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const found = (await pagefind.search(words)).results.slice(0, most);
  return (await Promise.all(found.map(one => one.data()))).map(one => one.url);
}"""

Ask = Callable[[Page, str, Query], tuple[str, ...]]


@dataclass(slots=True, kw_only=True)
class Row:
    """What one engine costs and finds in one language."""

    engine: str
    language: str
    first: int = 0
    near: int = 0
    queries: int = 0
    bytes: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


def main() -> None:
    """Prints the table."""
    queries = {code: found for code, found in read_queries().items() if (SITE / code).is_dir()}
    rows = list(_rows("ours", SITE, queries, _ask_ours))
    for engine, with_words in (("Pagefind", False), ("Pagefind, with search words", True)):
        with tempfile.TemporaryDirectory() as folder:
            site = _with_pagefind(Path(folder), queries, with_words)
            rows += _rows(engine, site, queries, _ask_pagefind)
    print("| language | queries | engine | bytes, first query | requests | recall@1 | recall@3 |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
    for row in sorted(rows, key=lambda row: list(queries).index(row.language)):
        size, count = (sum(numbers) // len(numbers) for numbers in (row.bytes, row.requests))
        shares = [f"{100 * found / row.queries:.0f} %" for found in (row.first, row.near)]
        print(f"| {row.language} | {row.queries} | {row.engine} | {size:,} | {count} | {' | '.join(shares)} |")


def _rows(engine: str, site: Path, queries: dict[str, tuple[Query, ...]], ask: Ask) -> Iterator[Row]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with chromium(program) as browser, served(site) as address:
        for code, of_language in queries.items():
            row = Row(engine=engine, language=code, queries=len(of_language))
            windows = Windows(browser=browser, address=address)
            page = windows.new(script=True)
            for number, query in enumerate(of_language):
                if number < NEW_READERS:  # to whom everything is new
                    windows.close()
                    windows.asked.clear()
                    page = windows.new(script=True)
                pages = ask(page, address, query)
                row.first += pages[:1] == query.pages[:1]
                row.near += Answer(pages=pages, danger=False).meets(query)
                if number < NEW_READERS:
                    loaded = [path for path in dict.fromkeys(windows.asked) if not urlsplit(path).path.endswith("/")]
                    row.bytes.append(sum(_size(site / urlsplit(path).path.lstrip("/")) for path in loaded))
                    row.requests.append(len(loaded))
            windows.close()
            yield row


def _size(file: Path) -> int:
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content, 9)))


def _ask_ours(page: Page, address: str, query: Query) -> tuple[str, ...]:
    return asked(page, address, query.language, query.words).pages


def _ask_pagefind(page: Page, address: str, query: Query) -> tuple[str, ...]:
    page.goto(f"{address}{query.language}/")
    urls = page.evaluate(PAGEFIND, [query.words, FIRST])
    return tuple(url.removeprefix(f"/{query.language}/").rstrip("/") for url in urls)


def _with_pagefind(folder: Path, queries: dict[str, tuple[Query, ...]], with_words: bool) -> Path:
    """A copy of the site with Pagefind's index of the same pages that ours has."""
    site = folder / "site"
    for code in queries:
        indexed = json.loads(next((SITE / code / "haku").glob("index-*.json")).read_text(encoding="utf-8"))
        for path, _title, _finnish, _summary, own, source, *_ in indexed["pages"]:
            file = site / code / path / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            html = (SITE / code / path / "index.html").read_text(encoding="utf-8")
            html = html.replace('<script src="', '<script data-src="')  # only Pagefind itself is measured
            if with_words:
                html = html.replace("</main>", f'<p data-pagefind-weight="8">{own}, {source}</p></main>')
            file.write_text(html, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "main"]
    subprocess.run(command, check=True, capture_output=True)
    return site


if __name__ == "__main__":
    main()
