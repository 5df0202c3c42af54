"""Every kind of page in a real browser: who can read it, reach it, hear it, print it, in every language."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from portal.environment import ROOT
from portal.formatting import NO_BREAK_SPACE
from portal.pipeline import Outcome
from tests.browser import DESKTOP, PHONE, ZOOMED, Windows, chromium, served
from tests.real import KINDS, LANGUAGES, SHEET, SOURCE, RealSite, built_site, outcome_of, renderer_of

ALL_KINDS = (*KINDS.values(), f"perhetyo/{SHEET}")
EVERYWHERE = ["index.html", *(f"{code}/{path}" for code in LANGUAGES for path in ALL_KINDS)]
"""A page of every kind in every language."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def real_outcome() -> Outcome:
    return outcome_of(ROOT)


@pytest.fixture(scope="module")
def browser(require: Callable[..., str]) -> Iterator[Browser]:
    with chromium(require("chromium", "chromium-browser", "google-chrome")) as browser:
        yield browser


@pytest.fixture(scope="module")
def address(real_site: RealSite) -> Iterator[str]:
    with served(real_site.folder) as address:
        yield address


@pytest.fixture
def windows(browser: Browser, address: str) -> Iterator[Windows]:
    """Windows on the site. No page may ask another host for anything, keep a cookie or complain."""
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    elsewhere = [url for url in windows.asked if not url.startswith((address, "file:", "about:"))]
    assert not elsewhere
    assert not windows.said


# Accessibility rules

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": False}},
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

FAULTS = """options => axe.run(options).then(result => {
  if (!result.passes.length) throw Error("axe-core has looked at nothing");
  const contrast = options.rules ? [] : result.incomplete;
  return result.violations.concat(contrast).flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.any.map(one => one.message)}`));
})"""

PLAIN = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`footer::before, .whole::after { display: none }
    .term, .phone { padding: 0; margin: 0 } .call bdi { font-size: 1rem }`);
  document.adoptedStyleSheets.push(style);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) node.data = node.data.replace(/\\p{L}+/gu, "x");
}"""
"""Makes axe-core sure of every colour: it gives up where a decoration or a wide target lies beside a text, and
takes letters that join, as the Arabic ones do, for the signs of an icon font."""


FOLDERS = ["", *LANGUAGES, f"ar/{SOURCE}"]
"""The top, each language, and pages in two languages."""


@pytest.mark.parametrize("code", FOLDERS)
def test_axe_finds_nothing_to_mend_on_any_kind_of_page(windows: Windows, real_site: RealSite, code: str) -> None:
    places = [f"{code}/{path}" for path in ALL_KINDS] if code else ["index.html", "404.html"]
    if code not in LANGUAGES:
        places = [place for place in places if place in real_site.pages]
    assert len(places) > 1
    script = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found = []
    # axe-core waits for the clock of the page, so it cannot run where scripts are off.
    phone, desktop = windows.new(PHONE, script=True), windows.new(DESKTOP, script=True)
    for number, place in enumerate(places, start=FOLDERS.index(code)):
        # Every page on the phone; on a desktop each kind in another language, for the rules there are the same.
        for page in (phone, desktop) if number % len(LANGUAGES) == 0 or not code else (phone,):
            page.goto(windows.address + place)
            page.emulate_media(color_scheme="light")
            page.evaluate(script)
            found += [f"{place} {page.viewport_size}: {fault}" for fault in page.evaluate(FAULTS, RULES)]
            page.evaluate(PLAIN)
            # The colours are the same in all languages; Arabic shows that they are where all is turned round.
            for scheme in SCHEMES if code in ("", SOURCE, "ar", FOLDERS[-1]) else ():
                page.emulate_media(color_scheme=scheme)
                found += [
                    f"{place} {page.viewport_size} {scheme}: {fault}" for fault in page.evaluate(FAULTS, CONTRAST)
                ]
    assert not found, "\n".join(found)


# Narrow and zoomed windows

SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  const over = [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > width + 0.5 || box.left < -0.5) && !one.matches(".skip");
  });
  return over.map(one => one.outerHTML.slice(0, 120)).concat(
    document.scrollingElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : []);
}"""

CLIPPED = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  const hides = value => value !== "visible";
  return one.matches(":not(.skip)") && (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
    || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""

OUT_OF_ITS_BOX = """() => {
  const found = [];
  const boxes = "a.button, a.call, a.urgent, .turn a, .doors a, .cards > li, .note";
  for (const box of document.querySelectorAll(boxes)) {
    const outer = box.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(box);
    for (const line of range.getClientRects())
      if (line.left < outer.left - 1 || line.right > outer.right + 1 || line.bottom > outer.bottom + 1)
        { found.push(box.outerHTML.slice(0, 120)); break; }
  }
  return found;
}"""

WIDE_SPACING = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`p { margin-block-end: 2em !important } * { line-height: 1.5 !important;
    letter-spacing: .12em !important; word-spacing: .16em !important }`);
  document.adoptedStyleSheets.push(style);
}"""
"""What WCAG 1.4.12 lets a reader set."""


@pytest.mark.parametrize("size", [(320, 640), ZOOMED], ids=["320 pixels", "400 per cent"])
def test_no_page_scrolls_sideways(windows: Windows, real_site: RealSite, size: tuple[int, int]) -> None:
    page = windows.new(size)
    # Every Finnish page, for any of its words may be the longest; a page of every kind in the other languages.
    finnish = [path for path in real_site.pages if path.startswith(f"{SOURCE}/")]
    for place in {*finnish, *EVERYWHERE} if size != ZOOMED else EVERYWHERE:
        page.goto(windows.address + place)
        assert page.evaluate(SIDEWAYS) == [], place
        assert page.evaluate(OUT_OF_ITS_BOX) == [], place


@pytest.mark.parametrize("size", [(320, 640), DESKTOP], ids=["phone", "desktop"])
def test_wide_text_spacing_clips_nothing(windows: Windows, size: tuple[int, int]) -> None:
    page = windows.new(size)
    for place in EVERYWHERE:
        page.goto(windows.address + place)
        page.evaluate(WIDE_SPACING)
        assert page.evaluate(SIDEWAYS) == [], place
        assert page.evaluate(CLIPPED) == [], place
        assert page.evaluate(OUT_OF_ITS_BOX) == [], place


# Size and place

TEXT_SIZE = "() => parseFloat(getComputedStyle(document.querySelector('main p:not([class])')).fontSize)"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_text_is_big_and_arabic_text_bigger(windows: Windows, size: tuple[int, int]) -> None:
    page = windows.new(size)
    sizes = {}
    for code in LANGUAGES:
        page.goto(f"{windows.address}{code}/{KINDS['service']}")
        sizes[code] = page.evaluate(TEXT_SIZE)
        assert page.evaluate("() => parseFloat(getComputedStyle(document.body).lineHeight)") >= 1.5 * sizes[code], code
    assert min(sizes.values()) >= 18
    assert sizes["ar"] >= 1.15 * sizes[SOURCE] - 0.01


TARGETS = "header a, nav a, .button, .call, .urgent, .go, a.phone, footer .help a"

SMALL_TARGETS = """selector => [...document.querySelectorAll(selector)].filter(one => {
  const box = one.getBoundingClientRect();
  return !one.closest("details:not([open]) > :not(summary)") && box.width && (box.width < 43.9 || box.height < 43.9);
}).map(one => `${one.outerHTML.slice(0, 100)} ${one.getBoundingClientRect().width} x ` +
  one.getBoundingClientRect().height)"""


def test_a_finger_hits_every_button_phone_and_link_of_a_menu(windows: Windows) -> None:
    page = windows.new(PHONE)
    for place in EVERYWHERE:
        page.goto(windows.address + place)
        assert page.locator(TARGETS).count() > 0, place
        assert page.evaluate(SMALL_TARGETS, TARGETS) == [], place


LINES = """() => {
  const lengths = [];
  const range = document.createRange();
  for (const block of document.querySelectorAll("main p:not([class]), main li:not([class] > li)")) {
    const lines = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();)
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at); range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (!box || !box.width) continue;
        const middle = (box.top + box.bottom) / 2;
        const line = lines.find(one => Math.abs(one.middle - middle) < 9);
        if (line) line.length++; else lines.push({middle, length: 1});
      }
    lengths.push(...lines.slice(0, -1).map(line => line.length)); // the last line is as long as what is left
  }
  return lengths;
}"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_line_is_as_long_as_an_eye_can_follow(windows: Windows, code: str) -> None:
    lengths = sorted(windows.open(f"{code}/{KINDS['service']}", DESKTOP).evaluate(LINES))
    assert len(lengths) > 20
    assert lengths[-1] <= 75
    # A Chinese sign is as wide as two letters, and says as much.
    least, most = (25, 40) if code == "zh" else (40, 62)
    assert least <= lengths[len(lengths) // 2] <= most


URGENT = """() => {
  const box = document.querySelector("header .urgent").getBoundingClientRect();
  return [box.top, box.bottom, document.dir === "rtl" ? box.left : innerWidth - box.right].map(Math.round);
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_urgent_help_is_at_the_same_place_on_every_page_of_a_language(windows: Windows, size: tuple[int, int]) -> None:
    page = windows.new(size)
    for code in LANGUAGES:
        found = {}
        for path in KINDS.values():
            page.goto(f"{windows.address}{code}/{path}")
            top, bottom, edge = page.evaluate(URGENT)
            found[path] = (top, bottom, edge)
            assert bottom <= size[1] / 4, f"{code}/{path}: not in sight at once"
        assert len(set(found.values())) == 1, found


def test_a_phone_shows_title_summary_and_first_action_at_once(windows: Windows) -> None:
    page = windows.new(PHONE)
    for code in LANGUAGES:
        for kind, action in (("service", "main .button"), ("county", "main .call")):
            page.goto(f"{windows.address}{code}/{KINDS[kind]}")
            for part in ("h1", "main .lead", action):
                box = page.locator(part).first.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= PHONE[1], f"{code}, {kind}: {part}"


# Reading order in Arabic

CHARACTERS = """inner => {
  const block = inner.closest("p, li, dd, dt, h1, h2"), range = document.createRange(), found = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();)
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (box && box.width && node.data[at].trim())
        found.push([node.data[at], box.left, (box.top + box.bottom) / 2, inner.contains(node)]);
    }
  return found;
}"""
"""Each visible character of the block around an element: itself, its place, whether it is in the element."""


def visual_order(characters: list[list[Any]]) -> tuple[str, str]:
    """How the characters inside the element stand from left to right, and what stands on both sides of them.

    The second word is `after|before`: in a text from right to left what is read before stands on the right.
    """
    inside = [index for index, character in enumerate(characters) if character[3]]
    row = characters[inside[0]][2]
    line = [character for character in characters if abs(character[2] - row) < 12]
    line.sort(key=lambda character: character[1])
    places = [index for index, character in enumerate(line) if character[3]]
    assert places == list(range(places[0], places[-1] + 1)), "something stands in the middle of it"
    words = "".join(line[index][0] for index in places)
    left = line[places[0] - 1][0] if places[0] else ""
    right = line[places[-1] + 1][0] if places[-1] + 1 < len(line) else ""
    return words, f"{left}|{right}"


@pytest.mark.parametrize(
    ("fact", "number"),
    [
        ("emergency.phone", "112"),
        ("nollalinja.phone", "080005005"),
        ("nollalinja_abroad.phone", "+35880005005"),
    ],
)
def test_a_phone_in_an_arabic_sentence_is_read_in_the_right_order(
    windows: Windows, real_outcome: Outcome, fact: str, number: str
) -> None:
    edition = next(edition for edition in real_outcome.editions if edition.language.code == "ar")
    phone = renderer_of(edition).fact(fact)
    page = windows.open(f"ar/{KINDS['service']}", DESKTOP)
    write = "(lead, html) => { lead.innerHTML = html }"
    page.locator("main .lead").evaluate(write, f"اتصل على {phone} فورا")
    # In memory "علي" comes before the number and "فورا" after it.
    order = visual_order(page.locator("main .lead bdi").evaluate(CHARACTERS))
    assert order == (number, "ف|ى")


@pytest.mark.parametrize("kind", ["urgent", "county", "service", "front"])
def test_every_phone_of_an_arabic_page_runs_from_left_to_right(windows: Windows, kind: str) -> None:
    page = windows.open(f"ar/{KINDS[kind]}", DESKTOP)
    phones = page.locator("a[href^='tel:'] bdi").all()
    assert phones
    for phone in phones:
        words, _ = visual_order(phone.evaluate(CHARACTERS)) if _in_block(phone) else ("", "")
        link = phone.locator("xpath=..").get_attribute("href")
        assert link is not None
        assert words in ("", link.removeprefix("tel:"))


def _in_block(element: Any) -> bool:
    return bool(element.evaluate("one => !!one.closest('p, li, dd, dt, h1, h2')"))


def test_the_finnish_word_in_an_arabic_sentence_is_read_in_the_right_order(windows: Windows) -> None:
    page = windows.open(f"ar/{KINDS['service']}", DESKTOP)
    words = page.locator("main section bdi[lang=fi]", has_text=re.compile(r"^perhetyö$")).all()
    orders = [visual_order(word.evaluate(CHARACTERS)) for word in words]
    assert orders
    assert {word for word, _ in orders} == {"perhetyö"}
    # The brackets around it are turned round with the Arabic: the opening one is on the right.
    assert ("perhetyö", ")|(") in orders


# Keyboard

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const seen = [...one.getClientRects()].some(box => {
    const on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.top >= -1 && box.bottom <= innerHeight + 1 && !!on && (one.contains(on) || on.contains(one));
  });
  return {tag: one.tagName, name: one.outerHTML.slice(0, 120), skip: one.matches(".skip"),
    seen, outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
}"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_keyboard_finds_the_way_past_the_menu_first(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{KINDS['service']}")
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["skip"]
    assert first["seen"]
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("kind", ["service", "step", "urgent", "not found"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_always_in_sight_and_marked(windows: Windows, kind: str, key: str) -> None:
    page = windows.open(f"{SOURCE}/{KINDS[kind]}")
    links = page.locator("a[href]:visible, summary").count()
    for _ in range(links):
        page.keyboard.press(key)
        now = page.evaluate(FOCUSED)
        assert now["tag"] in {"A", "SUMMARY"}, now
        assert now["outlined"], now
        assert now["seen"], now


# Paper


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_printed_page_has_title_and_phone_but_no_menu(
    windows: Windows, require: Callable[..., str], real_outcome: Outcome, tmp_path: Path, code: str
) -> None:
    reader = require("pdftotext")
    edition = next(edition for edition in real_outcome.editions if edition.language.code == code)
    title = next(page.title.shown for page in edition.site.pages if page.slug == "perhetyo")
    menu = next(text.shown for text in edition.site.interface if text.source == "Kaikki sivut")
    paper = tmp_path / "page.pdf"
    windows.open(f"{code}/{KINDS['service']}").pdf(path=paper, format="A4")
    done = subprocess.run([reader, "-enc", "UTF-8", paper, "-"], capture_output=True, check=True)
    printed = flat(done.stdout.decode())
    assert flat(title) in printed
    assert "080 005 005" in printed
    assert "112" in printed
    assert flat(menu) not in printed
    for other in edition.site.languages:
        assert flat(other.name) not in printed


def flat(text: str) -> str:
    """Text as one line of plain letters, without the shapes, joints and marks that a PDF keeps of them."""
    text = unicodedata.normalize("NFKC", text.replace(NO_BREAK_SPACE, " "))
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Cf", "Mn"} and letter != "ـ")
    return " ".join("".join(kept).split())


# Colours of the reader's own, and copies on a disk

INVISIBLE = """() => [...document.querySelectorAll("a.button, a.call, a.urgent, .turn a, .doors a, .door")]
.filter(one => {
  const style = getComputedStyle(one), paper = getComputedStyle(document.body).backgroundColor;
  const bordered = parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== paper;
  return !bordered || style.color === style.backgroundColor;
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_button_can_be_seen_in_the_readers_own_colours(windows: Windows, scheme: Scheme) -> None:
    page = windows.new(PHONE, scheme=scheme, forced_colors="active")
    for place in ("index.html", *(f"ar/{path}" for path in KINDS.values())):
        page.goto(windows.address + place)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(INVISIBLE) == [], place


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_copy_on_a_disk_reads_like_the_site(windows: Windows, real_site: RealSite, code: str) -> None:
    def look(page: Page) -> Any:
        return page.evaluate(
            "() => [document.body.innerText, getComputedStyle(document.body).backgroundColor,"
            " document.querySelector('h1').getBoundingClientRect().top]"
        )

    online = look(windows.open(f"{code}/{KINDS['service']}"))
    copy = windows.new()
    copy.goto((real_site.folder / code / KINDS["service"]).as_uri())
    assert look(copy) == online
