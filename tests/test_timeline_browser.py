"""The time line in a real browser: the days of the law for the reader's own day, on any phone, kept nowhere."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import icalendar
import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, Page

from portal import deadlines
from portal.environment import ROOT
from portal.pipeline import Outcome
from tests.browser import PHONE, Windows, chromium, served
from tests.real import LANGUAGES, RealSite, built_site, outcome_of
from tests.test_browser import CONTRAST, FAULTS, RULES, SIDEWAYS, SMALL_TARGETS

PAGE = "aikajana/"
NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday, 12.00 in Finland."""


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
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    assert [url for url in windows.asked if not url.startswith((address, "file:", "about:", "blob:"))] == []
    assert windows.said == []


def opened(windows: Windows, code: str, when: datetime = NOON, zone: str | None = None) -> Page:
    page = windows.new(PHONE, script=True, zone=zone)
    page.clock.install(time=when)
    page.goto(f"{windows.address}{code}/{PAGE}")
    return page


def count(page: Page, case: str, day: str) -> None:
    """Gives a case and a day, and asks for the days."""
    page.locator(f"#aikajana input[value={case}]").check()
    page.fill("#paiva", day)
    page.locator("#aikajana button").click()


def last_days(page: Page, case: str) -> list[str]:
    """The last days that the page shows for a case, as numbers."""
    days = page.locator(f"[data-case={case}] [data-slot=last]").all()
    return [day.get_attribute("data-day") or "" for day in days]


# The same rule on the device as in the build

EVERY_DAY = """days => days.map(text => {
  const {workingDaysAfter, monthsAfter, daysAfter, moved, isHoliday, isEve, isWorkingDay} = finnishCalendar;
  const day = Date.parse(text), iso = when => new Date(when).toISOString().slice(0, 10);
  return [workingDaysAfter(day, 7), moved(monthsAfter(day, 3)), moved(daysAfter(day, 30))].map(iso)
    .concat([isHoliday, isEve, isWorkingDay].map(ask => ask(day)));
})"""


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/Sao_Paulo", "Pacific/Apia"])
def test_the_device_counts_as_the_build_does_on_every_day_of_eighty_years(windows: Windows, zone: str) -> None:
    page = opened(windows, "fi", zone=zone)
    first = date(2020, 1, 1)
    days = [first + timedelta(days=offset) for offset in range((date(2101, 1, 1) - first).days)]
    if zone != "Europe/Helsinki":  # the zone can matter, but not on each day anew
        days = sorted(random.Random(zone).sample(days, 2000))
    expected = [
        [
            deadlines.working_days_after(day, 7).isoformat(),
            deadlines.moved(deadlines.months_after(day, 3)).isoformat(),
            deadlines.moved(deadlines.days_after(day, 30)).isoformat(),
            day in deadlines.holidays(day.year),
            day in deadlines.eves(day.year),
            deadlines.is_working_day(day),
        ]
        for day in days
    ]
    found = page.evaluate(EVERY_DAY, [day.isoformat() for day in days])
    wrong = [(day, one, other) for day, one, other in zip(days, found, expected, strict=True) if one != other]
    assert wrong == []


# What the reader sees

START, END, MOVED, REVIEW = "2026-10-05", "2026-12-28", "2026-12-24", "2026-10-26"
"""For the 24th of September 2026: seven working days, three months that end on Christmas Eve, thirty days."""


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("case", "days"),
    [
        ("special", [START, END, END]),
        ("welfare", [START, END]),
        ("disability", [START]),
        ("other", [END]),
        ("decision", [REVIEW, REVIEW]),
    ],
)
def test_each_case_shows_only_the_days_that_bind_there(windows: Windows, code: str, case: str, days: list[str]) -> None:
    page = opened(windows, code)
    count(page, case, "2026-09-24")
    assert last_days(page, case) == days
    shown = page.locator("#paivat ul:visible")
    assert shown.count() == 1
    assert shown.get_attribute("data-case") == case
    assert page.evaluate("() => document.activeElement.id") == "omat-paivat"
    # No sentence is left without its number.
    for slot in page.locator("#paivat [data-slot]:visible").all():
        assert slot.inner_text().strip()


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_today_is_the_day_in_finland(windows: Windows, zone: str) -> None:
    midnight = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # half past midnight of Monday in Finland
    page = opened(windows, "fi", midnight, zone)
    count(page, "special", "2026-11-19")
    text = page.locator("#paivat").inner_text()
    assert "Otit yhteyttä: torstai 19. marraskuuta 2026." in text
    assert "Tänään on maanantai 23. marraskuuta 2026. Päiviä on kulunut: 4. Niistä on arkipäiviä: 2." in text
    assert "Arviointi alkaa viimeistään: maanantai 30. marraskuuta 2026." in text
    assert "Arviointi on valmis viimeistään: perjantai 19. helmikuuta 2027." in text
    assert "mennyt" not in text


def test_notes_say_what_moved_what_is_past_and_what_is_not_known(windows: Windows) -> None:
    page = opened(windows, "fi")
    count(page, "special", "2026-09-24")
    start, end, _ = page.locator("[data-case=special] li").all_inner_texts()
    assert "Tämä päivä on mennyt. Soita ja kysy, mitä asiallesi tapahtuu." in start
    assert "Aika täyttyy vapaapäivänä: torstai 24. joulukuuta 2026." in end
    assert "mennyt" not in end
    page = opened(windows, "fi", datetime(2026, 12, 30, 10, 0, tzinfo=UTC))
    count(page, "special", "2026-12-17")
    start = page.locator("[data-case=special] li").first.inner_text()
    assert "keskiviikko 30. joulukuuta 2026" in start
    assert "Tässä ajassa on jouluaatto tai juhannusaatto." in start
    assert "Se on tänään." in start
    # Counting again leaves nothing of the first time.
    count(page, "special", "2026-12-29")
    start = page.locator("[data-case=special] li").first.inner_text()
    assert start == "Arviointi alkaa viimeistään: maanantai 11. tammikuuta 2027."


def test_a_decision_asks_and_answers_of_a_decision(windows: Windows) -> None:
    page = opened(windows, "fi")
    page.locator("#aikajana input[value=decision]").check()
    assert page.get_by_label("Minä päivänä sait tiedon päätöksestä?").is_visible()
    count(page, "decision", "2026-10-01")
    text = page.locator("#paivat").inner_text()
    assert "Sait tiedon päätöksestä: torstai 1. lokakuuta 2026." in text
    assert "Se on perillä viimeistään: maanantai 2. marraskuuta 2026." in text
    assert "Kysy heti neuvoa sosiaaliasiavastaavalta." in text
    assert "arkipäiviä:" not in text


@pytest.mark.parametrize(
    ("case", "day", "said"),
    [
        ("", "2026-11-01", "Valitse ensin, mikä sopii tilanteeseesi."),
        ("other", "", "Valitse päivä. Se ei voi olla tulevaisuudessa."),
        ("other", "2026-11-24", "Valitse päivä. Se ei voi olla tulevaisuudessa."),
        ("other", "1926-11-01", "Valitse päivä. Se ei voi olla tulevaisuudessa."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_counted(windows: Windows, case: str, day: str, said: str) -> None:
    page = opened(windows, "fi")
    if case:
        page.locator(f"#aikajana input[value={case}]").check()
    page.fill("#paiva", day)
    page.locator("#aikajana button").click()
    assert page.get_by_role("alert").inner_text() == said
    assert not page.locator("#paivat").is_visible()
    assert page.evaluate("() => document.activeElement.getAttribute('aria-invalid')") == "true"
    count(page, "other", "2026-11-23")
    assert page.get_by_role("alert").inner_text() == ""
    assert page.locator("[aria-invalid]").count() == 0
    assert page.locator("#paivat").is_visible()
    # Another answer takes the days away until they are counted anew.
    page.locator("#aikajana input[value=welfare]").check()
    assert not page.locator("#paivat").is_visible()


def test_the_keyboard_alone_is_enough(windows: Windows) -> None:
    page = opened(windows, "fi")
    page.locator("#aikajana input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("09242026")  # as the browser of the test, which is English, asks for a date
    page.keyboard.press("Enter")
    assert last_days(page, "welfare") == [START, END]


@pytest.mark.parametrize("code", LANGUAGES)
def test_days_are_written_as_the_language_writes_them(windows: Windows, real_outcome: Outcome, code: str) -> None:
    page = opened(windows, code)
    count(page, "welfare", "2026-09-24")
    edition = next(edition for edition in real_outcome.editions if edition.language.code == code)
    for slot in page.locator("#paivat [data-day]:visible").all():
        when = date.fromisoformat(slot.get_attribute("data-day") or "")
        # A sentence that is not translated yet has its day in Finnish too.
        tag = slot.evaluate("one => one.closest('[lang]').lang")
        language = next(one for one in edition.site.languages if one.tag == tag)
        assert plain(slot.inner_text()) == plain(format_date(when, "full", locale=language.locale))


def plain(text: str) -> str:
    """Without what two versions of the same data write in two ways: commas, spaces, and "den" before a Swedish day."""
    return " ".join(text.replace(",", " ").replace("،", " ").replace(" den ", " ").replace(" at ", " ").split())


def test_the_page_in_two_languages_has_each_day_in_both(windows: Windows) -> None:
    page = windows.new(PHONE, script=True)
    page.clock.install(time=NOON)
    page.goto(f"{windows.address}ar/fi/{PAGE}")
    count(page, "welfare", "2026-09-24")
    days = {slot.get_attribute("data-day") for slot in page.locator("[data-case=welfare] [data-slot=last]").all()}
    assert days == {START, END}
    assert "maanantai 5. lokakuuta 2026" in page.locator("[data-case=welfare]").inner_text()


# Nothing kept, nothing sent

STORED = """async () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,
  await indexedDB.databases(), location.search, location.hash]"""


def test_the_day_is_neither_stored_nor_sent(windows: Windows) -> None:
    page = opened(windows, "fi")
    before = len(windows.asked)
    count(page, "special", "2026-09-24")
    assert windows.asked[before:] == []
    assert page.evaluate(STORED) == [[], [], "", [], "", ""]
    page.reload()
    assert page.input_value("#paiva") == ""
    assert page.locator("#aikajana input:checked").count() == 0


# Calendar and paper


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_for_a_calendar_holds_the_days_and_nothing_of_the_matter(
    windows: Windows, real_outcome: Outcome, tmp_path: Path, code: str
) -> None:
    page = opened(windows, code)
    count(page, "special", "2026-09-24")
    with page.expect_download() as download:
        page.locator("[data-do=calendar]").click()
    assert download.value.suggested_filename == f"{START}.ics"
    file = tmp_path / "days.ics"
    download.value.save_as(file)
    content = file.read_bytes()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    edition = next(edition for edition in real_outcome.editions if edition.language.code == code)
    title = next(text.shown for text in edition.site.interface if text.source == "Muista tämä päivä")
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in events] == [START, END]
    for event in events:
        assert event.errors == []
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
        assert event["SUMMARY"] == title
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert abs(event["DTSTAMP"].dt - NOON) < timedelta(minutes=1)
    assert len({event["UID"] for event in events}) == len(events)
    assert b"tukea" not in content.lower()


def test_a_long_title_is_folded_between_letters(windows: Windows, tmp_path: Path) -> None:
    page = opened(windows, "ar")
    count(page, "welfare", "2026-09-24")
    title = "تذكروا هذا اليوم, من فضلكم; \\ 😀 " * 6
    page.locator("[data-do=calendar]").evaluate("(button, title) => { button.dataset.title = title }", title)
    with page.expect_download() as download:
        page.locator("[data-do=calendar]").click()
    file = tmp_path / "days.ics"
    download.value.save_as(file)
    content = file.read_bytes()
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == title


def test_the_paper_has_the_days_and_no_form(windows: Windows, require: Callable[..., str], tmp_path: Path) -> None:
    reader = require("pdftotext")
    page = opened(windows, "fi")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    count(page, "special", "2026-09-24")
    page.locator("[data-do=print]").click()
    assert page.evaluate("window.printed")
    paper = tmp_path / "days.pdf"
    page.pdf(path=paper, format="A4")
    done = subprocess.run([reader, "-enc", "UTF-8", paper, "-"], capture_output=True, check=True)
    printed = " ".join(done.stdout.decode().split())
    assert "Otit yhteyttä: torstai 24. syyskuuta 2026." in printed
    assert "Arviointi alkaa viimeistään: maanantai 5. lokakuuta 2026." in printed
    assert "Mikä sopii sinun tilanteeseesi?" not in printed
    assert "Vie päivät kalenteriin" not in printed


# Who can read and reach it

SURE = """options => axe.run(options).then(result => {
  if (!result.passes.length) throw Error("axe-core has looked at nothing");
  return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
})"""
"""Only what axe-core is sure of: of a colour beside a decoration it is not."""


@pytest.mark.parametrize("code", ["fi", "ar", "ar/fi"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_and_its_days_are_accessible_and_fit_a_narrow_phone(
    windows: Windows, code: str, scheme: Literal["light", "dark"]
) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page = windows.new((320, 640), script=True, scheme=scheme)
    page.goto(f"{windows.address}{code}/{PAGE}")
    page.evaluate(axe)
    page.locator("#aikajana button").click()
    assert page.get_by_role("alert").is_visible()
    assert page.evaluate(FAULTS, RULES) == []
    count(page, "special", "2026-09-24")
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL_TARGETS, ".choice, #paiva, main button") == []
    assert page.evaluate(FAULTS, RULES) == []
    assert page.evaluate(SURE, CONTRAST) == []


# Without script


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_there_is_the_rule_and_an_example(windows: Windows, code: str) -> None:
    page = windows.open(f"{code}/{PAGE}")
    assert not page.locator("#aikajana").is_visible()
    assert not page.locator("#paivat").is_visible()
    assert page.locator("#esimerkki").is_visible()
    assert page.locator("#nain-paivat-lasketaan").is_visible()
    example = page.locator("#esimerkki ~ ul").first.inner_text()
    # 29 December 2026: two holidays among the working days, and the end on Easter Monday.
    assert "11" in example
    assert "30" in example


def test_the_example_is_what_the_page_itself_counts(windows: Windows) -> None:
    page = opened(windows, "fi", datetime(2027, 1, 4, 10, 0, tzinfo=UTC))
    count(page, "special", "2026-12-29")
    for item in page.locator("#esimerkki ~ ul").first.locator("li").all():
        words = item.inner_text().split(" Aika täyttyy")[0]
        assert words in page.locator("[data-case=special]").inner_text()
