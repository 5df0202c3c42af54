"""`build.py serve`: the site on this computer, each page anew as soon as a file is saved, with problems in the page.

The page that is looked at is made as soon as a file is saved, and the whole site behind it, by a process of its own;
what that finds is shown when it has ended. A build with problems changes no file: the last good site stays, and every
page says what to mend.
`?edit` behind an address shows the page for translators, `?edit=content` for editors: see `portal/preview/`.
"""

from __future__ import annotations

import argparse
import mimetypes
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from livereload import Server
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop, PeriodicCallback

from portal.console import Console
from portal.preview.draft import Draft, Known
from portal.preview.modes import Mode, mode_of
from portal.preview.panel import panel, without_policy
from portal.preview.running import RunningBuild
from portal.problems import Report, as_text
from portal.project import READ, Project
from portal.snapshots import Stat, stats_of

HOST = "127.0.0.1"

_NO_SITE = b"<!doctype html><html lang=en><head><title>No site yet</title></head><body></body></html>"

_HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]

_EVERY = 60
"""Milliseconds between two looks at the files."""

_PAUSE = 0.4
"""Seconds without a change before a build begins: who saves ten files at once does not want ten builds."""

_AGAIN = 1.0
"""Seconds after which browsers are told again: one that was just loading a page has not heard it."""

Start = Callable[[str, list[tuple[str, str]]], object]

Seen = dict[str, Stat]
"""Time, size and number of each file that a build reads, by its name."""


@dataclass(slots=True)
class Preview:
    """The site as it was last built without stopping problems, the last build's report, and what has changed since."""

    project: Project
    site: Path
    console: Console
    built: Report = field(default_factory=Report)
    """What the last build that ended has found."""
    _built_of: Seen = field(default_factory=dict)
    """The files as that build has read them."""
    _building_of: Seen = field(default_factory=dict)
    """The same of the build that is running."""
    _seen: Seen = field(default_factory=dict)
    _changed_at: float = 0.0
    _running: RunningBuild | None = None
    _known: Known = field(init=False)
    _draft: Draft | None = None
    """The project as it is now; made when a page is asked for."""
    _good: Draft | None = None
    """The last draft that could be read."""
    _told_at: float | None = None
    """When browsers were told to load their page again, as long as none has done so."""
    _answers: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """What was shown since the last change, by path and query."""
    _looked_at: set[str] = field(default_factory=set)
    """The languages of what was shown before it."""

    def __post_init__(self) -> None:
        self._known = Known(self.project)

    # Building

    def rebuild(self) -> None:
        """Builds, and waits for it."""
        self._notice(self._look())
        self._begin()
        self.console.progress("Building")
        assert self._running is not None
        self._running.wait()
        self._take_in()

    def look(self) -> bool:
        """Looks at the files, and at the build that is running. Gives whether a page that is shown is to be another."""
        seen = self._look()
        if seen != self._seen:
            self._notice(seen)
            if self._answers:
                self._looked_at = {self._name(path).partition("/")[0] for path, _ in self._answers}
                self._answers.clear()
            return self._tell()
        if self._running is not None and self._running.has_ended and self._take_in():
            return self._tell()
        if self._running is None and self.is_behind and time.monotonic() > self._changed_at + _PAUSE:
            self._begin()
        return self._told_at is not None and time.monotonic() > self._told_at + _AGAIN and self._tell()

    def prepare(self) -> None:
        """Reads what the pages that are looked at will need, while their browsers are on the way to ask for them."""
        for language in self._looked_at if self.is_behind else ():
            self._draft_of_now().reads(language)

    def _tell(self) -> bool:
        self._told_at = time.monotonic()
        return True

    def stop(self) -> None:
        """Ends a build that is running."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _look(self) -> Seen:
        return {stat[0]: stat for name in READ for stat in stats_of(self.project.root / name)}

    def _notice(self, seen: Seen) -> None:
        self.stop()
        self._seen, self._draft, self._changed_at = seen, None, time.monotonic()

    def _begin(self) -> None:
        self._building_of = self._seen
        self._running = RunningBuild(self.project, self.site)

    def _take_in(self) -> bool:
        """Takes in what a build has found. Gives whether a page that was shown would now be another one."""
        assert self._running is not None
        report, said = self._running.result()
        self._running, self._built_of = None, self._building_of
        if report is not None:
            self.built = report
        if report and report.problems:
            self.console.say(as_text(report))
        self.console.say(said)
        shown = dict(self._answers)
        return any(self._page(path, query) != page for (path, query), page in shown.items())

    @property
    def is_behind(self) -> bool:
        """Whether the built site is older than the files."""
        return self._running is not None or self._seen != self._built_of

    # Answering

    def answer(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answers one request, as WSGI wants it."""
        # A page elsewhere must not be able to read this preview under a host name of its own.
        if environ.get("HTTP_HOST", "").rpartition(":")[0] not in {HOST, "localhost"}:
            start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This preview is only for this computer.\n"]
        path, query = unquote(environ.get("PATH_INFO", "/")), environ.get("QUERY_STRING", "")
        page = self._page(path, query)
        if page is not None:
            self._answers[path, query], self._told_at = page, None
            start("200 OK", _HTML)
            return [page]
        file = self._file(path)
        if file is None:
            start("404 Not Found", _HTML)
            return [self._with_panel(self._not_found(path))]
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        start("200 OK", [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")])
        return [file.read_bytes()]

    def _page(self, path: str, query: str) -> bytes | None:
        """The page at an address, finished; nothing where there is none."""
        name, mode = self._name(path), mode_of(query)
        if not name.endswith(".html"):
            return None
        made = None
        if mode is not Mode.READER or self.is_behind:
            made = self._drafted(name, mode)
        if made is not None and mode is not Mode.READER:
            return without_policy(made)
        if made is None and (file := self._file(path)):
            made = file.read_bytes()
        return None if made is None else self._with_panel(made)

    def _drafted(self, name: str, mode: Mode) -> bytes | None:
        """The page as it is now; where the content cannot be read, for translators and editors as it last could be."""
        draft = self._draft_of_now()
        if draft.reads(name.partition("/")[0]):
            self._good = draft
            return draft.page(name, mode, self.report)
        good = self._good if mode is not Mode.READER else None
        return good.page(name, mode, self.report) if good else None

    def _draft_of_now(self) -> Draft:
        if self._draft is None:
            self._draft = Draft(self.project, self._known)
        return self._draft

    @property
    def report(self) -> Report:
        """What is known to be wrong: all that the last build has found, but in files that have changed since."""
        if not self.is_behind:
            return self.built
        root = self.project.root
        changed = {
            Path(name).relative_to(root).as_posix()
            for name in self._seen.keys() | self._built_of.keys()
            if self._seen.get(name) != self._built_of.get(name)
        }
        still = [problem for problem in self.built.problems if problem.place.file not in changed]
        return Report([*still, *(self._draft.problems if self._draft else ())])

    def _name(self, path: str) -> str:
        """The file of an address, below the site's folder."""
        folder, _, last = path.lstrip("/").rpartition("/")
        return "/".join(filter(None, (folder, last) if "." in last else (folder, last, "index.html")))

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
        return file.read_bytes() if file is not None else _NO_SITE

    def _with_panel(self, page: bytes) -> bytes:
        page, report = without_policy(page), self.report
        return page.replace(b"</body>", panel(report).encode() + b"</body>", 1) if report.problems else page


class _Watch(Watcher):  # type: ignore[misc]  # livereload ships no types
    """Tells livereload when a page that is shown is no longer right."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview

    def start(self, callback: Callable[[], None]) -> bool:
        """Calls back often; by itself livereload looks every 0.8 s."""
        PeriodicCallback(callback, _EVERY).start()
        return True

    def examine(self) -> tuple[str | None, None]:
        """Under any other name livereload would leave out a change soon after another one."""
        if not self._preview.look():
            return None, None
        IOLoop.current().add_callback(self._preview.prepare)  # behind the message to the browsers
        return "__livereload__", None


def serve(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Serves until Ctrl-C. Exit code 1 when the port cannot be had."""
    preview = Preview(project, project.root / "site", console)
    preview.rebuild()
    server = Server(preview.answer, watcher=_Watch(preview))
    console.say(f"See the site: http://{HOST}:{arguments.port}/  (stop with Ctrl-C)")
    console.say("For translators add ?edit to an address, for editors ?edit=content.")
    try:
        server.serve(port=arguments.port, host=HOST, debug=False)
    except OSError as error:
        console.say(f"Port {arguments.port} cannot be had: {error.strerror}. Try another: build.py serve --port 8001")
        return 1
    finally:
        preview.stop()
    return 0
