"""Finished files -> what a template has done wrong: unbalanced HTML, dead links, requests to other hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.checks.check import Check, check, run_checks
from portal.checks.html import Html, Lead, lead_of, read_html
from portal.model import File
from portal.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Linked:
    """What is to be known of an HTML file by the others: the ids in it, and where it leads."""

    path: str
    anchors: tuple[str, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """All files of a build by their paths, and the links of the HTML ones among them."""

    files: Mapping[str, File]
    pages: Mapping[str, Linked]

    @classmethod
    def of(cls, files: Iterable[File], pages: Iterable[Linked]) -> Output:
        """All files, and the HTML ones among them as they were read."""
        return cls({file.path: file for file in files}, {page.path: page for page in pages})


def read_pages(files: Iterable[File]) -> tuple[tuple[Linked, ...], tuple[Problem, ...]]:
    """Reads the HTML files: what the others are to know of them, and what is wrong in each."""
    pages: list[Linked] = []
    problems: list[Problem] = []
    for file in files:
        if file.path.endswith(".html"):
            html = read_html(file)
            pages.append(Linked(html.path, tuple(sorted(html.anchors)), tuple(map(_once, html.leads))))
            problems += run_checks(PAGE_CHECKS, html)
    return tuple(pages), tuple(problems)


_ONCE: dict[Lead, Lead] = {}


def _once(lead: Lead) -> Lead:
    """The same lead, once in memory: most stand on every page."""
    return _ONCE.setdefault(lead, lead)


@check("bad-html")
def bad_html(html: Html) -> Iterator[Problem]:
    """Every element is closed where it should be, ids are there once, a page says its language.

    Bad: `<p><b>text</p>`
    Good: `<p><b>text</b></p>`
    """
    for offset, fault in html.faults:
        yield Problem(place=html.place(offset), rule="bad-html", message=fault, hint=_TEMPLATE_HINT)


_TEMPLATE_HINT = "Mend the template that makes this page."


@check("dead-link")
def dead_link(output: Output) -> Iterator[Problem]:
    """A link inside the site leads to a file, and its # to an id in that file; what a page loads is there.

    Bad: `<a href="../perhtyo/">`
    Good: `<a href="../perhetyo/">`
    """
    everywhere = {lead for page in output.pages.values() for lead in page.leads}
    dead = {lead for lead in everywhere if not _is_there(lead, output)}
    for page in output.pages.values():
        if dead.isdisjoint(page.leads):
            continue
        html = read_html(output.files[page.path])
        for offset, address in html.links_within:
            if lead_of(html.path, address) in dead:
                yield Problem(
                    place=html.place(offset),
                    rule="dead-link",
                    message=f"The link '{address}' leads nowhere.",
                    hint=_TEMPLATE_HINT,
                )


def _is_there(lead: Lead, output: Output) -> bool:
    path, anchor = lead
    if not anchor:
        return path in output.files
    return path in output.pages and anchor in output.pages[path].anchors


@check("outside-request")
def outside_request(html: Html) -> Iterator[Problem]:
    """A page loads nothing from another host: who reads about violence is nobody else's business.

    Bad: `<img src="https://example.org/picture.png">`
    Good: a file of the site
    """
    for offset, address in html.loaded:
        if urlsplit(address).scheme not in {"", "data"} or address.startswith("//"):
            yield Problem(
                place=html.place(offset),
                rule="outside-request",
                message=f"The page would load '{address}' from elsewhere.",
                hint="Put the file into the site, or leave it out.",
            )


@check("headings")
def headings(html: Html) -> Iterator[Problem]:
    """A page has one h1, first, and no heading leaves out a level: so a screen reader can jump.

    Bad: h1, then h3
    Good: h1, then h2
    """
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


PAGE_CHECKS: tuple[Check[Html], ...] = (bad_html, outside_request, headings)
"""What is asked of each HTML file alone."""

FILE_CHECKS: tuple[Check[Output], ...] = (dead_link,)
"""What is asked of all files together."""
