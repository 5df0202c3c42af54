"""Paper from the browser: every page prints as well as a leaflet, and a packet is one print job."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from portal.sense_lines import LONGEST
from tests import leaflets
from tests.browser import DESKTOP, Windows, chromium, served
from tests.real import LANGUAGES, SETTINGS, RealSite, built_site

TITLES = {"perhetyo": "Perhetyö", "oikeus-tulkkiin": "Oikeus tulkkiin"}
COUNTY = f"{SETTINGS['call_page']}/lansi-uusimaa"


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def browser(require: Callable[..., str]) -> Iterator[Browser]:
    with chromium(require("chromium", "chromium-browser", "google-chrome")) as browser:
        yield browser


@pytest.fixture
def windows(browser: Browser, real_site: RealSite) -> Iterator[Windows]:
    """Windows on the site. No page may ask another host for anything or complain."""
    with served(real_site.folder) as address:
        windows = Windows(browser=browser, address=address)
        yield windows
        windows.close()
        assert [url for url in windows.asked if not url.startswith((address, "about:", "data:"))] == []
        assert windows.said == []


def _printed(window: Page) -> bytes:
    window.emulate_media(media="print")
    window.wait_for_load_state("networkidle")
    return window.pdf(prefer_css_page_size=True)


def _lines(pdf: bytes, folder: Path) -> list[str]:
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", [*TITLES, COUNTY])
def test_a_printed_page_says_in_finnish_what_it_is_and_leads_back(
    code: str, name: str, windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    require("pdftotext")
    pdf = _printed(windows.open(f"{code}/{name}/index.html"))
    words = leaflets.text_of(pdf)
    slug = name.rpartition("/")[2]
    assert TITLES.get(name, "Länsi-Uudenmaan hyvinvointialue") in words
    assert {*slug.split("-"), code} <= set(leaflets.tokens(words))
    assert leaflets.squares_in(pdf, tmp_path) == [f"https://tukea-perheelle.example/{code}/{name}/"]


def test_a_printed_page_has_no_navigation_and_the_words_and_who_stands_behind_it(
    windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("pdftotext")
    text = "\n".join(_lines(_printed(windows.open("fi/perhetyo/index.html")), tmp_path))
    for wanted in (
        "Tämän sivun sanat",
        "Työntekijä, joka tekee perhetyötä.",
        "Voiko tähän sivuun luottaa?",
        "Vanhin tieto",
    ):
        assert wanted in text
    for unwanted in ("Kaikki sivut", "Tällä sivulla", "Siirry sisältöön"):
        assert unwanted not in text


def test_lines_of_a_printed_page_are_short_and_end_between_units_of_sense(
    windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("pdftotext")
    lines = [line.strip() for line in _lines(_printed(windows.open("fi/pelkaatko/index.html")), tmp_path)]
    body = lines[lines.index("Viedäänkö lapseni?") : lines.index("Tämän sivun sanat")]
    assert max(len(line) for line in body) <= LONGEST
    assert "Jos lapsi on välittömässä vaarassa," in body
    assert not [line for line in body if line.endswith((" ja", " tai", " että", " jos", "-"))]


def test_on_a_screen_nothing_of_that_is_shown_or_fetched(windows: Windows) -> None:
    # Where scripts are off, browsers fetch every picture at once, so that none can tell how far somebody reads.
    window = windows.new(DESKTOP, script=True)
    window.goto(f"{windows.address}fi/perhetyo/")
    assert not window.locator(".printed").is_visible()
    assert window.locator("br.s").first.evaluate("one => getComputedStyle(one).display") == "none"
    window.wait_for_load_state("networkidle")
    assert not [url for url in windows.asked if url.endswith(".svg")]


@pytest.mark.parametrize(("language", "paper"), [("arabia", "A4"), ("englanti", "A5")])
def test_a_worker_puts_a_packet_together(
    language: str, paper: str, windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    window = windows.new(DESKTOP, script=True)
    window.add_init_script("window.print = () => { document.documentElement.dataset.done = 'yes'; }")
    window.goto(f"{windows.address}fi/tulosteet/paketti/")
    window.get_by_role("button", name="Tulosta paketti").click()
    assert window.get_by_role("status").filter(has_text="Valitse vähintään yksi esite.").is_visible()
    window.get_by_label(language).check()
    for name in ("Perhetyö", "Lapsiperheiden kotipalvelu"):
        window.get_by_label(name, exact=True).check()
    window.get_by_label("Alueen yhteystiedot esitteisiin").select_option(label="Länsi-Uudenmaan hyvinvointialue")
    window.get_by_label(paper, exact=True).check()
    window.get_by_role("button", name="Tulosta paketti").click()
    window.wait_for_selector("html[data-done]")
    pdf = _printed(window)
    words = leaflets.text_of(pdf)
    assert words.count("026\u00a0151\u00a02360") + words.count("026 151 2360") == 2, (
        "the county's phone, in each leaflet"
    )
    assert "Kokoa paketti" not in words
    packet = window.locator("#paper")
    assert packet.locator("article").count() == 2
    # A word of both leaflets is explained once, and lists of words stand in one place.
    assert packet.locator(".pairs").count() == 1
    assert packet.locator(".pairs dt bdi").all_inner_texts().count("lastensuojelu") == 1
    assert packet.locator(".cover li").count() == 2
    code = {"arabia": "ar", "englanti": "en"}[language]
    squares = leaflets.squares_in(pdf, tmp_path)
    assert squares == [
        f"https://tukea-perheelle.example/{code}/{name}/" for name in ("perhetyo", "lapsiperheiden-kotipalvelu")
    ]
    with pypdfium2.PdfDocument(pdf) as document:
        width = document[0].get_width() * 25.4 / 72
    assert round(width) == {"A4": 210, "A5": 148}[paper]


def test_without_a_script_the_finished_leaflets_are_offered(windows: Windows) -> None:
    window = windows.open("fi/tulosteet/paketti/index.html", DESKTOP)
    assert not window.locator("#packet").is_visible()
    for code in LANGUAGES:
        assert window.locator(f"#ready a[href$='{code}/tulosteet/']").is_visible()
