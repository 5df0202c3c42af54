"""Who do I call, in a real browser: the county found by typing, remembered only when asked, open or closed now."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Literal

import pytest
import yaml
from playwright.sync_api import Browser, Page

from portal.environment import ROOT
from tests.browser import PHONE, Windows, chromium, served
from tests.real import LANGUAGES, RealSite, built_site
from tests.test_browser import CONTRAST, FAULTS, RULES, SIDEWAYS, SMALL_TARGETS
from tests.test_timeline_browser import SURE

FIND = "kenelle-soitan/"
COUNTY = "kenelle-soitan/lansi-uusimaa/"
COUNTIES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "content/counties").glob("*.yaml"))
}
PLACES = [(one["fi"], one["sv"], slug) for slug, county in COUNTIES.items() for one in county["municipalities"]]


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
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    assert [url for url in windows.asked if not url.startswith((address, "file:", "about:", "blob:"))] == []
    assert windows.said == []


def opened(windows: Windows, path: str, when: datetime | None = None, zone: str | None = None) -> Page:
    """A page with its scripts, on a phone whose clock and time zone can be set."""
    page = windows.new(PHONE, script=True, zone=zone)
    if when:
        page.clock.install(time=when)
    page.goto(windows.address + path)
    return page


# Finding a county

SEARCH = """async names => {
  const input = document.querySelector("#kunta"), list = document.querySelector("#etsi-kunta ul");
  if (document.activeElement !== input) {
    input.focus();
    await new Promise(done => setTimeout(done, 500)); // the names in other languages come from a file
  }
  return names.map(name => {
    input.value = name;
    input.dispatchEvent(new Event("input"));
    return [...list.querySelectorAll("a")].map(link => `${link.textContent} ${link.pathname.split("/").at(-2)}`);
  });
}"""


def without_marks(name: str) -> str:
    """A name as somebody types it who has no ä or ö on the keyboard, or does not know them."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)).lower()


def test_all_municipalities_of_finland_are_there() -> None:
    assert len(PLACES) == 308


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_municipality_is_found_first_by_both_its_names(windows: Windows, code: str) -> None:
    page = opened(windows, f"{code}/{FIND}")
    finnish, swedish = ([place[at] for place in PLACES] for at in (0, 1))
    shown = [f"{sv if code == 'sv' else fi} {slug}" for fi, sv, slug in PLACES]
    for names in (finnish, swedish, [name.upper() for name in finnish], [without_marks(name) for name in swedish]):
        found = page.evaluate(SEARCH, names)
        missed = [name for name, rows, wanted in zip(names, found, shown, strict=True) if rows[:1] != [wanted]]
        assert missed == []


def test_every_county_is_found_by_each_of_its_names(windows: Windows) -> None:
    page = opened(windows, f"ar/{FIND}")
    for slug, county in COUNTIES.items():
        names = [name for name in (county["name"], *county["names"].values(), county.get("brand")) if name]
        for rows in page.evaluate(SEARCH, names):
            assert any(row.endswith(f" {slug}") for row in rows), names


def one_error(name: str, number: int) -> str:
    """The name with a letter left out, doubled, wrong, or changed with its neighbour."""
    chance = random.Random(f"{name} {number}")
    at = chance.randrange(len(name) - 1)
    wrong = chance.choice([letter for letter in "aeiklnorstu" if letter != name[at].lower()])
    return (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + wrong + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )[number]


def test_one_typing_error_is_forgiven(windows: Windows) -> None:
    page = opened(windows, f"fi/{FIND}")
    typed = [
        (one_error(name, number), f"{fi} {slug}")
        for fi, sv, slug in PLACES
        for name in dict.fromkeys((fi, sv))
        for number in range(4)
        if len(name) > 3
    ]
    found = page.evaluate(SEARCH, [name for name, _ in typed])
    missed = [name for (name, wanted), rows in zip(typed, found, strict=True) if wanted not in rows]
    assert missed == []
    # Two names can be one error apart, such as Salo and Salla: then the other one may stand first.
    first = [name for (name, wanted), rows in zip(typed, found, strict=True) if rows[:1] == [wanted]]
    assert len(typed) > 1600
    assert len(first) >= len(typed) * 97 // 100


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("aanekoski", "Äänekoski keski-suomi"),
        ("  ESPOO ", "Espoo lansi-uusimaa"),
        ("Tampereella", "Tampere pirkanmaa"),
        ("Tammerfors", "Tampere pirkanmaa"),
        ("Vilppula", "Mänttä-Vilppula pirkanmaa"),
        ("Jyväskla", "Jyväskylä keski-suomi"),
        ("jyvask", "Jyväskylä keski-suomi"),
        ("rovanime", "Rovaniemi lappi"),
    ],
)
def test_what_people_type_finds_their_place(windows: Windows, typed: str, wanted: str) -> None:
    page = opened(windows, f"fi/{FIND}")
    assert page.evaluate(SEARCH, [typed])[0][0] == wanted


def test_a_name_is_found_by_keyboard_and_announced(windows: Windows) -> None:
    page = opened(windows, f"fi/{FIND}")
    page.get_by_label("Missä kunnassa asut?").focus()
    page.keyboard.type("Inari")
    status = page.get_by_role("search").get_by_role("status")
    assert status.inner_text() == "Näin monta löytyi: 1"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.textContent") == "Inari"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/fi/{FIND}lappi/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Тампере", "Kirjoita nimi samoilla kirjaimilla kuin osoitteessasi, esimerkiksi Espoo. Tai katso listasta."),
        ("تامبيري", "Kirjoita nimi samoilla kirjaimilla kuin osoitteessasi, esimerkiksi Espoo. Tai katso listasta."),
        ("Stockholm", "Tällä nimellä ei löytynyt kuntaa. Katso listasta."),
        ("Jyväskla", "Tarkoititko jotakin näistä? Näin monta on lähellä: 1"),
        ("", ""),
    ],
)
def test_the_search_says_what_to_do(windows: Windows, typed: str, said: str) -> None:
    page = opened(windows, f"fi/{FIND}")
    page.fill("#kunta", "x")
    page.fill("#kunta", typed)
    assert page.locator("#etsi-kunta [role=status]").inner_text() == said


def test_the_names_of_the_page_are_found_also_without_the_file_of_names(windows: Windows, real_site: RealSite) -> None:
    page = windows.new(PHONE, script=True)
    page.goto(windows.address + f"fi/{FIND}")
    page.route("**/names-*.json", lambda route: route.abort())
    assert page.evaluate(SEARCH, ["Espo"])[0] == ["Espoo lansi-uusimaa"]
    windows.said.clear()  # the browser tells of the file that did not come


# Remembering

KEPT = "() => Object.entries(localStorage)"


def mine(page: Page) -> list[str]:
    """What the links to the reader's own county say."""
    return [" ".join(text.split()) for text in page.locator("[data-mine]:visible").all_inner_texts()]


def test_nothing_is_kept_until_the_reader_asks(windows: Windows) -> None:
    page = opened(windows, f"fi/{COUNTY}")
    assert page.evaluate(KEPT) == []
    assert not page.get_by_label("Muista tämä alue tässä laitteessa.").is_checked()
    page.goto(f"{windows.address}fi/perhetyo/")
    assert mine(page) == ["Kenelle soitan?", "Valitse oma alueesi", "Etsi oman alueesi yhteystiedot"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_remembered_county_is_one_tap_away_in_every_language_and_can_be_forgotten(
    windows: Windows, code: str
) -> None:
    page = opened(windows, f"fi/{COUNTY}")
    box = page.locator("#muista input")
    box.check()
    assert page.locator("#muista [role=status]").inner_text() == "Laite muistaa nyt tämän alueen."
    [(key, value)] = page.evaluate(KEPT)
    assert key == "county"
    assert set(json.loads(value)) == {"slug", "source", "names"}
    names = {"fi": "Länsi-Uudenmaan hyvinvointialue", **COUNTIES["lansi-uusimaa"]["names"]}
    for path in (f"{code}/perhetyo/", f"{code}/", f"{code}/{FIND}"):
        page.goto(windows.address + path)
        shown = mine(page)
        assert shown
        for words in shown:
            assert words.endswith(names.get(code, names["fi"])), words
        for link in page.locator("[data-mine]:visible").all():
            assert link.evaluate("one => one.href") == f"{windows.address}{code}/{COUNTY}"
    page.goto(f"{windows.address}{code}/perhetyo/")
    action = page.locator("main .button").first.bounding_box()
    assert action is not None
    assert action["y"] + action["height"] <= PHONE[1]
    page.locator("main .button").first.click()
    page.wait_for_url(f"**/{code}/{COUNTY}")
    assert page.locator("#muista input").is_checked()
    page.locator("#muista input").uncheck()
    assert page.evaluate(KEPT) == []
    page.goto(f"{windows.address}fi/perhetyo/")
    assert mine(page) == ["Kenelle soitan?", "Valitse oma alueesi", "Etsi oman alueesi yhteystiedot"]


def test_another_county_takes_the_place_of_the_first(windows: Windows) -> None:
    page = opened(windows, f"fi/{COUNTY}")
    page.locator("#muista input").check()
    page.goto(f"{windows.address}fi/{FIND}lappi/")
    assert not page.locator("#muista input").is_checked()
    page.locator("#muista input").check()
    page.goto(f"{windows.address}fi/")
    assert mine(page) == ["Oma alueesi: Lapin hyvinvointialue"]


@pytest.mark.parametrize("value", ["", "{", "null", "[]", '{"slug": "x"}', '{"slug":"../..","source":"fi","names":{}}'])
def test_what_is_kept_wrongly_breaks_nothing(windows: Windows, value: str) -> None:
    page = opened(windows, "fi/")
    page.evaluate("value => localStorage.setItem('county', value)", value)
    for path in ("fi/perhetyo/", f"fi/{COUNTY}"):
        page.goto(windows.address + path)
        assert len(mine(page)) > 0
    page.locator("#muista input").check()
    page.goto(f"{windows.address}fi/")
    assert mine(page) == ["Oma alueesi: Länsi-Uudenmaan hyvinvointialue"]


# Open now

OPEN = "Auki nyt. Sulkeutuu kello 12.00."
FREE = "Tänään on pyhäpäivä tai aatto. Palvelu voi olla suljettu."


def utc(*numbers: int) -> datetime:
    """A moment; Finland is two hours ahead in winter, three in summer."""
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/Los_Angeles", "Asia/Kabul", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("when", "said"),
    [
        (utc(2026, 11, 23, 6, 59), "Nyt suljettu. Aukeaa tänään kello 9.00."),  # a Monday, 8.59
        (utc(2026, 11, 23, 7, 0), OPEN),
        (utc(2026, 11, 23, 9, 59), OPEN),
        (utc(2026, 11, 23, 10, 0), "Nyt suljettu. Aukeaa seuraavan kerran: tiistai 24. marraskuuta 2026 kello 9.00."),
        (utc(2026, 7, 6, 6, 0), OPEN),  # summer time
        (utc(2026, 7, 6, 9, 0), "Nyt suljettu. Aukeaa seuraavan kerran: tiistai 7. heinäkuuta 2026 kello 9.00."),
        (utc(2026, 11, 27, 12, 0), "Nyt suljettu. Aukeaa seuraavan kerran: maanantai 30. marraskuuta 2026 kello 9.00."),
        (utc(2026, 11, 28, 8, 0), "Nyt suljettu. Aukeaa seuraavan kerran: maanantai 30. marraskuuta 2026 kello 9.00."),
        (utc(2026, 11, 22, 22, 30), "Nyt suljettu. Aukeaa tänään kello 9.00."),  # Monday in Finland, Sunday elsewhere
        (utc(2027, 1, 6, 8, 0), FREE),  # Epiphany, a Wednesday
        (utc(2027, 3, 26, 8, 0), FREE),  # Good Friday
        (utc(2026, 12, 24, 8, 0), FREE),
        (utc(2026, 12, 23, 12, 0), "Nyt suljettu. Aukeaa seuraavan kerran: maanantai 28. joulukuuta 2026 kello 9.00."),
    ],
)
def test_a_county_is_open_by_the_clock_of_finland(windows: Windows, zone: str, when: datetime, said: str) -> None:
    page = opened(windows, f"fi/{COUNTY}", when, zone)
    assert page.locator(".now").inner_text() == said


def test_a_page_that_lies_open_does_not_say_open_for_ever(windows: Windows) -> None:
    page = opened(windows, f"fi/{COUNTY}", utc(2026, 11, 23, 9, 59))
    assert page.locator(".now").inner_text() == OPEN
    page.clock.fast_forward("02:00")
    assert page.locator(".now").inner_text().startswith("Nyt suljettu.")


def test_every_help_line_with_hours_says_whether_it_is_open_and_doubt_stays(windows: Windows) -> None:
    page = opened(windows, "fi/apua-heti/", utc(2026, 11, 24, 10, 0))  # a Tuesday, 12.00
    lines = page.locator(".helpline:has(.now)")
    said = {line.locator("h2, h3").inner_text(): line.locator(".now").inner_text() for line in lines.all()}
    assert said == {
        "Rikosuhripäivystys": "Auki nyt. Sulkeutuu kello 20.00.",
        "MLL Lasten ja nuorten puhelin": "Nyt suljettu. Aukeaa tänään kello 17.00.",
        "Barn- och ungdomstelefonen": "Nyt suljettu. Aukeaa tänään kello 14.00.",
        "MIELI Kristelefon": "Auki nyt. Sulkeutuu kello 13.00.",
    }
    assert lines.filter(has=page.locator(".ask")).count() == 3
    # What is open always says so itself.
    assert page.locator(".helpline:not(:has(.now))", has_text="koko vuorokauden").count() > 3


def test_midnight_at_the_end_of_a_day_is_24(windows: Windows) -> None:
    page = opened(windows, "fi/apua-heti/", utc(2026, 11, 24, 21, 59))  # 23.59
    line = page.locator(".helpline", has_text="MLL Lasten ja nuorten puhelin")
    assert line.locator(".now").inner_text() == "Auki nyt. Sulkeutuu kello 24.00."
    page.clock.fast_forward("01:00")
    assert line.locator(".now").inner_text() == "Nyt suljettu. Aukeaa tänään kello 17.00."


def test_without_hours_a_county_says_nothing_of_them(windows: Windows) -> None:
    assert opened(windows, f"fi/{FIND}helsinki/").locator(".now").count() == 0


# Who can read and reach it

TOUCHED = ".choice, #etsi-kunta input, #etsi-kunta a, main .button"


@pytest.mark.parametrize("code", ["fi", "ar", "ar/fi"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_scripts_show_is_accessible_and_fits_a_narrow_phone(
    windows: Windows, code: str, scheme: Literal["light", "dark"]
) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page = windows.new((320, 640), script=True, scheme=scheme)
    for path in (COUNTY, FIND):
        page.goto(f"{windows.address}{code}/{path}")
        if path == COUNTY:
            page.locator("#muista input").check()
        else:
            page.fill("#kunta", "Kemij")
            page.locator("#etsi-kunta li").first.wait_for()
        assert page.evaluate(SIDEWAYS) == []
        assert page.evaluate(SMALL_TARGETS, TOUCHED) == []
        page.evaluate(axe)
        page.evaluate("scrollTo(0, 0)")  # what is half under the header is no small target
        assert page.evaluate(FAULTS, RULES) == []
        assert page.evaluate(SURE, CONTRAST) == []


# Without script


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_the_list_leads_to_every_county_and_nothing_empty_is_shown(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{FIND}")
    assert not page.locator("#etsi-kunta").is_visible()
    assert page.locator("main a[href='#kunnat']").is_visible()
    assert page.locator(".az li li a").count() == 308
    page.goto(f"{windows.address}{code}/{COUNTY}")
    assert page.locator("main .call").is_visible()
    for hidden in ("#muista", ".now"):
        assert not page.locator(hidden).is_visible()
