"""One HTML file -> what the checks want to know of it: faults, ids, links, what is loaded, headings.

The same tags stand on hundreds of pages, so each is taken apart once, by Python's own parser, and remembered. Unlike
a browser nothing here mends what is wrong.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from portal.model import File
from portal.problems import Place

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""The elements that HTML never closes."""
_LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "video": "src"}
_LOADED |= {"audio": "src", "object": "data", "embed": "src", "track": "src"}
_NOT_LOADED = frozenset({"canonical", "alternate"})
"""What a `<link>` names without fetching it."""

_HEADING = re.compile(r"h[1-6]")

_OPENS_TAG = re.compile(r"/?[a-zA-Z]")

_RAW = frozenset({"style", "script"})
"""Elements in which a `<` opens no tag."""

Lead = tuple[str, str]
"""A file below `site/` and an id in it; without a file, an address that can lead nowhere."""

NOWHERE: Lead = ("", "")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A tag as it is written. `opens` and `closes`: what it does to the elements around it."""

    name: str
    opens: bool
    closes: bool
    faults: tuple[str, ...] = ()
    anchor: str | None = None
    href: str | None = None
    loaded: str = ""
    language: str = ""
    heading: int = 0
    """Its level."""

    @cached_property
    def says_more(self) -> bool:
        """Whether a check wants to know more of it than that it opens: of most tags none does."""
        return bool(self.faults or self.loaded or self.language or self.heading or {self.anchor, self.href} != {None})


@dataclass(slots=True)
class Html:
    """What the checks want to know of one HTML file; numbers are offsets, which `place` turns into lines."""

    path: str
    content: bytes
    faults: list[tuple[int, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    loaded: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    language: str = ""
    leads: tuple[Lead, ...] = ()
    """Where its links lead to, and what it loads, within the site: each once."""

    @property
    def links_within(self) -> list[tuple[int, str]]:
        """Its links, and what it loads from its own host."""
        return [*self.links, *(one for one in self.loaded if not leads_out(one[1]))]

    def place(self, offset: int) -> Place:
        """Where something stands: lines and columns from 1."""
        before = self.content.decode()[:offset]
        return Place(f"site/{self.path}", before.count("\n") + 1, offset - before.rfind("\n"))


def leads_out(address: str) -> bool:
    """Whether an address names a host or a scheme."""
    return bool(urlsplit(address).scheme) or address.startswith("//")


class _Reader(HTMLParser):
    """Takes one tag apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        faults = [
            f"<{tag}> has the attribute '{name}' twice." for name in dict.fromkeys(names) if names.count(name) > 1
        ]
        values = {name: value or "" for name, value in attrs}
        if tag == "html" and (not values.get("lang") or values.get("dir") not in {"ltr", "rtl"}):
            faults.append("<html> needs lang and dir.")
        if tag == "img" and "alt" not in values:
            faults.append("<img> needs alt, empty where the picture only decorates.")
        is_fetched = tag == "link" and values.get("rel") not in _NOT_LOADED
        self.read = Tag(
            name=tag,
            opens=tag not in VOID,
            closes=False,
            faults=tuple(faults),
            anchor=values.get("id"),
            href=values.get("href") if tag == "a" else None,
            loaded=values.get("href" if is_fetched else _LOADED.get(tag, ""), ""),
            language=values.get("lang", "") if tag == "html" else "",
            heading=int(tag[1]) if _HEADING.fullmatch(tag) else 0,
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert self.read is not None
        self.read = replace(self.read, opens=False)

    def handle_endtag(self, tag: str) -> None:
        self.read = Tag(name=tag, opens=False, closes=True)


@lru_cache(maxsize=10_000)
def _taken_apart(written: str) -> Tag | None:
    """What stands between `<` and `>`; nothing where that is no tag."""
    if not _OPENS_TAG.match(written):
        return None
    reader = _Reader()
    reader.feed(f"<{written}>")
    reader.close()
    return reader.read


def read_html(file: File) -> Html:
    """Reads one HTML file."""
    html = Html(file.path, file.content)
    open_elements: list[tuple[str, int]] = []
    before, *pieces = file.content.decode().split("<")
    end, skipped_to = len(before), ""
    for piece in pieces:
        offset, end = end, end + len(piece) + 1
        if skipped_to:  # in a comment, or in what is no HTML
            if skipped_to == "-->":
                skipped_to = "" if "-->" in piece else "-->"
                continue
            if not piece.startswith(skipped_to):
                continue
            skipped_to = ""
        written, closed, _ = piece.partition(">")
        if piece[:1] == "!":
            skipped_to = "-->" if piece.startswith("!--") and "-->" not in piece else ""
            continue
        tag = _taken_apart(written) if closed else None
        if tag is None:
            html.faults.append((offset, "A '<' stands alone; in a text it is written &lt;."))
        elif tag.closes:
            if open_elements and open_elements[-1][0] == tag.name:
                open_elements.pop()
            else:
                inside = f"<{open_elements[-1][0]}>" if open_elements else "nothing"
                html.faults.append((offset, f"</{tag.name}> closes {inside}."))
        else:
            if tag.says_more:
                _note(html, tag, offset)
            if tag.opens:
                open_elements.append((tag.name, offset))
                skipped_to = f"/{tag.name}" if tag.name in _RAW else ""
    html.faults += [(offset, f"<{name}> is never closed.") for name, offset in open_elements]
    addresses = dict.fromkeys(address for _, address in html.links_within)
    html.leads = tuple(dict.fromkeys(lead for one in addresses if (lead := lead_of(html.path, one))))
    return html


def lead_of(path: str, address: str) -> Lead | None:
    """Where an address on the page `path` leads within the site; nothing where it leads out of it, as it may."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in _OUTSIDE else NOWHERE
    if parts.path.startswith("/"):
        # Only the pages for lost addresses, which may be shown at any depth, link from the top.
        return None if path.endswith(("404.html", "offline.html")) else NOWHERE
    if not parts.path:
        return path, parts.fragment
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith(("/", ".")):
        target = posixpath.normpath(f"{target}/index.html")
    return target, parts.fragment


_OUTSIDE = frozenset({"https", "tel", "mailto"})
"""What a link may lead to beside pages of the site."""


def _note(html: Html, tag: Tag, offset: int) -> None:
    html.faults += [(offset, fault) for fault in tag.faults]
    if tag.anchor is not None:
        if tag.anchor in html.anchors:
            html.faults.append((offset, f"The id '{tag.anchor}' stands on the page twice."))
        html.anchors.add(tag.anchor)
    if tag.href is not None:
        html.links.append((offset, tag.href))
    if tag.loaded:
        html.loaded.append((offset, tag.loaded))
    if tag.heading:
        html.headings.append((offset, tag.heading))
    html.language = html.language or tag.language
