"""Facts: written once, in the manner of each language, and with "ask" where they may have changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from portal import formatting
from portal.environment import ROOT
from portal.languages import LanguageEntry, languages_of
from portal.model import Confidence, Fact, FactType, Hours, Language, PartialDate
from portal.nodes import Source, compose
from portal.problems import Place, Report
from portal.reading import read_entries
from tests.tiny import Ran

TODAY = date(2026, 11, 21)
FACT = Fact(
    place=Place("content/facts/x.yaml"),
    type=FactType.PHONE,
    value="03 123",
    source="x",
    checked=PartialDate(2026),
    confidence=Confidence.ONE,
)
FACTS = """vika:
  good: {type: phone, value: 03 111, source: x, checked: 2026, confidence: one, valid_until: 2026-11-21}
  expired: {type: phone, value: 03 222, source: x, checked: 2026, confidence: one, valid_until: 2026-11-20}
  doubtful: {type: price, value: 5, source: x, checked: 2026, confidence: one, doubt: The page is old.}
  nothing: {type: phone, source: x, checked: unknown, confidence: one}
"""
TOPIC = """---
title: Tiedot
summary: Soita {vika.nothing}.
---

Hyvä {vika.good}.

Vanha {vika.expired}.

Epävarma {vika.doubtful}.

Tyhjä {vika.nothing}.
"""
PO = """msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Vanha {vika.expired}."
msgstr "Old {vika.expired}."
"""


@cache
def _language(code: str) -> Language:
    source = Source("languages.yaml", (ROOT / "content/languages.yaml").read_text(encoding="utf-8"))
    node = compose(source, Report())
    assert node is not None
    registry = read_entries(source, node, LanguageEntry, Report())
    (language,) = languages_of((code,), registry, Place("x"), Report())
    return language


@pytest.mark.parametrize(
    ("changes", "ask"),
    [
        ({}, False),
        ({"valid_until": date(2026, 11, 21)}, False),
        ({"valid_until": date(2026, 11, 20)}, True),
        ({"doubt": "old"}, True),
        ({"value": ""}, True),
    ],
)
def test_readers_are_told_to_ask_where_a_fact_is_expired_doubtful_or_unknown(
    changes: dict[str, str], ask: bool
) -> None:
    assert replace(FACT, **changes).to_ask(TODAY) is ask  # type: ignore[arg-type]


def test_the_page_says_ask_in_the_language_of_the_reader(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    overlay = {"content/facts/vika.yaml": FACTS, "content/topics/tiedot.md": TOPIC}
    root = project(overlay | {"locales/en/LC_MESSAGES/tiedot.po": PO})
    assert run_command(root, "build").code == 0

    def lines(code: str) -> list[str]:
        page = BeautifulSoup((root / f"site/{code}/tiedot/index.html").read_text(encoding="utf-8"), "html.parser")
        assert page.main is not None
        return [" ".join(line.get_text().split()) for line in page.main.select("h1 ~ p, hgroup ~ p")]

    ask = "kysy, tämä on voinut muuttua"
    finnish = [f"Vanha 03 222 {ask}.", f"Epävarma 5,00 € {ask}.", f"Tyhjä {ask}."]
    assert lines("fi") == [f"Soita {ask}.", "Hyvä 03 111.", *finnish]
    assert "Old 03 222 ask, this may have changed." in lines("en")
    said = run_command(root, "check").output
    assert "content/facts/vika.yaml:3:12: 03 222: valid until 2026-11-20, and today is 2026-11-21." in said
    assert "content/facts/vika.yaml:4:13: 5: The page is old." in said
    assert "content/facts/vika.yaml:5:12: No value is known. Source: x." in said
    assert "03 111" not in said


def test_the_day_decides_and_can_be_given(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project({"content/facts/vika.yaml": FACTS})
    assert "03 222" not in run_command(root, "check", "--today", "2026-11-20").output
    assert "03 111" in run_command(root, "check", "--today", "2026-11-22").output


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        (FactType.PHONE, "080 005 005", dict.fromkeys(("fi", "en", "ar", "fa"), "080\u00a0005\u00a0005")),
        (FactType.PRICE, "1308.20", {"fi": "1\u00a0308,20\u00a0€", "en": "1\xa0308,20\xa0€", "ar": "1,308.20\u00a0€"}),
        (FactType.PRICE, "8.20", {"sv": "8,20\u00a0€", "fa": "€\u00a08.20", "so": "€8.20"}),
        (FactType.NUMBER, "10.5", {"fi": "10,5", "en": "10,5", "ar": "10.5"}),
        (FactType.RANGE, "1-3", {"fi": "1–3", "ar": "1–3"}),
        (FactType.DATE, "2026-03-01", {"fi": "1. maaliskuuta 2026", "en": "1 March 2026", "sv": "1 mars 2026"}),
        (FactType.LAW, "1301/2014", {"fi": "1301/2014", "ar": "1301/2014"}),
        (FactType.EMAIL, "a@example.org", {"fi": "a@example.org"}),
        (FactType.PHONE, "", {"fi": "", "ar": ""}),
    ],
)  # fmt: skip
def test_a_fact_is_written_as_its_language_writes_it(type_: FactType, value: str, shown: dict[str, str]) -> None:
    fact = replace(FACT, type=type_, value=value)
    assert {code: formatting.fact_in_words(fact, _language(code)) for code in shown} == shown


@pytest.mark.parametrize("code", ["fi", "sv", "en", "ar", "ru", "fa", "prs", "so", "ckb", "my"])
def test_prices_phones_and_times_have_western_digits_everywhere_and_no_hidden_marks(code: str) -> None:
    language = _language(code)
    hours = Hours(days="mon-fri", opens="8.00", closes="24.00")
    shown = formatting.times_in_words(hours, language)
    shown += formatting.fact_in_words(replace(FACT, type=FactType.PRICE, value="8.20"), language)
    shown += formatting.fact_in_words(FACT, language)
    assert {character for character in shown if character.isdigit()} <= set("0123456789")
    assert not set(shown) & set("\u200e\u200f\u061c\u202a\u202b\u202c")


@pytest.mark.parametrize(
    ("hours", "finnish", "arabic"),
    [
        (("mon-fri", "9.00", "15.30"), "maanantai–perjantai 9.00–15.30", "الاثنين–الجمعة 09:00–15:30"),
        (("sat", "0.00", "24.00"), "lauantai 0.00–24.00", "السبت 00:00–24:00"),
    ],
)
def test_opening_hours(hours: tuple[str, str, str], finnish: str, arabic: str) -> None:
    one = Hours(days=hours[0], opens=hours[1], closes=hours[2])

    def shown(code: str) -> str:
        days = formatting.days_in_words(one, _language(code))
        return f"{days} {formatting.times_in_words(one, _language(code))}"

    assert (shown("fi"), shown("ar")) == (finnish, arabic)


@pytest.mark.parametrize(
    ("when", "finnish", "english"),
    [
        (PartialDate(0), "", ""),
        (PartialDate(2026), "2026", "2026"),
        (PartialDate(2026, 9), "syyskuu 2026", "September 2026"),
        (PartialDate(2026, 9, 3), "3. syyskuuta 2026", "3 September 2026"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(when: PartialDate, finnish: str, english: str) -> None:
    assert formatting.date_in_words(when, _language("fi")) == finnish
    assert formatting.date_in_words(when, _language("en")) == english


def test_a_phone_is_dialled_without_spaces() -> None:
    assert formatting.dialled("+358 80 005 005") == "+35880005005"
