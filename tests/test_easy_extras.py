"""Voikko and wordfreq only add hints: they never change a cost or a verdict, nor answer for a language they lack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

import pytest

from portal.easy.documents import read_document
from portal.easy.extras import missing_extras
from portal.easy.judging import judge
from portal.easy.rules.rule import Weight
from portal.easy.terms import Terms

HARD = {
    "fi": "Palveluntarpeenarviointi tehdään yhteistyössä. Hän laatii yhteenvetopöytäkirjan.",
    "en": "The ombudsman adjudicates the supplication.",
    "so": "Qoyska waxaa loo sameeyaa qorshe.",
    "ckb": "خێزانەکە یارمەتی وەردەگرێت.",
}


@pytest.fixture
def extras(lacking: Callable[[str], NoReturn]) -> None:
    if missing_extras():
        lacking("; ".join(missing_extras()))


@pytest.mark.usefixtures("extras")
@pytest.mark.parametrize("language", HARD)
def test_extras_add_hints_only(language: str) -> None:
    document = read_document(HARD[language], "text.md", language)
    terms = Terms((), language, marked=False)
    alone, helped = judge(document, terms), judge(document, terms, extras=True)
    assert replace(helped, findings=()) == replace(alone, findings=())
    added = set(helped.findings) - set(alone.findings)
    assert {(finding.weight, finding.cost) for finding in added} <= {(Weight.HINT, 0)}


@pytest.mark.usefixtures("extras")
def test_voikko_and_the_frequency_list_see_what_the_core_cannot() -> None:
    document = read_document(HARD["fi"], "text.md", "fi")
    found = {one.rule: one.words for one in judge(document, Terms((), "fi", marked=False), extras=True).findings}
    assert found["passive"] == "tehdään"
    assert "rare-word" in found


@pytest.mark.usefixtures("extras")
@pytest.mark.parametrize("language", ["so", "ckb"])
def test_a_language_without_a_frequency_list_gets_no_answer_from_another(language: str) -> None:
    document = read_document(HARD[language], "text.md", language)
    judgement = judge(document, Terms((), language, marked=False), extras=True)
    assert "rare-word" not in {finding.rule for finding in judgement.findings}
