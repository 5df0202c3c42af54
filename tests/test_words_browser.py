"""A word of the word list on a page: tapped, it is explained in the reader's language; without script it is a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, Windows
from tests.real import KINDS, LANGUAGES, SETTINGS, TRANSLATED, RealSite

WORD = "main section.answer a.term"


def opened(windows: Windows, path: str) -> Page:
    page = windows.new(script=True)
    page.goto(windows.address + path)
    return page


def explanation(real_site: RealSite, code: str, term: str) -> str:
    """What the word list of a language says about a word."""
    found = real_site.soup(f"{code}/{SETTINGS['words_page']}/index.html").select_one(f"#{term} dd p")
    assert found is not None
    return " ".join(found.get_text().split())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_tap_on_a_word_shows_its_explanation_and_its_finnish_word(
    windows: Windows, real_site: RealSite, code: str
) -> None:
    page = opened(windows, f"{code}/{KINDS['service']}")
    link = page.locator(WORD).first
    term = str(link.get_attribute("href")).partition("#")[2]
    sheet = page.locator("dialog.sheet")
    link.hover()
    assert not sheet.is_visible()
    link.click()
    assert sheet.is_visible()
    assert page.url.endswith(f"/{code}/{KINDS['service']}"), "the tap leads to another page"
    text = " ".join(sheet.inner_text().split())
    assert explanation(real_site, code, term) in text
    assert sheet.locator("dt bdi[lang=fi]").inner_text() == "perhetyö"
    box = sheet.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(PHONE[1], abs=1)
    assert box["y"] > PHONE[1] / 5, "the text under the sheet is out of sight"


def test_a_word_of_letters_and_decisions_says_so(windows: Windows, real_site: RealSite) -> None:
    page = opened(windows, "fi/paatos/index.html")
    words = page.locator("[data-term=paatos] .small").all_inner_texts()
    assert words == ["Näet tämän sanan kirjeissä ja päätöksissä."]
    page.locator(f"{WORD}[href$='#paatos']").first.click()
    assert words[0] in page.locator("dialog.sheet").inner_text()


@pytest.mark.parametrize("way", ["Escape", "Enter", "backdrop"])
def test_the_sheet_closes_and_gives_the_focus_back(windows: Windows, way: str) -> None:
    page = opened(windows, f"ar/{KINDS['service']}")
    link = page.locator(WORD).nth(1)
    link.focus()
    page.keyboard.press("Enter")
    sheet = page.locator("dialog.sheet")
    assert sheet.is_visible()
    assert page.evaluate("document.activeElement.matches('.sheet .button')"), "Close is not ready to be pressed"
    if way == "backdrop":
        page.mouse.click(180, 20)
    else:
        page.keyboard.press(way)
    assert not sheet.is_visible()
    assert link.evaluate("one => one === document.activeElement")


def test_the_big_button_closes_the_sheet(windows: Windows) -> None:
    page = opened(windows, f"fi/{KINDS['service']}")
    page.locator(WORD).first.click()
    button = page.locator("dialog.sheet .button")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    assert not page.locator("dialog.sheet").is_visible()
    # A second word after the first.
    page.locator(WORD).nth(2).click()
    assert page.locator("dialog.sheet").is_visible()
    assert page.locator("dialog.sheet dl > div").count() == 1


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_page_in_two_languages_explains_in_both(windows: Windows, code: str) -> None:
    page = opened(windows, f"{code}/fi/{KINDS['service']}")
    page.locator(WORD).first.click()
    sheet = page.locator("dialog.sheet")
    assert sheet.locator("dd .pair > span").count() == 2
    assert "Työntekijä" in sheet.inner_text()


def test_a_word_that_the_page_does_not_explain_stays_a_link(windows: Windows) -> None:
    page = opened(windows, f"fi/{KINDS['service']}")
    page.evaluate("document.querySelector('[data-term=perhetyo]').remove()")
    page.locator(f"{WORD}[href$='#perhetyo']").first.click()
    page.wait_for_url("**/fi/sanasto/#perhetyo")


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_a_word_leads_to_the_word_list(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{KINDS['service']}")
    assert not page.locator("dialog.sheet").is_visible()
    page.locator(WORD).first.click()
    page.wait_for_url(f"**/{code}/sanasto/#*")
    assert page.locator(":target").is_visible()


def test_paper_has_the_box_of_words_and_no_sheet(windows: Windows) -> None:
    page = opened(windows, f"ar/{KINDS['service']}")
    page.locator(WORD).first.click()
    page.emulate_media(media="print")
    assert page.locator("#sanat [data-term=perhetyo] dd").is_visible()
    assert not page.locator("dialog.sheet").is_visible()
