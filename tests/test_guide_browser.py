"""The guide and the card in a real browser: by keyboard, without script, in Arabic, on a phone and on paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.addresses import CARD_PATH, GUIDE_PATH, outcome_path, question_path
from tests.browser import PHONE, Windows, chromium, served
from tests.real import LANGUAGES, SOURCE, RealSite, built_site
from tests.test_guide import CARD as TINY_CARD
from tests.tiny import Ran


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


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
    """Windows on the site, which asks no other host for anything, keeps no cookie and does not complain."""
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    assert not [url for url in windows.asked if not url.startswith(address)]
    assert not windows.said


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
@pytest.mark.parametrize("code", [SOURCE, "ar"])
def test_the_keyboard_alone_leads_from_the_first_page_to_an_outcome_and_back(
    windows: Windows, code: str, script: bool
) -> None:
    page = windows.new(PHONE, script=script)
    page.goto(f"{windows.address}{code}/{GUIDE_PATH}")
    page.locator("main .button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{code}/{question_path('vaara')}")
    for answer, path in ((3, question_path("asia")), (0, question_path("koti")), (0, outcome_path("kotipalvelu"))):
        page.locator(".choices a").nth(answer).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{code}/{path}")
    page.go_back()
    page.wait_for_url(f"**/{code}/{question_path('koti')}")
    page.locator("main a[rel=prev]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{code}/{question_path('asia')}")


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_answering_leaves_nothing_on_the_phone_and_sends_nothing_but_the_pages(windows: Windows, script: bool) -> None:
    page = windows.new(PHONE, script=script)
    page.goto(f"{windows.address}{SOURCE}/{question_path('vaara')}")
    page.locator(".choices a").last.click()
    page.locator(".choices a").last.click()
    page.wait_for_url(f"**/{outcome_path('neuvonta')}")
    if script:
        assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
        assert page.evaluate("() => document.cookie") == ""
    assert page.context.cookies() == []
    assert not [url for url in windows.asked if "?" in url or "#" in url]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_shows_the_question_and_its_first_answers_at_once(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{question_path('vaara')}")
    for part in (page.locator("h1"), page.locator(".choices a").nth(0), page.locator(".choices a").nth(1)):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE[1]
    for answer in page.locator(".choices a").all():
        box = answer.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_finnish_of_the_card_is_the_biggest_and_runs_from_left_to_right(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{CARD_PATH}")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    finnish = page.locator(".say b").first.evaluate(size)
    others = page.locator(".say span:not(.blank), .say i").all()
    assert all(one.evaluate(size) < finnish for one in others)
    assert finnish > 24
    assert page.locator(".say b").first.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert page.locator(".say b").first.get_attribute("lang") == SOURCE


def _pages_on_paper(reader: str, paper: Path) -> int:
    said = subprocess.run([reader, paper], capture_output=True, check=True, text=True).stdout
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("Pages:")))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_card_is_one_sheet_of_paper(
    windows: Windows, require: Callable[..., str], tmp_path: Path, code: str
) -> None:
    paper = tmp_path / "card.pdf"
    windows.open(f"{code}/{CARD_PATH}").pdf(path=paper, format="A4")
    assert _pages_on_paper(require("pdfinfo"), paper) == 1
    printed = subprocess.run(
        [require("pdftotext"), "-enc", "UTF-8", paper, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "Tarvitsen apua perheelleni." in printed
    assert "112" in printed
    assert "yhdeksän" in printed


def test_a_card_with_all_words_and_sounds_is_one_sheet_too(
    browser: Browser,
    require: Callable[..., str],
    project: Callable[..., Path],
    run_command: Callable[..., Ran],
    tmp_path: Path,
) -> None:
    # As many sentences as the real card has, as long as its longest ones, with as many sounds.
    row, sound = '      - text: "{0}"\n', '        sounds: {{en: "{0}"}}\n'
    texts = [f"Soita minulle takaisin, asia {number}." for number in range(20)]
    rows = "".join((row + sound if number < 12 else row).format(text) for number, text in enumerate(texts))
    card = TINY_CARD.replace("      - text: Kiitos.\n", rows)
    po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    po += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    for number, text in enumerate(texts):
        po += f'\nmsgid "{text}"\nmsgstr "Call me back with an interpreter, {number}."\n'
    root = project({"content/card.yaml": card, "locales/en/LC_MESSAGES/card.po": po})
    assert run_command(root, "build").code == 0
    paper = tmp_path / "card.pdf"
    with served(root / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}en/{CARD_PATH}")
        assert page.locator(".say > li span:not(.blank)").count() == 20
        page.pdf(path=paper, format="A4")
        page.close()
    assert _pages_on_paper(require("pdfinfo"), paper) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_outcome_on_paper_has_what_to_say_and_no_menu(
    windows: Windows, require: Callable[..., str], tmp_path: Path, code: str
) -> None:
    paper = tmp_path / "outcome.pdf"
    windows.open(f"{code}/{outcome_path('kotipalvelu')}").pdf(path=paper, format="A4")
    printed = subprocess.run(
        [require("pdftotext"), "-enc", "UTF-8", paper, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert (
        "Voimmeko saada kotipalvelua" in printed
    )  # the question mark is read before it where the page runs to the left
    assert "112" in printed
    assert "Näytä tämä sivu työntekijälle" not in printed
