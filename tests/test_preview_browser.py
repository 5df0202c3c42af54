"""The preview in a real browser: reached by keyboard alone, without scripts, on a small phone, in Arabic."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from portal.environment import ROOT
from tests.browser import PHONE, Windows, chromium, served
from tests.test_browser import FAULTS, RULES, SIDEWAYS
from tests.test_preview import asked, preview_of

OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
PAGES = {"perhetyo": "edit", "apua-heti": "edit", "kenelle-soitan": "edit=content"}


def test_panels_open_by_keyboard_fit_a_phone_and_are_accessible(
    project: Callable[..., Path], require: Callable[..., str], tmp_path: Path
) -> None:
    program = require("chromium", "chromium-browser", "google-chrome")
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    scenario = ROOT / "tests/golden/right-to-left"
    preview = preview_of(project(scenario))
    made = tmp_path / "pages"
    made.mkdir()
    for name, query in PAGES.items():
        (made / f"{name}.html").write_text(asked(preview, f"/ar/{name}/", query)[1], encoding="utf-8")
    with served(made) as address, chromium(program) as browser:
        windows = Windows(browser=browser, address=address)
        page = windows.open("perhetyo.html", PHONE)
        panel = page.locator("header details.preview").first
        assert panel.get_attribute("open") is None
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("() => !!document.activeElement.closest('header details')"):
                break
        page.keyboard.press("Enter")
        assert panel.get_attribute("open") is not None
        assert panel.locator("dd").first.is_visible()
        windows.close()
        for name in PAGES:
            page = windows.new(PHONE, script=True)
            page.goto(f"{address}{name}.html")
            for _ in range(2):
                assert page.evaluate(SIDEWAYS) == [], name
                page.evaluate(OPEN_ALL)
            page.evaluate(axe)
            assert page.evaluate(FAULTS, RULES) == [], name
            windows.close()
