"""The search in a real browser: what it finds in every language, what it says, and what it cannot be made to do."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE, Windows, chromium, served
from tests.real import LANGUAGES, SETTINGS, SOURCE, RealSite, built_site
from tests.search.asking import DONE, answer_on, asked, read_queries

FEWEST = 10
RECALL = 0.95
INDEX_LIMIT, SCRIPT_LIMIT = 30_000, 4_096
"""Bytes as gzip -9 makes them."""

QUERIES = read_queries()
URGENT = SETTINGS["urgent_page"]


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
    """Windows on the site. No page may ask another host for anything, keep a cookie or complain."""
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    assert not [url for url in windows.asked if not url.startswith((address, "about:"))]
    assert not windows.said


def search_page(windows: Windows, code: str, size: tuple[int, int] = PHONE) -> Page:
    page = windows.new(size, script=True)
    page.goto(f"{windows.address}{code}/haku/")
    return page


def typed(page: Page, words: str) -> None:
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.locator(DONE).first.wait_for()


# What is found


@pytest.mark.parametrize("code", LANGUAGES)
def test_readers_find_what_they_look_for_in_their_language(windows: Windows, code: str) -> None:
    queries = QUERIES.get(code, ())
    assert len(queries) >= FEWEST, f"tests/search/queries.yaml has fewer than {FEWEST} queries in '{code}'"
    page = windows.new(script=True)
    missed = []
    for query in queries:
        answer = asked(page, windows.address, code, query.words)
        assert not query.danger or answer.pages[0] == URGENT, query.words
        assert not query.danger or answer.danger, f"'{query.words}' shows no number to call"
        if not answer.meets(query):
            missed.append(f"{query.words}: {answer.pages[:3]}, wanted {query.pages}")
    assert len(missed) <= (1 - RECALL) * len(queries), "\n".join(missed)


def test_there_are_queries_enough_and_each_language_has_some_of_danger() -> None:
    assert sum(map(len, QUERIES.values())) >= 100
    assert len(QUERIES) >= 6
    for code, queries in QUERIES.items():
        assert len(queries) >= FEWEST, code
        assert sum(query.danger for query in queries) >= 3, code
        assert len({query.words for query in queries}) == len(queries), code


@pytest.mark.parametrize("word", ["tuki", "tuen", "tukea", "tuesta", "tukeen"])
def test_a_short_finnish_word_is_found_in_its_other_forms(windows: Windows, word: str) -> None:
    assert asked(windows.new(script=True), windows.address, SOURCE, word).pages[0] == "taloudellinen-tuki"


@pytest.mark.parametrize("words", ["مُتَرجِم", "متـــرجم", "والمترجم", "للمترجمة"])
def test_arabic_is_found_with_marks_long_lines_and_what_is_written_before(windows: Windows, words: str) -> None:
    assert "oikeus-tulkkiin" in asked(windows.new(script=True), windows.address, "ar", words).pages[:3]


def test_what_is_no_danger_does_not_show_the_numbers(windows: Windows) -> None:
    page = windows.new(script=True)
    for words in ("perhetyö", "hakemus", "tapaaminen lapsen kanssa", "Espoo", "työ"):
        assert not asked(page, windows.address, SOURCE, words).danger, words


def test_a_result_leads_to_the_question_that_was_asked(windows: Windows) -> None:
    page = windows.new(script=True)
    asked(page, windows.address, SOURCE, "mitä kotipalvelu maksaa")
    page.click("[data-pages] li:first-child .heading a")
    assert page.url.endswith("/lapsiperheiden-kotipalvelu/#hinta")
    assert page.locator("#hinta").is_visible()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_link_of_the_index_leads_to_a_page_and_a_place_on_it(real_site: RealSite, code: str) -> None:
    index = index_in(real_site, code)
    search = real_site.soup(f"{code}/haku/index.html")
    questions: dict[str, list[Any]] = {
        str(one["data-questions"]): one.find_all("data") for one in search.select("template[data-questions]")
    }
    assert set(questions) == {"service", "step"}
    for path, _title, _finnish, _summary, _own, _source, kind, _fallen, headings in index["pages"]:
        page = real_site.soup(f"{code}/{path}index.html")
        for question in questions.get(kind, ()):
            place = page.find(id=question["value"])
            assert place is not None, (path, question["value"])
            heading = place.find(["h2", "h3"])
            assert heading is not None
            # What stands in a <template> is no text of the page to the reader of HTML: it is read again.
            asked_there = BeautifulSoup(question.decode_contents(), "html.parser").get_text()
            assert heading.get_text() == asked_there, path
        for anchor, text in headings:
            heading = page.find(id=anchor)
            assert heading is not None
            assert heading.get_text().split() == text.split(), path
    words = real_site.soup(f"{code}/{index['list']}index.html")
    assert all(words.find(id=row[0]) for row in index["terms"])


def index_in(site: RealSite, code: str) -> dict[str, Any]:
    (path,) = [path for path in site.files if re.fullmatch(rf"{code}/haku/index-[0-9a-f]{{10}}\.json", path)]
    found: dict[str, Any] = json.loads(site.text(path))
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_index_holds_every_page_county_and_word_and_is_small(real_site: RealSite, code: str) -> None:
    index = index_in(real_site, code)
    paths = {row[0] for row in index["pages"]}
    api = real_site.json(f"{code}/pages.json")["pages"]
    assert {page["path"].removeprefix(f"/{code}/") for page in api} <= paths
    contacts = real_site.json(f"{code}/contacts.json")["contacts"]["counties"]
    assert {county["path"].removeprefix(f"/{code}/") for county in contacts} <= paths
    assert len(index["terms"]) == len(real_site.json(f"{code}/glossary.json")["glossary"])
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(content, 9)) <= INDEX_LIMIT


def test_the_script_is_small_and_holds_no_words(real_site: RealSite) -> None:
    (path,) = [path for path in real_site.files if re.fullmatch(r"scripts/search-[0-9a-f]{10}\.js", path)]
    script = real_site.text(path)
    assert len(gzip.compress(script.encode(), 9)) <= SCRIPT_LIMIT
    assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval\(|Function\(|localStorage|cookie", script)
    said = re.findall(r"""["'`]([^"'`]*)["'`]""", script)
    assert not [words for words in said if re.search(r"[A-Za-zäöå]{3,} [a-zäöå]{3,} [a-zäöå]{3,}", words)]


# What it says


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_the_page_leads_to_the_same_pages(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/haku/")
    assert page.locator("form").is_hidden()
    links = page.locator("[data-without-script] a")
    assert links.count() == 4
    assert links.first.is_visible()
    assert links.first.get_attribute("href") == f"../{URGENT}/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_that_is_nowhere_brings_help_and_not_nothing(windows: Windows, code: str) -> None:
    page = search_page(windows, code)
    typed(page, "xqzwvk jjqqx")
    help_ = page.locator("[data-nothing]")
    assert help_.is_visible()
    assert help_.locator("a").first.get_attribute("href") == f"../{URGENT}/"
    assert page.locator("[role=status]").locator("[data-nothing]").count() == 1
    assert page.locator("[data-pages]").is_hidden()
    page.fill("#q", "")
    page.locator("[data-nothing]").wait_for(state="hidden")


def test_without_the_index_the_page_says_so_and_the_next_question_tries_again(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route("**/index-*.json", lambda route: route.abort())
    page.goto(f"{address}{SOURCE}/haku/")
    typed(page, "perhetyö")
    assert page.locator("[data-broken]").is_visible()
    assert page.locator("[data-broken] a").first.get_attribute("href") == f"../{URGENT}/"
    page.unroute("**/index-*.json")
    page.fill("#q", "perhetyöstä")
    page.locator("[data-pages]").wait_for()
    assert page.locator("[data-broken]").is_hidden()
    assert answer_on(page).pages[0] == "perhetyo"
    context.close()


def test_how_many_results_there_are_is_said_to_screen_readers(windows: Windows) -> None:
    page = search_page(windows, SOURCE)
    typed(page, "perhetyö")
    said = page.locator("[role=status] [data-count]").inner_text()
    shown = page.locator("[data-pages] li, [data-terms] li").count()
    assert said == f"Tuloksia: {shown}"
    typed(page, "mies lyö")
    assert page.locator("[role=status] [data-danger]").is_visible()
    assert page.locator("[data-danger] a[href^='tel:']").count() == 2


def test_a_result_has_its_finnish_name_and_what_is_finnish_says_so(windows: Windows) -> None:
    page = windows.new(script=True)
    asked(page, windows.address, "ar", "perhetyö")
    first = page.locator("[data-pages] li").first
    finnish = first.locator("bdi")
    assert finnish.inner_text() == "Perhetyö"
    assert (finnish.get_attribute("lang"), finnish.get_attribute("dir")) == ("fi", "ltr")
    assert not re.search("[A-Za-z]", first.locator("h3").inner_text())
    asked(page, windows.address, "ar", "Espoo")
    county = page.locator("[data-pages] li").first.locator("h3 a")
    assert (county.get_attribute("lang"), county.get_attribute("dir")) == ("fi", "ltr")


# How it is used


def test_the_keyboard_is_enough_and_back_comes_to_the_same_results(windows: Windows) -> None:
    page = search_page(windows, SOURCE)
    page.focus("#q")
    page.keyboard.type("tukiperheen")
    page.keyboard.press("Enter")
    page.locator("[data-pages] a").first.wait_for()
    assert page.url.endswith("?q=tukiperheen")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-pages]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tukiperhe/")
    page.go_back()
    page.locator(DONE).first.wait_for()
    assert page.input_value("#q") == "tukiperheen"
    assert answer_on(page).pages[0] == "tukiperhe"


def test_the_index_is_fetched_only_when_somebody_searches(windows: Windows) -> None:
    page = search_page(windows, SOURCE)
    assert not [url for url in windows.asked if url.endswith(".json")]
    page.focus("#q")
    typed(page, "perhetyö")
    typed(page, "tukiperhe")
    assert len([url for url in windows.asked if url.endswith(".json")]) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        '"><script>alert(1)</script>',
        "javascript:alert(1)",
        "[(*+?{^$|\\",
        "%00 %E0%A4%A",
        "\u202eabc\u202c",
        "constructor __proto__ toString",
    ],
)
def test_nothing_that_is_typed_becomes_a_part_of_the_page(windows: Windows, words: str) -> None:
    page = windows.new(script=True)
    asked(page, windows.address, SOURCE, words)
    assert page.input_value("#q") == words
    assert page.locator("main img, main script:not([src])").count() == 0


def test_a_very_long_question_is_answered_at_once(windows: Windows) -> None:
    page = windows.new(script=True)
    asked(page, windows.address, SOURCE, "perhetyö " + "äö" * 5000)
    assert page.evaluate("performance.now()") < 20_000
    page.evaluate("document.querySelector('#q').removeAttribute('maxlength')")
    typed(page, "lapsi " * 3000)
    assert answer_on(page).pages


def test_the_word_list_is_filtered_in_both_languages(windows: Windows) -> None:
    page = windows.new(script=True)
    page.goto(f"{windows.address}ar/{SETTINGS['words_page']}/")
    rows = page.locator("dl.words > [id]")
    everything = rows.count()
    for words in ("tukiperhettä", "عائلة داعمة", "tuki"):
        page.fill("#q", words)
        page.locator(DONE).first.wait_for()
        page.locator("#tukiperhe").wait_for()
        shown = page.locator("dl.words > [id]:visible").count()
        assert 0 < shown < everything / 2, words
    page.fill("#q", "xqzwvk")
    page.locator("[data-nothing]").wait_for()
    assert page.locator("dl.words > [id]:visible").count() == 0
    page.fill("#q", "")
    page.locator("[data-nothing]").wait_for(state="hidden")
    assert page.locator("dl.words > [id]:visible").count() == everything
    assert not [url for url in windows.asked if url.endswith(".json")]


@pytest.mark.parametrize("code", [SOURCE, "ar"])
def test_results_fit_the_phone_and_axe_finds_nothing_to_mend(windows: Windows, code: str) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    faults = "axe.run().then(all => all.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))"
    for size in ((320, 256), PHONE, DESKTOP):
        page = search_page(windows, code, size)
        for words in ("perhetyö", "112", "xqzwvk"):
            typed(page, words)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (size, words)
            if size == PHONE:
                page.evaluate(axe)
                assert page.evaluate(faults) == []
    edge = "element => element.getBoundingClientRect().left"
    field, button = (page.locator(f"form {name}").evaluate(edge) for name in ("input", "button"))
    assert (field > button) == (code == "ar")
