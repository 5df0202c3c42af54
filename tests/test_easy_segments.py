"""Hard sentences of every language are cut where a reader would cut them, and their words are counted right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.easy.segments import sentences_of, words_of
from portal.easy.tables import known_languages, table_of

FILE = Path(__file__).parent / "easy" / "segments.yaml"
CASES = [
    pytest.param(language, case, id=f"{language}-{number}")
    for language, cases in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases, 1)
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_hard_paragraph_is_cut_right(language: str, case: dict[str, Any]) -> None:
    abbreviations = frozenset(word.casefold() for word in table_of(language).abbreviations)
    found = list(sentences_of(case["paragraph"], abbreviations))
    assert [sentence.text for sentence in found] == case["sentences"]
    assert [len(sentence.words) for sentence in found] == case["words"]


def test_every_language_with_limits_has_hard_paragraphs() -> None:
    assert {case.values[0] for case in CASES} == set(known_languages())


def test_arabic_vowels_and_persian_joiners_do_not_break_words() -> None:
    assert len(list(words_of("كَتَبَ الطِّفْلُ رِسالَةً"))) == 3
    assert [word.text for word in words_of("می\u200cتوانید بپرسید")] == ["می\u200cتوانید", "بپرسید"]
