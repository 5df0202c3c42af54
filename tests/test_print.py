"""Paper from the browser: every page prints as well as a leaflet, and a packet is one print job."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from portal.environment import ROOT
from portal.sense_lines import LONGEST
from tests import leaflets
from tests.browser import DESKTOP, PHONE, Windows, chromium, served, until
from tests.leaflet_squares import squares_in
from tests.real import LANGUAGES, SETTINGS, RealSite, built_site, outcome_of

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
    assert squares_in(pdf, tmp_path) == [f"https://tukea-perheelle.example/{code}/{name}/"]


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


PLACES = (
    "",
    "apua-heti/",
    f"{SETTINGS['call_page']}/",
    f"{COUNTY}/",
    "lastensuojelu/",
    "lapsen-sijoitus/kysymykset/",
    "lapsiperheiden-kotipalvelu/",
    "mika-apu/tulos-perhetyo/",
    "neuvonta-ja-ohjaus/",
    "paatos/",
    "perhetyo/",
    "taloudellinen-tuki/",
    "tukiperhe/",
    "yhteydenotto/",
)
"""Pages on whose paper stood menus, lone lines, or "these:" without what it introduces."""

LEADING_ON = (
    "Etsi kuntasi listasta",
    "Etsi oman alueesi yhteystiedot",
    "Katso jokaisen sivun käännöksen tilanne",
    "Kunnat aakkosissa",
    "Kysymyksiä tästä sivusta",
    "Lue lisää käännöksestä",
    "Tarvitsen muun kielen",
    "Tulosta",
)
"""Words of the interface that are of use on a screen alone."""

FEWEST_WORDS = 25


@pytest.mark.parametrize("code", ["fi", "ar", "ru", "zh"])
def test_paper_has_nothing_to_tap_no_lone_introduction_and_no_nearly_empty_sheet(
    code: str, windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("pdftotext")
    edition = next(one for one in outcome_of(ROOT).editions if one.language.code == code)
    taps = {text.shown for text in edition.site.interface if text.source in LEADING_ON}
    assert len(taps) == len(LEADING_ON)
    window = windows.new(DESKTOP)
    found = []
    for place in PLACES:
        window.goto(f"{windows.address}{code}/{place}")
        pdf = _printed(window)
        found += [f"{place}: {words}" for words in taps if window.locator(f":visible:text-is('{words}')").count()]
        sheets = "\n".join(_lines(pdf, tmp_path)).removesuffix("\f").split("\f")
        if place.endswith("kysymykset/") and f"-kysymykset-{code}" not in sheets[0]:
            found.append(f"{place}: what the sheet is stands on another one")
        for sheet in sheets[:-1]:
            last = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", sheet).rstrip().split("\n")[-1].strip()
            # Of a line from right to left that ends with a number, the colon before it stands where lines end.
            if last.endswith((":", "：")) and not re.search(r"\d", last):
                found.append(f"{place}: a sheet ends with {last!r}")
        count = len(re.findall(r"\w" if code == "zh" else r"\w+", sheets[-1]))
        if len(sheets) > 1 and count < FEWEST_WORDS:
            found.append(f"{place}: {count} words on the last sheet: {sheets[-1]!r}")
    assert not found, "\n".join(found)


def test_paper_says_nothing_that_is_true_only_now_or_only_on_this_device(windows: Windows) -> None:
    for place, seen in (("ru/apua-heti/", ".now"), (f"fi/{COUNTY}/", "#muista")):
        window = windows.new(PHONE, script=True, zone="Europe/Helsinki")
        window.goto(windows.address + place)
        assert window.locator(seen).first.is_visible()
        window.evaluate(
            "() => { for (const one of document.querySelectorAll('#saved, #no-network')) one.hidden = false }"
        )
        window.emulate_media(media="print")
        for hidden in (".now", "#muista", "#saved", "[role=status]"):
            assert not window.locator(f"{hidden}:visible").count(), f"{place} {hidden}"


@pytest.mark.parametrize(
    ("path", "name", "code", "leads_to"),
    [
        ("perhetyo/kysymykset/", "Perhetyö", "perhetyo-kysymykset", "perhetyo/"),
        ("kortti/", "Näytä työntekijälle", "kortti", "kortti/"),
        ("mika-apu/tulos-kotipalvelu/", "", "tulos-kotipalvelu", "mika-apu/tulos-kotipalvelu/"),
        ("tulosteet/", "Tulosta", "tulosteet", ""),
        ("tilanne/", "Käännösten tilanne", "tilanne", ""),
    ],
)
def test_paper_that_is_no_page_of_content_says_too_what_it_is(
    path: str, name: str, code: str, leads_to: str, windows: Windows, require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    window = windows.open(f"ar/{path}")
    pdf = _printed(window)
    said = window.locator(".printed").inner_text()
    assert name in said
    assert f"{code}-ar" in said
    assert f"tukea-perheelle.example/ar/{leads_to or path}" in said
    assert window.locator(".printed, footer").filter(has_text="2026").locator("visible=true").count(), "the day"
    squares = [f"https://tukea-perheelle.example/ar/{leads_to}"] if leads_to else []
    assert squares_in(pdf, tmp_path) == squares


def test_who_prints_at_once_gets_the_square_code(windows: Windows, require: Callable[..., str], tmp_path: Path) -> None:
    # A screen never fetches it. The browser does when it prints, and waits for it.
    require("zbarimg")
    window = windows.new(PHONE, script=True)
    window.goto(f"{windows.address}ru/perhetyo/")
    assert not [url for url in windows.asked if url.endswith(".svg")]
    pdf = window.pdf(prefer_css_page_size=True)
    assert squares_in(pdf, tmp_path) == ["https://tukea-perheelle.example/ru/perhetyo/"]


WRAPPED = """() => [...document.querySelectorAll("br.s")].filter(one => one.offsetParent).flatMap(one => {
  const block = one.closest("p, li, dd, h1, h2, h3"), all = [...block.querySelectorAll("br")];
  const line = document.createRange(), before = all[all.indexOf(one) - 1];
  if (before) line.setStartAfter(before); else line.setStart(block, 0);
  line.setEndBefore(one);
  const middles = [...line.getClientRects()].filter(box => box.width > 1).map(box => (box.top + box.bottom) / 2);
  return Math.max(...middles) - Math.min(...middles) > 12 ? [line.toString()] : [];
})"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_line_that_ends_by_its_sense_is_broken_once_more_by_the_paper(code: str, windows: Windows) -> None:
    window = windows.new((658, 900))  # what A4 has between its margins
    window.emulate_media(media="print")
    for place in (*PLACES, "kortti/", "tulosteet/perhetyo/"):
        window.goto(f"{windows.address}{code}/{place}")
        assert window.evaluate(WRAPPED) == [], place


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


@pytest.mark.parametrize(
    ("language", "paper"), [("arabia", "A4"), ("englanti", "A5"), ("venäjä", "Isot kirjaimet, A4")]
)
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
    # Where fewer letters fit in a line, the places to end one that were found for A4 mean nothing.
    breaks = set(packet.locator("li br.s").evaluate_all("all => all.map(one => getComputedStyle(one).display)"))
    assert breaks == {"inline" if paper == "A4" else "none"}
    code = {"arabia": "ar", "englanti": "en", "venäjä": "ru"}[language]
    squares = squares_in(pdf, tmp_path)
    assert squares == [
        f"https://tukea-perheelle.example/{code}/{name}/" for name in ("perhetyo", "lapsiperheiden-kotipalvelu")
    ]
    with pypdfium2.PdfDocument(pdf) as document:
        width = document[0].get_width() * 25.4 / 72
    assert round(width) == {"A4": 210, "A5": 148}.get(paper, 210)


def test_a_packets_page_offers_the_other_formats_of_what_is_chosen(windows: Windows, real_site: RealSite) -> None:
    window = windows.new(DESKTOP, script=True)
    window.goto(f"{windows.address}fi/tulosteet/paketti/")
    links = window.locator("#others a:visible")

    def offered(*wanted: str) -> None:
        paths = [f"{name}.pdf" for name in wanted]
        until(window, f"document.querySelectorAll('#others li:not([hidden]) > a').length >= {len(paths)}")
        hrefs = [link.get_attribute("href") or "" for link in links.all()]
        assert sorted(href.removeprefix(windows.address) for href in hrefs) == sorted(paths)
        assert all((real_site.folder / path).exists() for path in paths)

    cards = ("tulosteet/lompakkokortti-wallet", "tulosteet/tyontekijan-kortti-worker")
    poster = "fi/tulosteet/juliste-poster"  # it is in all languages at once
    offered(poster, *(f"fi/{card}" for card in cards))
    window.get_by_label("Perhetyö", exact=True).check()
    offered(poster, *(f"fi/{card}" for card in cards), "fi/tulosteet/perhetyo-trifold")
    window.get_by_label("arabia").check()
    own = ("tulosteet/perhetyo-bilingual", "tulosteet/perhetyo-trifold")
    until(window, "document.querySelector('#others li:not([hidden]) > a').href.includes('/ar/')")
    offered(poster, *(f"ar/{name}" for name in (*cards, *own)))


def test_without_a_script_the_finished_leaflets_are_offered(windows: Windows) -> None:
    window = windows.open("fi/tulosteet/paketti/index.html", DESKTOP)
    assert not window.locator("#packet").is_visible()
    for code in LANGUAGES:
        assert window.locator(f"#ready a[href$='{code}/tulosteet/']").is_visible()
