"""Finished files -> what a template has done wrong: unbalanced HTML, dead links, requests to other hosts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from portal.checks.check import Check, check
from portal.model import File
from portal.problems import Place, Problem

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "video": "src"}
_LOADED |= {"audio": "src", "object": "data", "embed": "src", "track": "src"}


@dataclass(slots=True)
class Html:
    """What the checks want to know of one HTML file."""

    path: str
    faults: list[tuple[Place, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[Place, str]] = field(default_factory=list)
    loaded: list[tuple[Place, str]] = field(default_factory=list)
    headings: list[tuple[Place, int]] = field(default_factory=list)
    language: str = ""


class _Reader(HTMLParser):
    """Reads HTML as it was written; unlike a browser, it mends nothing."""

    def __init__(self, html: Html) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.open: list[tuple[str, Place]] = []

    def _place(self) -> Place:
        line, column = self.getpos()
        return Place(f"site/{self.html.path}", line, column + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = self._place()
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self.html.faults.append((place, f"<{tag}> has the attribute '{name}' twice."))
        values = {name: value or "" for name, value in attrs}
        self._note_values(tag, values, place)
        if tag not in _VOID:
            self.open.append((tag, place))

    def _note_values(self, tag: str, values: dict[str, str], place: Place) -> None:
        html = self.html
        anchor = values.get("id")
        if anchor is not None:
            if anchor in html.anchors:
                html.faults.append((place, f"The id '{anchor}' stands on the page twice."))
            html.anchors.add(anchor)
        if tag == "html":
            html.language = values.get("lang", "")
            if not html.language or values.get("dir") not in {"ltr", "rtl"}:
                html.faults.append((place, "<html> needs lang and dir."))
        if tag == "a" and "href" in values:
            html.links.append((place, values["href"]))
        if tag == "img" and "alt" not in values:
            html.faults.append((place, "<img> needs alt, empty where the picture only decorates."))
        if re.fullmatch("h[1-6]", tag):
            html.headings.append((place, int(tag[1])))
        loaded = values.get(_LOADED.get(tag, ""))
        is_style = tag == "link" and values.get("rel") not in {"canonical", "alternate"}
        if is_style:
            loaded = values.get("href")
        if loaded:
            html.loaded.append((place, loaded))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            inside = f"<{self.open[-1][0]}>" if self.open else "nothing"
            self.html.faults.append((self._place(), f"</{tag}> closes {inside}."))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()


def read_html(file: File) -> Html:
    """Reads one HTML file."""
    html = Html(file.path)
    reader = _Reader(html)
    reader.feed(file.content.decode())
    reader.close()
    for tag, place in reader.open:
        html.faults.append((place, f"<{tag}> is never closed."))
    return html


@dataclass(frozen=True, slots=True)
class Output:
    """All files of a build, with the HTML ones read."""

    paths: frozenset[str]
    pages: dict[str, Html]


def read_output(files: tuple[File, ...]) -> Output:
    """Reads the HTML files once for all checks."""
    pages = {file.path: read_html(file) for file in files if file.path.endswith(".html")}
    return Output(frozenset(file.path for file in files), pages)


@check("bad-html")
def bad_html(output: Output) -> Iterator[Problem]:
    """Every element is closed where it should be, ids are there once, a page says its language.

    Bad: `<p><b>text</p>`
    Good: `<p><b>text</b></p>`
    """
    for html in output.pages.values():
        for place, fault in html.faults:
            yield Problem(place=place, rule="bad-html", message=fault, hint=_TEMPLATE_HINT)


_TEMPLATE_HINT = "Mend the template that makes this page."


@check("dead-link")
def dead_link(output: Output) -> Iterator[Problem]:
    """A link inside the site leads to a file, and its # to an id in that file.

    Bad: `<a href="../perhtyo/">`
    Good: `<a href="../perhetyo/">`
    """
    for html in output.pages.values():
        for place, address in html.links:
            if not _leads_somewhere(html, address, output):
                yield Problem(
                    place=place,
                    rule="dead-link",
                    message=f"The link '{address}' leads nowhere.",
                    hint=_TEMPLATE_HINT,
                )


def _leads_somewhere(html: Html, address: str, output: Output) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme in {"https", "tel", "mailto"}
    if parts.path.startswith("/"):
        # Only the pages for lost addresses, which may be shown at any depth, link from the top.
        return html.path.endswith(("404.html", "offline.html"))
    path = posixpath.normpath(posixpath.join(posixpath.dirname(html.path), unquote(parts.path)))
    if not parts.path:
        path = html.path
    elif parts.path.endswith(("/", ".")):
        path = posixpath.normpath(f"{path}/index.html")
    if path not in output.paths:
        return False
    return not parts.fragment or parts.fragment in output.pages[path].anchors


@check("outside-request")
def outside_request(output: Output) -> Iterator[Problem]:
    """A page loads nothing from another host: who reads about violence is nobody else's business.

    Bad: `<img src="https://example.org/picture.png">`
    Good: a file of the site
    """
    for html in output.pages.values():
        for place, address in html.loaded:
            if urlsplit(address).scheme not in {"", "data"} or address.startswith("//"):
                yield Problem(
                    place=place,
                    rule="outside-request",
                    message=f"The page would load '{address}' from elsewhere.",
                    hint="Put the file into the site, or leave it out.",
                )


@check("headings")
def headings(output: Output) -> Iterator[Problem]:
    """A page has one h1, first, and no heading leaves out a level: so a screen reader can jump.

    Bad: h1, then h3
    Good: h1, then h2
    """
    for html in output.pages.values():
        levels = [level for _, level in html.headings]
        place = html.headings[0][0] if html.headings else Place(f"site/{html.path}")
        if levels[:1] != [1] or levels.count(1) != 1:
            message = "The page must have one h1, before all other headings."
            yield Problem(place=place, rule="headings", message=message, hint=_TEMPLATE_HINT)
        for (_, above), (where, level) in zip(html.headings, html.headings[1:], strict=False):
            if level > above + 1:
                yield Problem(
                    place=where,
                    rule="headings",
                    message=f"h{level} stands under h{above}: a level is left out.",
                    hint=_TEMPLATE_HINT,
                )


FILE_CHECKS: tuple[Check[Output], ...] = (bad_html, dead_link, outside_request, headings)
