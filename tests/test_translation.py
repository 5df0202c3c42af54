"""A translation is shown only while it is true: what makes it stale, what does not, and what is never shown."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portal.catalogues.stamps import HEADER, stamp_hash
from portal.model import State, Text, texts_of
from portal.trust import trust_of
from tests.tiny import BASE, edition_of

Make = Callable[..., Path]

SERVICE = "content/services/perhetyo.yaml"
FACTS = "content/facts/facts.yaml"
PO = "locales/en/LC_MESSAGES/perhetyo.po"
STAMPS = "locales/en/reviews.tsv"


def _base(file: str) -> str:
    return (BASE / file).read_text(encoding="utf-8")


def _changed(file: str, old: str, new: str) -> dict[str, str]:
    text = _base(file)
    assert old in text
    return {file: text.replace(old, new)}


def _texts(project: Make, overlay: Mapping[str, str]) -> dict[str, Text]:
    """The texts of the page in English, by their sources."""
    edition = edition_of(project(overlay), "en")
    page = next(page for page in edition.site.pages if page.slug == "perhetyo")
    return {text.source: text for text in texts_of(page)}


def _fallen_back(texts: Mapping[str, Text]) -> dict[str, State]:
    return {source: text.state for source, text in texts.items() if text.fell_back}


WHO = "  who: |\n    Perheelle, joka tarvitsee apua.\n"
COST = "  cost: |\n    Tunti maksaa {help.price}.\n"


@pytest.mark.parametrize(
    "overlay",
    [
        {},
        _changed(SERVICE, "Työntekijä tulee **kotiin**.", "Työntekijä\n    tulee\n    **kotiin**."),
        _changed(SERVICE, "    - Hän kuuntelee sinua.\n", ""),
        {SERVICE: _base(SERVICE).replace(WHO, "").replace(COST, COST + WHO)},
        _changed(FACTS, "value: 8.20", "value: 9.10"),
        _changed(FACTS, "value: 080 005 005", "value: 080 005 006"),
        {
            SERVICE: _base(SERVICE)
            .replace("order: 10\n", "")
            .replace("title: Perhetyö\n", "title: Perhetyö\norder: 11\n")
        },
        _changed(SERVICE, "  what: |\n", "  what: |\n    <!-- note: An explanation for translators. -->\n"),
    ],
    ids=["nothing", "wrapped", "block-removed", "moved", "price", "phone", "keys-moved", "note"],
)
def test_these_changes_make_no_translation_stale(overlay: dict[str, str], project: Make) -> None:
    texts = _texts(project, overlay)
    assert len(texts) >= 11
    assert _fallen_back(texts) == {}


def test_a_changed_number_stands_in_every_language_at_once(project: Make) -> None:
    edition = edition_of(project(_changed(FACTS, "value: 8.20", "value: 9.10")), "en")
    assert edition.site.facts["help.price"].value == "9.10"


def test_a_changed_sentence_makes_only_its_own_block_stale(project: Make) -> None:
    texts = _texts(project, _changed(SERVICE, "joka tarvitsee apua", "joka tarvitsee apua ja tukea"))
    assert _fallen_back(texts) == {"Perheelle, joka tarvitsee apua ja tukea.": State.STALE}
    assert texts["Perheelle, joka tarvitsee apua ja tukea."].shown == "Perheelle, joka tarvitsee apua ja tukea."


def test_a_new_text_is_missing_and_not_stale(project: Make) -> None:
    texts = _texts(project, _changed(SERVICE, WHO, WHO + "\n    Myös isovanhempi voi kysyä neuvoa puhelimessa.\n"))
    assert _fallen_back(texts) == {"Myös isovanhempi voi kysyä neuvoa puhelimessa.": State.MISSING}


def test_a_fuzzy_or_empty_translation_is_never_shown(project: Make) -> None:
    fuzzy = _base(PO).replace('msgid "Hän kuuntelee sinua."', '#, fuzzy\nmsgid "Hän kuuntelee sinua."')
    empty = fuzzy.replace('msgstr "Say what you need."', 'msgstr " "')
    assert empty.count("fuzzy") == 1
    texts = _texts(project, {PO: empty})
    assert _fallen_back(texts) == {"Hän kuuntelee sinua.": State.STALE, "Kerro, mitä tarvitset.": State.MISSING}


def test_a_missing_catalogue_falls_back_text_by_text(project: Make) -> None:
    root = project()
    (root / PO).unlink()
    edition = edition_of(root, "en")
    trusts = {page.slug: trust_of(texts_of(page)) for page in edition.site.pages}
    assert not trusts["perhetyo"].published
    assert trusts["arviointi"].complete


def _stamped(level: str, source: str, translation: str) -> dict[str, str]:
    return {STAMPS: f"{HEADER}\n{stamp_hash('', source, translation)}\t{level}\ttranslator\t2026-11-01\n"}


LISTENS = ("Hän kuuntelee sinua.", "She listens to you.")


@pytest.mark.parametrize("level", ["machine", "person", "checked"])
def test_a_stamp_says_who_stands_behind_exactly_these_words(level: str, project: Make) -> None:
    texts = _texts(project, _stamped(level, *LISTENS))
    text = texts[LISTENS[0]]
    assert (text.state, text.role, text.stamped) == (State(level), "translator", "2026-11-01")
    assert texts["Soita omalle alueelle."].state is State.UNSTAMPED


@pytest.mark.parametrize(
    "change",
    [
        _changed(PO, "She listens to you.", "She hears you."),
        _changed(PO, "She listens to you.", "She listens to you"),
        _changed(SERVICE, "    - Hän kuuntelee", "    <!-- context: kuunnella -->\n    - Hän kuuntelee")
        | _changed(PO, 'msgid "Hän kuuntelee', 'msgctxt "kuunnella"\nmsgid "Hän kuuntelee'),
    ],
    ids=["other-words", "a-full-stop", "a-context"],
)
def test_any_change_voids_the_stamp(change: dict[str, str], project: Make) -> None:
    text = _texts(project, _stamped("checked", *LISTENS) | change)[LISTENS[0]]
    assert (text.state, text.role, text.stamped) == (State.UNSTAMPED, "", "")


def test_a_page_is_trusted_as_far_as_its_least_trusted_text(project: Make) -> None:
    texts = _texts(project, {})
    assert trust_of(texts.values()).level is State.MACHINE
    stamps = _base(STAMPS).replace("\tmachine\tprogram\t", "\tchecked\ttranslator\t")
    void = stamps.replace(stamp_hash("", *LISTENS), "0" * 20)
    edition = edition_of(project({STAMPS: void}), "en")
    pages = {page.slug: trust_of(texts_of(page)) for page in edition.site.pages}
    assert pages["perhetyo"].level is State.UNSTAMPED
    assert (pages["arviointi"].level, pages["arviointi"].roles) == (State.CHECKED, ("translator",))


def test_the_source_language_is_shown_as_it_was_written(project: Make) -> None:
    edition = edition_of(project(), "fi")
    assert {text.state for text in texts_of(edition.site)} == {State.SOURCE}
