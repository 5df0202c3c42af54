"""The built site -> the pictures of `docs/walk/`: three people on their way through it, in a real Chromium.

Run it after a build, with the test tools installed: `.venv/bin/python -m docs.walk.record` (chromium and zbarimg too).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from portal.environment import ROOT
from tests.browser import PHONE, chromium, served

HERE = Path(__file__).parent
SITE = ROOT / "site"


class Walk:
    """A phone, and the pictures taken of it on the way."""

    def __init__(self, context: BrowserContext, name: str) -> None:
        self.page: Page = context.new_page()
        self._name = name
        self._steps = 0

    def picture(self, what: str) -> None:
        """Takes a picture of what the phone shows now."""
        self._steps += 1
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=HERE / f"{self._name}-{self._steps}-{what}.png")


def parent(context: BrowserContext, address: str) -> None:
    """A QR code on a leaflet, read by a phone -> the page in Arabic -> the county -> a telephone number to tap."""
    code = HERE / "parent-0-code.png"
    scanner = context.new_page()
    scanner.goto(f"{address}qr/ar/perhetyo.svg")
    scanner.screenshot(path=code)
    scanner.close()
    program = shutil.which("zbarimg") or "zbarimg"
    read = subprocess.run(
        [program, "-q", "--raw", str(code)], capture_output=True, text=True, check=True
    ).stdout.strip()
    walk = Walk(context, "parent")
    walk.page.goto(address.rstrip("/") + urlsplit(read).path)
    walk.picture("page")
    walk.page.locator("main a.term").first.click()
    walk.picture("word")
    walk.page.keyboard.press("Escape")
    walk.page.locator("main a.button").first.click()
    walk.page.locator("main input").first.fill("espo")
    walk.page.mouse.wheel(0, 330)
    walk.picture("find")
    walk.page.locator("main a:visible", has_text="Espoo").first.click()
    walk.picture("county")
    number = walk.page.locator("a.call").first
    assert str(number.get_attribute("href")).startswith("tel:")
    walk.page.mouse.wheel(0, 300)
    walk.picture("call")


def worker(context: BrowserContext, address: str) -> None:
    """A parent shows a worker what she cannot say, and both read the same page."""
    walk = Walk(context, "worker")
    walk.page.goto(f"{address}ar/tukiperhe/")
    walk.page.locator(".tools a").nth(1).click()
    walk.page.mouse.wheel(0, 520)
    walk.picture("card")
    walk.page.goto(f"{address}ar/tukiperhe/")
    walk.page.locator(".tools a").first.click()
    walk.page.locator("#mita").scroll_into_view_if_needed()
    walk.picture("both")


def offline(context: BrowserContext, address: str) -> None:
    """A first visit, then no network: the site is still there, and says so."""
    walk = Walk(context, "offline")
    walk.page.goto(f"{address}ar/")
    walk.page.wait_for_selector("#saved:not([hidden]) .whole-site:not([hidden])", timeout=60_000)
    walk.page.locator("#saved").scroll_into_view_if_needed()
    walk.picture("saved")
    context.set_offline(True)
    walk.page.goto(f"{address}ar/apua-heti/")
    walk.picture("urgent")
    walk.page.goto(f"{address}ar/pelkaatko/")
    walk.picture("page")


def main() -> None:
    """Takes all pictures anew."""
    for old in HERE.glob("*.png"):
        old.unlink()
    with chromium(shutil.which("chromium") or "chromium") as browser, served(SITE) as address:
        for walk in (parent, worker, offline):
            context = browser.new_context(
                viewport={"width": PHONE[0], "height": PHONE[1]}, locale="ar", timezone_id="Europe/Helsinki"
            )
            walk(context, address)
            context.close()


if __name__ == "__main__":
    main()
