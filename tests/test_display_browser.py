"""The page about the size of the text: what a reader chooses holds on every page of the device."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from portal.style import contrast
from tests.browser import Windows
from tests.real import KINDS, LANGUAGES

DISPLAY = KINDS["display"]
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('main .lead')).fontSize)"
LINE = """() => {
  const style = getComputedStyle(document.body);
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""
COLOURS = """() => {
  const two = one => (+one).toString(16).padStart(2, "0");
  const hex = colour => "#" + colour.match(/\\d+/g).slice(0, 3).map(two).join("");
  const paper = hex(getComputedStyle(document.body).backgroundColor), found = [];
  for (const one of document.querySelectorAll("main h1, main h2, main p, main a:not(.button), main li"))
    found.push([one.outerHTML.slice(0, 80), hex(getComputedStyle(one).color), paper]);
  for (const one of document.querySelectorAll(".button, header .urgent")) {
    const style = getComputedStyle(one);
    found.push([one.outerHTML.slice(0, 80), hex(style.color), hex(style.backgroundColor)]);
  }
  return found;
}"""
SIDEWAYS = "Math.max(0, document.scrollingElement.scrollWidth - innerWidth)"


def opened(windows: Windows, path: str = f"fi/{DISPLAY}", size: tuple[int, int] = (360, 640)) -> Page:
    page = windows.new(size, script=True)
    page.goto(windows.address + path)
    return page


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_the_page_tells_how_the_browser_does_it(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{DISPLAY}")
    assert not page.locator("form").is_visible()
    assert page.locator("#selain li").count() == 4


def test_a_choice_works_at_once_and_on_every_page_and_language(windows: Windows) -> None:
    page = opened(windows)
    before, line = page.evaluate(SIZE), page.evaluate(LINE)
    page.check("[value=big]")
    assert page.evaluate(SIZE) == pytest.approx(before * 1.25, rel=0.01)
    page.check("[value=bigger]")
    assert page.evaluate(SIZE) == pytest.approx(before * 1.55, rel=0.01)
    page.check("[value=wide]")
    assert page.evaluate(LINE) > line + 0.3
    assert page.locator("form [role=status]").inner_text() == "Laite muistaa valintasi."
    page.goto(f"{windows.address}fi/{KINDS['service']}")
    assert page.evaluate(SIZE) == pytest.approx(before * 1.55, rel=0.01)
    page.goto(f"{windows.address}ar/{KINDS['service']}")
    assert page.evaluate("[...document.documentElement.classList]") == ["bigger", "wide"]
    # The form remembers too, and so does the next visit.
    page.goto(f"{windows.address}fi/{DISPLAY}")
    assert page.is_checked("[value=bigger]")
    assert page.is_checked("[value=wide]")


def test_forgetting_leaves_nothing_on_the_device(windows: Windows) -> None:
    page = opened(windows)
    before = page.evaluate(SIZE)
    page.check("[value=bigger]")
    page.check("[value=dark]")
    page.locator("form .button").click()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate(SIZE) == before
    assert page.is_checked("[name=colours][value='']")
    assert page.locator("form [role=status]").inner_text() == (
        "Valintasi, alueesi ja tallennetut sivut on poistettu tästä laitteesta."
    )
    page.reload()
    assert page.evaluate(SIZE) == before


def test_a_browser_that_keeps_nothing_says_so(windows: Windows) -> None:
    page = windows.new(script=True)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page.goto(f"{windows.address}fi/{DISPLAY}")
    before = page.evaluate(SIZE)
    page.check("[value=big]")
    assert page.evaluate(SIZE) > before
    assert page.locator("form [role=status]").inner_text().startswith("Selain ei voi muistaa valintaa.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["paper", "dark", "strong"])
def test_each_set_of_colours_can_be_read_whatever_the_device_prefers(
    windows: Windows, colours: str, scheme: str
) -> None:
    page = opened(windows)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.check(f"[value={colours}]")
    page.goto(f"{windows.address}fi/{KINDS['service']}")
    found = page.evaluate(COLOURS)
    assert len(found) > 20
    least = 7 if colours != "strong" else 9
    assert not [one for one in found if contrast(one[1], one[2]) < least]
    paper = {one[2] for one in found}
    assert ("#1b1916" in paper) == (colours == "dark")


@pytest.mark.parametrize("code", ["fi", "ar"])
def test_the_biggest_text_fits_the_narrowest_phone(windows: Windows, code: str) -> None:
    page = opened(windows, f"{code}/{DISPLAY}", (320, 640))
    page.check("[value=bigger]")
    page.check("[value=wide]")
    for path in KINDS.values():
        page.goto(f"{windows.address}{code}/{path}")
        assert page.evaluate(SIDEWAYS) == 0, path


def test_a_finger_and_the_keyboard_reach_every_choice(windows: Windows) -> None:
    page = opened(windows)
    for label in page.locator("form label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.locator("[name=size]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.is_checked("[value=big]")
    assert re.search("big", page.evaluate("document.documentElement.className"))


def test_what_somebody_else_wrote_into_the_storage_is_no_class(windows: Windows) -> None:
    page = opened(windows)
    page.evaluate("localStorage.view = '<b>quiet</b>'")
    page.goto(f"{windows.address}fi/{KINDS['service']}")
    assert page.evaluate("document.documentElement.className") == ""
