"""A finished page -> the same page with a panel behind each marked text, and links that keep the mode.

A panel is a `<details>`, which may stand neither in a paragraph nor in a link. So it is put behind the outermost
of the elements that hold the text and hold no blocks. Everything else is passed on letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

HOLDS_BLOCKS = re.compile("article|aside|body|dd|details|div|dt|footer|header|li|main|nav|section|td|th")
NEVER_CLOSED = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")


@dataclass(slots=True)
class Marked:
    """The pieces of a page: up to the end of the head, up to the start of the body, and the rest."""

    head: str = ""
    start: str = ""
    body: str = ""
    numbers: list[int] = field(default_factory=list)
    """The texts that can be seen, in the order in which they stand."""
    loose: list[int] = field(default_factory=list)
    """Texts that stand in no part of the page; their panels must be put elsewhere."""


def marked(html: str, query: str, panel_of: Callable[[int], str]) -> Marked:
    """Reads a page whose texts stand in `<span data-text=NUMBER>`; `panel_of` makes the panel of a number."""
    marker = _Marker(query, panel_of)
    marker.feed(html)
    marker.close()
    marker.page.body = "".join(marker.out)
    return marker.page


class _Marker(HTMLParser):
    def __init__(self, query: str, panel_of: Callable[[int], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Marked()
        self.out: list[str] = []
        self._query = query
        self._panel_of = panel_of
        self._open: list[str] = []
        self._waiting: list[int] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        raw = self.get_starttag_text() or ""
        if tag == "a" and "href" in values:
            raw = self._with_mode(raw, values["href"])
        self.out.append(raw)
        if tag == "body":
            self.page.start = self._taken()
        if "data-text" in values:
            self._wait(int(values["data-text"]))
        if not NEVER_CLOSED.fullmatch(tag):
            self._open.append(tag)

    def _wait(self, number: int) -> None:
        if number not in self.page.numbers:
            self.page.numbers.append(number)
        if not self._waiting:
            self._depth = 1 + max(index for index, tag in enumerate(self._open) if HOLDS_BLOCKS.fullmatch(tag))
        if number not in self._waiting:
            self._waiting.append(number)

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self.page.head = self._taken()
        self.out.append(f"</{tag}>")
        self._open.pop()
        if self._waiting and len(self._open) == self._depth:
            if self._open[-1] == "body":
                self.page.loose += self._waiting
            else:
                self.out += map(self._panel_of, self._waiting)
            self._waiting = []

    def _taken(self) -> str:
        taken = "".join(self.out)
        self.out.clear()
        return taken

    def _with_mode(self, raw: str, address: str) -> str:
        """A link inside the site leads to a page in the same mode; one to a place in the page does so by itself."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return raw
        new = parts._replace(query=self._query).geturl()
        return re.sub(r'(?<=\shref=")[^"]*', lambda _: escape(new), raw, count=1)

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")
