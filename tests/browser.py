"""A real Chromium, without scripts, before the finished site on a server of this computer."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = (360, 640)
DESKTOP = (1280, 800)
ZOOMED = (320, 256)
"""What is left of a window of 1280 x 1024 at 400 %."""

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Gives a file. The sign of the site is the browser's own wish, no page asks for it."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing, so that the tests' own words can be read."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on a free port of this computer, and gives its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def chromium(program: str) -> Iterator[Browser]:
    """The browser of this computer; Playwright brings none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


def until(page: Page, truth: str) -> None:
    """Waits until an expression is true in a page. Playwright's own way makes code of words, which the pages forbid."""
    for _ in range(200):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {truth}")


@dataclass(slots=True, kw_only=True)
class Windows:
    """Opens windows on a site, and notes what they ask the network for and what they say to the console."""

    browser: Browser
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _open: list[BrowserContext] = field(default_factory=list)

    def new(
        self,
        size: tuple[int, int] = PHONE,
        *,
        scheme: Literal["light", "dark"] = "light",
        forced_colors: Literal["active", "none"] = "none",
        script: bool = False,
        zone: str | None = None,
    ) -> Page:
        """An empty window of a size. Only what runs in the page needs `script`; `zone` is the time of the phone."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            forced_colors=forced_colors,
            java_script_enabled=script,
            timezone_id=zone,
            # Tests of their own keep the site for offline; elsewhere each window would fetch a whole language.
            service_workers="block",
        )
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda message: self._heard(f"{message.text} {message.location}"))
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        self._open.append(context)
        return context.new_page()

    def _heard(self, words: str) -> None:
        if "Service Worker registration blocked by Playwright" not in words:
            self.said.append(words)

    def open(self, path: str, size: tuple[int, int] = PHONE) -> Page:
        """A window of a size with a page of the site."""
        page = self.new(size)
        page.goto(self.address + path)
        return page

    def close(self) -> None:
        """Closes all windows; none of them may have kept a cookie."""
        for context in self._open:
            self.said += [f"cookie: {cookie.get('name')}" for cookie in context.cookies()]
            context.close()
        self._open.clear()
