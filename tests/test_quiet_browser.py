"""Pages that it may be dangerous to be seen with: what the browser is told of them, and how fast they are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Request, Route

from portal.environment import ROOT
from portal.model import Page as ContentPage
from portal.model import Site
from tests.browser import DESKTOP, PHONE, Windows, until
from tests.real import KINDS, LANGUAGES, SETTINGS, SOURCE, TRANSLATED, RealSite, outcome_of

EXIT: str = SETTINGS["exit"]
URGENT = KINDS["urgent"]


@pytest.fixture(scope="module")
def quiet() -> tuple[ContentPage, ...]:
    site = outcome_of(ROOT).site
    assert isinstance(site, Site)
    pages = tuple(page for page in site.pages if page.quiet)
    assert SETTINGS["urgent_page"] in {page.slug for page in pages}
    return pages


def paths(pages: tuple[ContentPage, ...]) -> list[str]:
    """The files of pages in all languages, alone and beside Finnish."""
    folders = [*LANGUAGES, *(f"{code}/{SOURCE}" for code in TRANSLATED)]
    return [f"{folder}/{page.slug}/index.html" for folder in folders for page in pages]


@contextmanager
def leaving(windows: Windows, path: str, *, script: bool = True) -> Iterator[tuple[Page, list[Request]]]:
    """A window that came to a page from the front page, and what it asks the neutral site for."""
    page = windows.new(DESKTOP, script=script)
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route(f"{EXIT}**", answer)
    page.goto(f"{windows.address}fi/index.html")
    page.goto(windows.address + path)
    yield page, asked
    windows.asked[:] = [url for url in windows.asked if not url.startswith(EXIT)]


def test_history_and_paper_are_told_the_name_of_the_site_alone(
    real_site: RealSite, quiet: tuple[ContentPage, ...]
) -> None:
    for path in paths(quiet):
        soup = real_site.soup(path)
        name = soup.select_one("header .name")
        assert soup.title is not None
        assert name is not None
        words = " ".join(soup.title.get_text().split())
        assert words in " ".join(name.get_text().split()), path
        description = soup.select_one("meta[name=description]")
        front = real_site.soup("/".join((*path.split("/")[:-2], "index.html"))).select_one("meta[name=description]")
        assert description is not None
        assert front is not None
        assert "112" not in str(description["content"]), path


def test_only_quiet_pages_have_the_way_out(real_site: RealSite, quiet: tuple[ContentPage, ...]) -> None:
    with_exit = {path for path in real_site.pages if real_site.soup(path).select(".exit")}
    assert with_exit == set(paths(quiet))
    for path in with_exit:
        link = real_site.soup(path).select_one(".exit a")
        assert link is not None
        assert link["href"] == EXIT
        assert "noreferrer" in link["rel"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_button_is_always_in_the_same_place_in_sight(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{URGENT}")
    seen = set()
    for part in (0, 0.5, 1):
        page.evaluate("part => scrollTo(0, part * document.body.scrollHeight)", part)
        box = page.locator(".exit a").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert 0 <= box["y"] <= PHONE[1] - box["height"]
        seen.add((box["x"], box["y"]))
    assert len(seen) == 1
    # At the end of the page it covers nothing.
    bottom = page.evaluate("() => document.querySelector('footer').getBoundingClientRect().bottom")
    top = page.evaluate("() => document.querySelector('.exit').getBoundingClientRect().top")
    assert bottom <= top + 1


def test_the_second_stop_of_the_keyboard_leaves(windows: Windows) -> None:
    with leaving(windows, f"ar/{URGENT}") as (page, asked):
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.exit a')")
        page.keyboard.press("Enter")
        page.wait_for_url(EXIT)
        assert len(asked) == 1


def test_without_script_the_button_is_a_link_that_tells_nobody_where_it_was(windows: Windows) -> None:
    with leaving(windows, f"fi/{URGENT}", script=False) as (page, asked):
        assert not page.locator("#shift").is_visible()
        page.locator(".exit a").click()
        page.wait_for_url(EXIT)
        assert "referer" not in asked[0].headers


WATCH = """addEventListener("load", () => new MutationObserver(
  () => told([document.body.children.length, document.body.innerText.trim(), localStorage.length])
).observe(document.body, {childList: true}))"""


@pytest.mark.parametrize("way", ["button", "shift"])
def test_with_script_the_page_is_gone_at_once_and_not_behind_the_back_button(windows: Windows, way: str) -> None:
    with leaving(windows, f"fi/{URGENT}") as (page, _):
        told: list[object] = []
        held: list[Route] = []
        page.expose_function("told", lambda left: told.append(left))
        page.add_init_script(WATCH)
        page.reload()
        page.evaluate("localStorage.view = 'big'; sessionStorage.one = 'two'; caches.open('kept')")
        before = page.evaluate("history.length")
        # The other site is slow: it answers only when the test has looked what is left of this one.
        page.route(f"{EXIT}**", lambda route: held.append(route))
        if way == "button":
            page.locator(".exit a").click(no_wait_after=True)
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        for _ in range(100):
            if held and told:
                break
            page.wait_for_timeout(50)
        assert told[-1] == [0, "", 0]
        assert "referer" not in held[0].request.headers
        held[0].fulfill(body="<title>Weather</title>", content_type="text/html")
        page.wait_for_url(EXIT)
        assert page.evaluate("history.length") == before
        page.go_back()
        assert page.url == f"{windows.address}fi/index.html"
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        until(page, "caches.keys().then(names => !names.length)")


def test_shift_is_counted_aloud_and_forgotten_after_another_key(windows: Windows) -> None:
    with leaving(windows, f"fi/{URGENT}") as (page, asked):
        status = page.locator(".exit [role=status]")
        page.keyboard.press("Shift")
        assert status.inner_text() == "Paina Shift vielä kaksi kertaa."
        page.keyboard.press("Shift")
        assert status.inner_text() == "Paina Shift vielä kerran."
        page.keyboard.press("a")
        assert status.inner_text() == ""
        for _ in range(4):
            page.keyboard.press("Shift+A")
        page.keyboard.press("Shift")
        assert status.inner_text() == "Paina Shift vielä kaksi kertaa."
        assert not asked
        assert page.url.endswith("/apua-heti/index.html")


def test_a_slow_shift_is_forgotten(windows: Windows) -> None:
    page = windows.new(script=True)
    page.clock.install()
    page.goto(f"{windows.address}fi/{URGENT}")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.clock.run_for(5100)
    assert page.locator(".exit [role=status]").inner_text() == ""
    page.keyboard.press("Shift")
    assert page.locator(".exit [role=status]").inner_text() == "Paina Shift vielä kaksi kertaa."


def test_the_page_says_what_leaving_cannot_erase(windows: Windows) -> None:
    page = windows.new(script=True)
    page.goto(f"{windows.address}fi/{URGENT}")
    note = page.locator("main .notice", has_text="Poistu nopeasti")
    assert re.search(r"ei poista selaimen historiaa.*ei poista puheluita", note.inner_text(), re.S)
    assert "Shift kolme kertaa" in note.inner_text()
    note.locator("a").click()
    page.wait_for_url("**/fi/tietosuoja/")


def test_paper_has_no_button_to_leave(windows: Windows) -> None:
    page = windows.open(f"fi/{URGENT}")
    page.emulate_media(media="print")
    assert not page.locator(".exit").is_visible()
