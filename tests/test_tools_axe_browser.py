"""The tools of a page while they are open: axe-core finds nothing, and a finger hits every one of them."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, Windows
from tests.real import KINDS
from tests.test_listen_browser import FAKE, voice

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """options => axe.run(options).then(result => {
  if (!result.passes.length) throw Error("axe-core has looked at nothing");
  return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
})"""

OPENING = {
    "a word": ("service", "main section.answer a.term"),
    "share": ("service", ".share summary"),
    "listen": ("urgent", "#listen button"),
    "display": ("display", "[value=strong]"),
}


def opened(windows: Windows, code: str, tool: str) -> Page:
    """A page with one of its tools open, on a device that has every voice, can share and can copy."""
    kind, target = OPENING[tool]
    page = windows.new(PHONE, script=True)
    voices = json.dumps([voice(f"{code}-XX"), voice("fi-FI")])
    page.add_init_script(f"({FAKE})({voices}); navigator.share = () => Promise.resolve();")
    page.goto(f"{windows.address}{code}/{KINDS[kind]}")
    page.locator(target).first.click()
    return page


@pytest.mark.parametrize("code", ["fi", "ar"])
@pytest.mark.parametrize("tool", OPENING)
def test_axe_finds_nothing_to_mend_while_a_tool_is_open(windows: Windows, code: str, tool: str) -> None:
    page = opened(windows, code, tool)
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(FAULTS, {"runOnly": RULES}) == []


@pytest.mark.parametrize("code", ["fi", "ar"])
def test_a_finger_hits_every_tool(windows: Windows, code: str) -> None:
    page = opened(windows, code, "share")
    tools = page.locator(".tools :is(a, button, summary):visible").all()
    assert len(tools) >= 6
    for tool in tools:
        box = tool.bounding_box()
        assert box is not None
        assert box["height"] >= 43.9, tool.inner_text()
        assert box["width"] >= 43.9, tool.inner_text()
