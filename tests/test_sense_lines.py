"""Lines that end between units of sense: no word is lost or cut, no line too long, no line ends with "and"."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.leaflets.lining import with_breaks
from portal.sense_lines import BREAK, LONGEST, broken_html, clause_words, sense_lines

TEXT = st.text(alphabet="aäö jat,.?2 \u00a0اب家-", max_size=300)
WIDTH = st.integers(min_value=5, max_value=70)


@given(TEXT, WIDTH)
def test_the_lines_together_are_the_text(text: str, longest: int) -> None:
    assert "".join(sense_lines(text, longest, {"ja", "tai"})) == text


@given(TEXT, WIDTH)
def test_no_line_is_longer_than_it_may_be_unless_it_is_one_word(text: str, longest: int) -> None:
    for line in sense_lines(text, longest):
        assert len(line.rstrip(" ")) <= longest or " " not in line.strip(" ")


@given(TEXT, WIDTH)
def test_no_word_is_cut(text: str, longest: int) -> None:
    words = [word for line in sense_lines(text, longest) for word in line.split(" ") if word]
    assert words == [word for word in text.split(" ") if word]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Lastensuojelu suojelee lasta ja tukee perhettä, kun huoli on suuri.",
            ["Lastensuojelu suojelee lasta ja tukee perhettä,", "kun huoli on suuri."],
        ),
        (
            "Hän on ammattilainen, joka ohjaa, keskustelee ja tekee asioita kanssanne.",
            ["Hän on ammattilainen,", "joka ohjaa, keskustelee ja tekee asioita kanssanne."],
        ),
        (
            "Aikaa on 30 päivää siitä päivästä alkaen, jona sait tiedon päätöksestä.",
            ["Aikaa on 30 päivää siitä päivästä alkaen,", "jona sait tiedon päätöksestä."],
        ),
    ],
)
def test_lines_end_where_a_reader_may_rest(text: str, lines: list[str]) -> None:
    assert [line.strip() for line in sense_lines(text, LONGEST, clause_words("fi"))] == lines


def test_no_line_ends_with_a_word_that_joins_or_a_number() -> None:
    text = (
        "Saat apua arkeen ja kotiin ja tukea 12 kertaa vuodessa tai 3 kertaa kuussa, jos se on tarpeen ja mahdollista."
    )
    for width in range(24, 60):
        ends = [line.split()[-1] for line in sense_lines(text, width, clause_words("fi"))[:-1]]
        assert not {"ja", "tai", "jos", "12", "3"} & set(ends), width


@pytest.mark.parametrize("code", ["fi", "sv", "en", "ru", "ar", "fa", "so"])
def test_languages_know_their_joining_words(code: str) -> None:
    joining = {"fi": "ja", "sv": "och", "en": "and", "ru": "и", "ar": "أو", "fa": "و", "so": "iyo"}
    assert joining[code] in clause_words(code)


def test_a_language_without_a_table_gets_lines_too() -> None:
    assert clause_words("xx") == frozenset()
    assert len(sense_lines("one two three four five six", 10, clause_words("xx"))) > 1


@given(
    st.lists(st.sampled_from(["sana", "<b>ei</b>", "&amp;", '<a href="x y">linkki tässä</a>', "perhe,"]), max_size=60)
)
def test_html_keeps_its_words_and_elements(words: list[str]) -> None:
    html = " ".join(words)
    broken = broken_html(html, {"ja"}, 30)
    assert broken.replace(BREAK, "") == html
    assert not re.search(r"<[^>]*<br", broken)


@given(TEXT, WIDTH)
def test_runs_keep_their_words(text: str, longest: int) -> None:
    runs: list[dict[str, Any]] = [{"t": text[:40]}, {"t": text[40:90], "b": True}, {"t": text[90:], "whole": True}]
    found = with_breaks([run for run in runs if run["t"]], longest, frozenset({"ja"}))
    assert "".join(str(run.get("t", "")) for run in found) == text
    assert [run["t"] for run in found if run.get("whole")] == ([text[90:]] if text[90:] else [])


def test_a_date_stays_in_one_line() -> None:
    words = "Kela voi pienentää tukea, jos et pyydä muita tukia. Näin on ollut"
    html = f'{words} <time datetime="2026-03-01">1. maaliskuuta 2026</time> alkaen. Kysy lisää Kelasta.'
    broken = broken_html(html, clause_words("fi"))
    assert BREAK in broken
    assert "1. maaliskuuta 2026" in broken


def test_no_line_ends_with_the_first_words_of_the_next_sentence() -> None:
    text = "Kerro työntekijälle, mikä arjessa on vaikeaa. Voit pyytää apua myös silloin, kun et tiedä, mikä auttaa."
    lines = [line.strip() for line in sense_lines(text, LONGEST, clause_words("fi"))]
    assert lines[0] == "Kerro työntekijälle, mikä arjessa on vaikeaa."
    for width in range(46, 60):
        ends = [line.rstrip() for line in sense_lines(text, width, clause_words("fi"))]
        assert not [line for line in ends if line.endswith((". Voit", ". Voit pyytää"))], width


def test_a_line_has_room_for_the_finnish_word_and_for_the_address_behind_a_link() -> None:
    gloss = '<a class="term" href="x">Служба защиты детей</a>\ue010lastensuojelu\ue011'
    html = (
        f'{gloss} защищает ребёнка и поддерживает семью, когда трудно. <a href="https://www.kela.fi">Kela</a> помогает.'
    )
    broken = broken_html(html, clause_words("ru"), gloss=lambda name: name)
    assert broken.replace(BREAK, "") == html
    shown = re.sub("\ue010(.*?)\ue011", r" (\1)", broken).replace(
        "</a> помогает", "</a> (https://www.kela.fi) помогает"
    )
    lines = [re.sub("<.*?>", "", line).strip() for line in shown.split(BREAK)]
    assert len(lines) > 2
    assert max(map(len, lines)) <= LONGEST
    assert "(lastensuojelu)" in lines[0]
    # Where the word is the Finnish one itself, nothing is shown, and the line is as long as without.
    assert len(broken_html(html, clause_words("ru")).split(BREAK)) < len(lines)
