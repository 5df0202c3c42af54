"""Reading aloud: by a voice of the device where there is one, sentence by sentence, or by a recording."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Windows, served, until
from tests.real import KINDS, LANGUAGES
from tests.tiny import Ran, make_project

FAKE = """voices => {
  window.spoken = [];
  window.cancelled = 0;
  const speech = {
    voices, paused: false, current: null,
    getVoices() { return this.voices; },
    speak(one) { if (one.text) { this.current = one; window.spoken.push([one.text, one.lang, one.rate]); } },
    cancel() { window.cancelled++; this.current = null; },
    next() { const one = this.current; this.current = null; one.onend(); return !!this.current; },
    all() { while (this.next()); },
  };
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
"""The voices of a device, of which the tests' machine has none; it notes what it is asked to say."""


def voice(tag: str, *, local: bool = True) -> dict[str, object]:
    return {"name": tag, "lang": tag, "localService": local, "default": False}


def with_voices(windows: Windows, path: str, *voices: dict[str, object]) -> Page:
    page = windows.new(script=True)
    page.add_init_script(f"({FAKE})({json.dumps(voices)})")
    page.goto(windows.address + path)
    return page


def started(page: Page) -> None:
    page.locator("#listen button").first.click()
    until(page, "spoken.length > 0")


def heard(page: Page) -> list[list[Any]]:
    """What the device says until the page is over: text, language, speed."""
    started(page)
    page.evaluate("speechSynthesis.all()")
    said: list[list[Any]] = page.evaluate("spoken")
    return said


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_is_a_button_only_where_the_device_has_a_voice_of_the_language(windows: Windows, code: str) -> None:
    path = f"{code}/{KINDS['service']}"
    others = [voice(other) for other in ("fi-FI", "en-GB", "sv-SE", "ar-SA") if not other.startswith(code)]
    assert not with_voices(windows, path, *others).locator("#listen").is_visible()
    assert not with_voices(windows, path, voice(f"{code}-XX", local=False)).locator("#listen").is_visible()
    assert with_voices(windows, path, voice(f"{code}_XX")).locator("#listen").is_visible()
    assert not windows.open(path).locator("#listen").is_visible()


def test_voices_that_come_late_bring_the_button(windows: Windows) -> None:
    page = with_voices(windows, f"fi/{KINDS['service']}")
    button = page.locator("#listen button").first
    assert not button.is_visible()
    late = json.dumps([voice("fi-FI")])
    page.evaluate(f"speechSynthesis.voices = {late}; speechSynthesis.onvoiceschanged()")
    assert button.is_visible()
    assert not [url for url in windows.asked if "listen" in url], "it is fetched by the first tap"
    started(page)
    assert len([url for url in windows.asked if "listen" in url]) == 1


@pytest.mark.parametrize("kind", ["service", "urgent", "county", "front"])
def test_the_whole_text_is_said_sentence_by_sentence_without_the_menus(windows: Windows, kind: str) -> None:
    page = with_voices(windows, f"fi/{KINDS[kind]}", voice("fi-FI"))
    said = [text for text, *_ in heard(page)]
    assert max(map(len, said)) <= 200
    for text in said:
        assert not re.search(r"[.!?] +[A-ZÄÖ]", text), f"two sentences at once: {text}"
    everything = " ".join(said)
    plain = re.sub(r"[^a-zåäö]", "", everything.lower())
    for block in page.locator("main :is(h1, .lead, section:not(.small) > :is(h2, p:not([class])))").all():
        words = re.sub(r"[^a-zåäö]", "", block.inner_text().lower())
        assert words in plain, block.inner_text()
    for words in ("Tällä sivulla", "Tekstin koko", "Jaa", "Kopioi osoite", "Mistä tiedot ovat", "Kuuntele"):
        assert words not in said
    assert said[0] == page.locator("h1").inner_text()
    assert {rate for *_, rate in page.evaluate("spoken")} == {0.9}


def test_a_phone_is_read_digit_by_digit(windows: Windows) -> None:
    page = with_voices(windows, f"fi/{KINDS['urgent']}", voice("fi-FI"))
    said = " | ".join(text for text, *_ in heard(page))
    assert "Soita 1 1 2." in said
    assert "0 8 0, 0 0 5, 0 0 5" in said
    assert not re.search(r"112|080|005", said), "a number is read as hundreds"


def test_finnish_words_have_a_finnish_voice_or_none(windows: Windows) -> None:
    path = f"ar/{KINDS['service']}"
    both = heard(with_voices(windows, path, voice("ar-SA"), voice("fi-FI")))
    finnish = [text for text, language, _ in both if language == "fi-FI"]
    assert "perhetyö" in finnish
    assert all(re.search("[a-zäö]", text) and not re.search("[ء-ي]", text) for text in finnish)
    alone = heard(with_voices(windows, path, voice("ar-SA")))
    assert {language for _, language, _ in alone} == {"ar-SA"}
    assert not [text for text, *_ in alone if "perhetyö" in text or re.search(r"[()\[\]]", text)]
    # A gloss that nobody reads does not cut its sentence in two.
    assert len(alone) < len(both) - len(finnish) + 1


def test_a_page_in_two_languages_is_read_in_two_voices(windows: Windows) -> None:
    said = heard(with_voices(windows, f"en/fi/{KINDS['service']}", voice("en-GB"), voice("fi-FI")))
    first = [language for _, language, _ in said[:6]]
    assert first[:2] == ["en-GB", "fi-FI"]
    assert len(set(first)) == 2


MARKED = """() => {
  const marks = CSS.highlights && CSS.highlights.get("reading");
  const blocks = [...document.querySelectorAll(".reading")].map(one => one.innerText);
  return (marks ? [...marks].map(String) : blocks).join();
}"""


@pytest.mark.parametrize("code", ["fi", "ar"])
def test_the_sentence_that_is_heard_is_marked_and_in_sight(windows: Windows, code: str) -> None:
    page = with_voices(windows, f"{code}/{KINDS['topic']}", voice(f"{code}-XX"))
    page.emulate_media(reduced_motion="reduce")
    started(page)
    for _ in range(25):
        text = page.evaluate("spoken[spoken.length - 1][0]")
        marked = page.evaluate(MARKED)
        assert re.findall(r"\w+", re.sub(r"\(.*?\)", "", marked)) == re.findall(r"\w+", re.sub(r"\(.*?\)", "", text))
        box = page.evaluate("() => [...CSS.highlights.get('reading')][0].getBoundingClientRect().toJSON()")
        assert 0 < box["top"] < 640 - 60, "it is out of sight"
        page.evaluate("speechSynthesis.next()")


def test_an_old_browser_marks_the_block(windows: Windows) -> None:
    page = windows.new(script=True)
    page.add_init_script(f"({FAKE})({json.dumps([voice('fi-FI')])}); delete CSS.highlights")
    page.goto(f"{windows.address}fi/{KINDS['service']}")
    page.evaluate("Object.defineProperty(CSS, 'highlights', {value: undefined, configurable: true})")
    started(page)
    assert page.evaluate(MARKED) == "Perhetyö"
    page.evaluate("speechSynthesis.all()")
    assert page.locator(".reading").count() == 0


@pytest.mark.parametrize("way", ["tap", "Escape"])
def test_stop_is_always_in_sight_and_stops(windows: Windows, way: str) -> None:
    page = with_voices(windows, f"fi/{KINDS['urgent']}", voice("fi-FI"))
    started(page)
    start, stop = page.locator("#listen button").all()
    assert not start.is_visible()
    assert stop.evaluate("one => one === document.activeElement")
    exit_button = page.locator(".exit a").bounding_box()
    for part in (0, 1):
        page.evaluate("part => scrollTo(0, part * document.body.scrollHeight)", part)
        box = stop.bounding_box()
        assert box is not None
        assert exit_button is not None
        assert 0 < box["y"] < box["y"] + box["height"] <= exit_button["y"]
    late = page.evaluate_handle("speechSynthesis.current")
    if way == "tap":
        stop.click()
    else:
        page.keyboard.press(way)
    assert page.evaluate("cancelled") >= 1
    assert page.evaluate(MARKED) == ""
    assert start.is_visible()
    assert not stop.is_visible()
    assert start.evaluate("one => one === document.activeElement")
    count = page.evaluate("spoken.length")
    late.evaluate("one => one.onend()")
    assert page.evaluate("spoken.length") == count, "it reads on"
    start.click()
    assert page.evaluate("spoken[spoken.length - 1][0]") == page.locator("h1").inner_text()


# Recordings

SILENCE = (b"\xff\xfb\x90\x00" + bytes(413)) * 80
"""Two seconds of MPEG 1 layer III at 128 kbit/s and 44.1 kHz in which nothing is heard."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, run_command: Callable[..., Ran]) -> Iterator[str]:
    """The address of a tiny site in which one page is recorded in English."""
    root = make_project(tmp_path_factory.mktemp("recorded") / "project")
    folder = root / "content/audio/en"
    folder.mkdir(parents=True)
    (folder / "perhetyo.mp3").write_bytes(SILENCE)
    (folder / "perhetyo.ogg").write_bytes(b"OggS")
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    assert Path(root / "site/audio/en/perhetyo.mp3").read_bytes() == SILENCE
    with served(root / "site") as address:
        yield address


def test_a_recording_works_without_script_and_wins_over_the_voice(browser: Browser, recorded: str) -> None:
    windows = Windows(browser=browser, address=recorded)
    page = windows.open("en/perhetyo/")
    player = page.locator("main audio[controls][preload=none]")
    assert player.is_visible()
    assert [one.get_attribute("type") for one in player.locator("source").all()] == ["audio/mpeg", "audio/ogg"]
    assert not [url for url in windows.asked if "/audio/" in url], "it is fetched before anybody wants to hear it"
    spoken = with_voices(windows, "en/perhetyo/", voice("en-GB"))
    assert spoken.locator("#listen").count() == 0
    spoken.locator("audio").evaluate("one => { one.muted = true; return one.play() }")
    assert spoken.evaluate("document.querySelector('audio').duration") == pytest.approx(2.1, abs=0.3)
    # The other language has no recording, and keeps its voice.
    assert with_voices(windows, "fi/perhetyo/", voice("fi-FI")).locator("#listen").is_visible()
    windows.close()
    assert not windows.said
