"""`build.py serve`: the site on this computer, built again on every change, with problems shown in the page.

The last good site stays: a build with problems changes no file, and every page says what to mend.
`?edit` behind an address shows the page for translators, `?edit=content` for editors: see `portal/preview/`.
"""

from __future__ import annotations

import argparse
import mimetypes
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from livereload import Server

from portal.console import Console
from portal.pipeline import Outcome, run, shared_of
from portal.preview.modes import Mode, mode_of
from portal.preview.rendering import Asked, previewed
from portal.problems import Report, as_text
from portal.project import READ, Project
from portal.templating import Shared, TemplateProblem
from portal.writing import SiteInUse, write_site

HOST = "127.0.0.1"

_NO_SITE = b"<!doctype html><html lang=en><head><title>No site yet</title></head><body></body></html>"

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')

_HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]

Start = Callable[[str, list[tuple[str, str]]], object]


@dataclass(slots=True)
class Preview:
    """The site as it was last built without stopping problems, as files and as values, and the last build's report."""

    project: Project
    site: Path
    console: Console
    report: Report = field(default_factory=Report)
    good: tuple[Outcome, Shared] | None = None

    def rebuild(self) -> None:
        """Builds; writes only if nothing stops it; keeps the report for the pages."""
        outcome = run(self.project, self.console.progress)
        self.report = outcome.report
        if self.report.problems:
            self.console.say(as_text(self.report))
        if self.report.stops:
            self.console.say(f"{self.report.summary()}. The last good site is shown.")
            return
        self.good = outcome, shared_of(self.project.root, outcome.editions)
        try:
            written = write_site(outcome.files, self.site)
        except SiteInUse:
            self.console.say("Another build is writing the site now; save once more when it has ended.")
        except OSError as error:
            self.console.say(f"The site could not be written: {error.strerror or error}.")
        else:
            self.console.say(f"Built: {written.changed} files new or changed. {self.report.summary()}.")

    def answer(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answers one request, as WSGI wants it."""
        # A page elsewhere must not be able to read this preview under a host name of its own.
        if environ.get("HTTP_HOST", "").rpartition(":")[0] not in {HOST, "localhost"}:
            start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This preview is only for this computer.\n"]
        path = unquote(environ.get("PATH_INFO", "/"))
        file = self._file(path)
        if file is None:
            return self._respond(start, "404 Not Found", self._not_found(path))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind == "text/html":
            edited = self._previewed(file, mode_of(environ.get("QUERY_STRING", "")))
            if edited is None:
                return self._respond(start, "200 OK", file.read_bytes())
            start("200 OK", _HTML)
            return [without_policy(edited)]
        start("200 OK", [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")])
        return [file.read_bytes()]

    def _previewed(self, file: Path, mode: Mode) -> bytes | None:
        """The page for translators or editors, made from the last good build when it is asked for."""
        if mode is Mode.READER or self.good is None:
            return None
        outcome, shared = self.good
        path = file.relative_to(self.site.resolve()).as_posix()
        try:
            return previewed(Asked(file=path, mode=mode, outcome=outcome, shared=shared, report=self.report))
        except (TemplateProblem, OSError):
            return None  # a template is being changed: the report says so, and the page stays as readers see it

    def _file(self, path: str) -> Path | None:
        """The file of an address; nothing outside the site's own folder."""
        site = self.site.resolve()
        file = (site / path.lstrip("/")).resolve()
        if file.is_dir():
            file = file / "index.html"
        return file if file.is_relative_to(site) and file.is_file() else None

    def _not_found(self, path: str) -> bytes:
        language = path.strip("/").split("/")[0]
        file = self._file(f"{language}/404.html") or self._file("404.html")
        if file is not None:
            return file.read_bytes()
        return _NO_SITE

    def _respond(self, start: Start, status: str, page: bytes) -> Iterable[bytes]:
        start(status, _HTML)
        page = without_policy(page)
        if not self.report.problems:
            return [page]
        return [page.replace(b"</body>", panel(self.report).encode() + b"</body>", 1)]


def without_policy(page: bytes) -> bytes:
    """The page without its Content Security Policy, which would refuse what the preview adds to it."""
    return _POLICY.sub(b"", page, count=1)


def panel(report: Report) -> str:
    """The problems as a part of a page; English and left to right, for the person who edits."""
    style = (
        "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:1rem;z-index:9;"
        "background:#7a1200;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap;text-align:left"
    )
    head = "Nothing new is shown until this is mended." if report.stops else "Please mend:"
    text = escape(f"{report.summary()}. {head}\n\n{as_text(report)}")
    return f'<pre role="alert" lang="en" dir="ltr" style="{style}">{text}</pre>'


def serve(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Serves until Ctrl-C. Exit code 1 when the port cannot be had."""
    preview = Preview(project, project.root / "site", console)
    preview.rebuild()
    server = Server(preview.answer)
    for folder in READ:
        server.watch(str(project.root / folder), preview.rebuild)
    console.say(f"See the site: http://{HOST}:{arguments.port}/  (stop with Ctrl-C)")
    console.say("For translators add ?edit to an address, for editors ?edit=content.")
    try:
        server.serve(port=arguments.port, host=HOST, debug=False)
    except OSError as error:
        console.say(f"Port {arguments.port} cannot be had: {error.strerror}. Try another: build.py serve --port 8001")
        return 1
    return 0
