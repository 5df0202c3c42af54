"""`Text` says what is translatable: one function finds every text and gives back an equal value."""

import dataclasses
import inspect
import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest

import portal.model
from portal.content import read_site
from portal.environment import ROOT
from portal.interface import read_interface
from portal.model import Site, Text, map_texts, texts_of, values_of
from portal.problems import Place, Report

KINDS = [kind for _, kind in inspect.getmembers(portal.model, inspect.isclass) if dataclasses.is_dataclass(kind)]


@pytest.fixture(scope="module")
def real_site() -> Site:
    site = read_site(ROOT, read_interface(ROOT, Report()), date(2026, 11, 21), Report())
    assert site is not None
    return site


def _text(words: str) -> Text:
    return Text(source=words, place=Place("content/x.md"))


def test_mapping_texts_to_themselves_gives_the_same_site(real_site: Site) -> None:
    assert map_texts(real_site, lambda text: text) is real_site


def test_mapping_texts_to_equal_ones_gives_an_equal_site(real_site: Site) -> None:
    assert map_texts(real_site, replace) == real_site


def test_every_text_is_found_and_can_be_changed(real_site: Site) -> None:
    changed = map_texts(real_site, lambda text: replace(text, translation=f"[{text.source}]"))
    before, after = list(texts_of(real_site)), list(texts_of(changed))
    assert len(before) > 1000
    assert [text.shown for text in after] == [f"[{text.source}]" for text in before]
    assert set(real_site.interface) <= set(before)


def test_a_text_in_a_new_field_is_found_however_deep_it_lies() -> None:
    @dataclass(frozen=True)
    class Inner:
        number: int
        hint: Text | None

    @dataclass(frozen=True)
    class Outer:
        title: Text
        parts: tuple[tuple[Inner, ...], ...]

    value = Outer(_text("a"), ((Inner(1, _text("b")), Inner(2, None)), (Inner(3, _text("c")),)))
    assert [text.source for text in texts_of(value)] == ["a", "b", "c"]
    assert [inner.number for inner in values_of(value, Inner)] == [1, 2, 3]
    capitals = map_texts(value, lambda text: replace(text, source=text.source.upper()))
    assert [text.source for text in texts_of(capitals)] == ["A", "B", "C"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_is_frozen_and_no_field_hides_texts_in_a_mapping(kind: type) -> None:
    """map_texts does not look into mappings: their values are names, addresses and facts only."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for hint in typing.get_type_hints(kind).values():
        if typing.get_origin(hint) in {dict, Mapping}:
            assert not re.search(r"\b(Text|Prose|Block)\b", str(typing.get_args(hint)[1]))


def test_facts_hold_no_text_so_no_translator_is_handed_a_number(real_site: Site) -> None:
    assert list(texts_of(tuple(real_site.facts.values()))) == []
