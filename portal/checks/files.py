"""Finished files -> what a template has done wrong: unbalanced HTML, dead links, requests to other hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.checks.check import Check, check
from portal.checks.html import Html, Lead, lead_of, read_html
from portal.model import File
from portal.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Output:
    """All files of a build, with the HTML ones read."""

    paths: frozenset[str]
    pages: dict[str, Html]

    @classmethod
    def of(cls, files: Iterable[File], pages: Iterable[Html]) -> Output:
        """All files, and the HTML ones among them as they were read."""
        return cls(frozenset(file.path for file in files), {page.path: page for page in pages})


def read_pages(files: Iterable[File]) -> tuple[Html, ...]:
    """Reads the HTML files once for all checks."""
    return tuple(read_html(file) for file in files if file.path.endswith(".html"))


@check("bad-html")
def bad_html(output: Output) -> Iterator[Problem]:
    """Every element is closed where it should be, ids are there once, a page says its language.

    Bad: `<p><b>text</p>`
    Good: `<p><b>text</b></p>`
    """
    for html in output.pages.values():
        for offset, fault in html.faults:
            yield Problem(place=html.place(offset), rule="bad-html", message=fault, hint=_TEMPLATE_HINT)


_TEMPLATE_HINT = "Mend the template that makes this page."


@check("dead-link")
def dead_link(output: Output) -> Iterator[Problem]:
    """A link inside the site leads to a file, and its # to an id in that file; what a page loads is there.

    Bad: `<a href="../perhtyo/">`
    Good: `<a href="../perhetyo/">`
    """
    for html in output.pages.values():
        if all(_is_there(lead, output) for lead in html.leads):
            continue
        for offset, address in html.links_within:
            lead = lead_of(html.path, address)
            if lead and not _is_there(lead, output):
                yield Problem(
                    place=html.place(offset),
                    rule="dead-link",
                    message=f"The link '{address}' leads nowhere.",
                    hint=_TEMPLATE_HINT,
                )


def _is_there(lead: Lead, output: Output) -> bool:
    path, anchor = lead
    if not anchor:
        return path in output.paths
    return path in output.pages and anchor in output.pages[path].anchors


@check("outside-request")
def outside_request(output: Output) -> Iterator[Problem]:
    """A page loads nothing from another host: who reads about violence is nobody else's business.

    Bad: `<img src="https://example.org/picture.png">`
    Good: a file of the site
    """
    for html in output.pages.values():
        for offset, address in html.loaded:
            if urlsplit(address).scheme not in {"", "data"} or address.startswith("//"):
                yield Problem(
                    place=html.place(offset),
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
        place = html.place(html.headings[0][0]) if html.headings else Place(f"site/{html.path}")
        if levels[:1] != [1] or levels.count(1) != 1:
            message = "The page must have one h1, before all other headings."
            yield Problem(place=place, rule="headings", message=message, hint=_TEMPLATE_HINT)
        for (_, above), (where, level) in zip(html.headings, html.headings[1:], strict=False):
            if level > above + 1:
                yield Problem(
                    place=html.place(where),
                    rule="headings",
                    message=f"h{level} stands under h{above}: a level is left out.",
                    hint=_TEMPLATE_HINT,
                )


FILE_CHECKS: tuple[Check[Output], ...] = (bad_html, dead_link, outside_request, headings)
