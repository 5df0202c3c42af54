"""The guide and the card: every way leads to help, each page is there in every language, and the words are right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from portal.addresses import CARD_PATH, GUIDE_PATH, SEARCH_PATH, outcome_path, question_path
from portal.checks.guide import MOST_QUESTIONS
from portal.content import read_site
from portal.environment import ROOT
from portal.interface import read_interface
from portal.model import Card, Digit, Guide, GuideOutcome, Question, Sentence, Service, Site
from portal.outputs.guide import paths_of
from portal.problems import Report, as_text
from tests.real import LANGUAGES, SETTINGS, SOURCE, TRANSLATED, RealSite, built_site
from tests.tiny import DAY, Ran, site_of

GUIDE = """\
title: Mikä apu sopii?
summary: Vastaa kysymyksiin.
intro: |
  Valitse vastaus.
start: vaara
questions:
  vaara:
    text: Onko joku vaarassa?
    answers:
      - {text: Kyllä., outcome: heti}
      - {text: Ei., question: asia}
      - {text: En tiedä., question: koti}
  asia:
    text: Mikä on vaikeaa?
    help: Valitse yksi.
    answers:
      - {text: Arki., question: koti}
      - {text: Muu., outcome: apu}
  koti:
    text: Mitä kotona tapahtuu?
    answers:
      - {text: En tiedä., outcome: apu}
outcomes:
  heti:
    title: Apua heti
    call: emergency.phone
    text: |
      Soita {emergency.phone}.
    services: [apua-heti]
  apu:
    title: Apua arkeen
    text: |
      Voit saada [perhetyötä](term:perhetyo).
    services: [perhetyo, arviointi]
    say: [Tarvitsen apua.]
"""
CARD = """\
title: Näytä työntekijälle
summary: Näytä nämä lauseet.
section: oikeudet
groups:
  puhelin:
    title: Kun soitat
    intro: Soita {emergency.phone}.
    sentences:
      - text: Kieleni on {language}. Nimeni on {blank}.
        sounds: {en: KEE-el-en-ee, sv: kielenni}
      - text: Kiitos.
digits:
  - {digit: 1, word: yksi, sounds: {en: UEK-see}}
"""
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Kieleni on {language}. Nimeni on {blank}."
msgstr "My language is {language}. My name is {blank}."
"""


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def site() -> Site:
    report = Report()
    site = read_site(ROOT, read_interface(ROOT, report), date.fromisoformat(DAY), report)
    assert site is not None, as_text(report)
    return site


@pytest.fixture(scope="module")
def guide(site: Site) -> Guide:
    assert site.guide is not None
    return site.guide


@pytest.fixture(scope="module")
def card(site: Site) -> Card:
    assert site.card is not None
    return site.card


@pytest.fixture
def tiny(project: Callable[..., Path]) -> Path:
    """A tiny site with a guide and a card, of which one sentence is in English."""
    return project({"content/guide.yaml": GUIDE, "content/card.yaml": CARD, "locales/en/LC_MESSAGES/card.po": PO})


def _page(root: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((root / "site" / path / "index.html").read_text(encoding="utf-8"), "html.parser")


# The model


def test_the_ways_of_a_guide_are_all_its_ways_and_no_other(tiny: Path) -> None:
    guide = site_of(tiny).guide
    assert guide is not None
    ways = [[question.id for question in way] for way in guide.ways()]
    # From "vaara" and from "asia" one answer leads straight to an outcome.
    assert ways == [["vaara"], ["vaara", "asia"], ["vaara", "asia", "koti"], ["vaara", "koti"]]


def test_the_question_before_is_known_where_there_is_only_one(tiny: Path) -> None:
    guide = site_of(tiny).guide
    assert guide is not None
    parts: tuple[Question | GuideOutcome, ...] = (*guide.questions, *guide.outcomes)
    before = {one.id: [question.id for question in guide.before(one)] for one in parts}
    assert before == {
        "vaara": [],
        "asia": ["vaara"],
        "koti": ["vaara", "asia"],
        "heti": ["vaara"],
        "apu": ["asia", "koti"],
    }


# The pages of a tiny site


def test_a_page_of_the_guide_leads_on_back_and_to_somebody_to_talk_to(
    tiny: Path, run_command: Callable[..., Ran]
) -> None:
    run_command(tiny, "build")
    for path, back in ((question_path("asia"), True), (question_path("koti"), False), (outcome_path("heti"), True)):
        soup = _page(tiny, f"fi/{path}")
        assert soup.main is not None
        links = [str(link["href"]) for link in soup.main.select("a[href]")]
        assert "../../mika-apu/" in links, path
        assert bool(soup.main.select("a[rel=prev]")) == back, path
        assert "../../kenelle-soitan/" in links, path
        assert "../../apua-heti/" in links, path
        assert "tel:112" in links, path
    answers = [str(link["href"]) for link in _page(tiny, f"fi/{question_path('asia')}").select(".choices a")]
    assert answers == ["../../mika-apu/koti/", "../../mika-apu/tulos-apu/"]


def test_an_outcome_with_danger_begins_with_its_number_and_any_other_with_who_to_call(
    tiny: Path, run_command: Callable[..., Ran]
) -> None:
    run_command(tiny, "build")
    urgent, other = (_page(tiny, f"en/{outcome_path(name)}") for name in ("heti", "apu"))
    assert [link["href"] for link in urgent.select("main .call")] == ["tel:112"]
    assert not other.select("main .call")
    first = other.select_one("main .button")
    assert first is not None
    assert first["href"] == "../../kenelle-soitan/"
    # What the reader says is there in Finnish, also for who reads English.
    said = other.select_one(".say b")
    assert said is not None
    assert (said["lang"], said.get_text()) == ("fi", "Tarvitsen apua.")
    assert (tiny / "site/en/fi" / outcome_path("apu") / "index.html").is_file()


def test_the_card_names_the_readers_language_and_says_how_the_finnish_sounds(
    tiny: Path, run_command: Callable[..., Ran]
) -> None:
    ran = run_command(tiny, "build")
    soup = _page(tiny, f"en/{CARD_PATH}")
    first, second = soup.select(".say > li")
    parts = [part.get_text() for part in first.find_all(recursive=False)]
    assert parts == [
        "Kieleni on englanti. Nimeni on ….",
        "My language is English. My name is ….",
        "KEE-el-en-ee",
    ], ran.output
    # What is not translated is there in Finnish once, not twice.
    assert [part.get_text() for part in second.find_all(recursive=False)] == ["Kiitos."]
    assert [row.get_text() for row in soup.select(".digits i")] == ["UEK-see"]
    assert soup.select("a[href='tel:112']")


def test_the_finnish_card_leaves_room_for_the_name_of_any_language(tiny: Path, run_command: Callable[..., Ran]) -> None:
    run_command(tiny, "build")
    sentence = _page(tiny, f"fi/{CARD_PATH}").select_one(".say b")
    assert sentence is not None
    assert sentence.get_text() == "Kieleni on …. Nimeni on …."
    assert len(sentence.select(".blank")) == 2


def test_a_project_without_guide_and_card_has_no_trace_of_them(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project()
    assert run_command(root, "build").code == 0
    assert not list((root / "site").rglob(f"{GUIDE_PATH}*"))
    assert not list((root / "site").rglob(CARD_PATH))
    assert "kortti/" not in (root / "site/fi/perhetyo/index.html").read_text(encoding="utf-8")


# The real content


def test_every_way_through_the_guide_ends_at_help_after_few_questions(guide: Guide) -> None:
    ways = list(guide.ways())
    assert len(ways) > 5
    outcomes = {outcome.id: outcome for outcome in guide.outcomes}
    for way in ways:
        assert len(way) <= MOST_QUESTIONS
        assert any(choice.outcome in outcomes for choice in way[-1].answers)
    assert guide.start == "vaara"
    assert "emergency.phone" in {outcome.call for outcome in guide.outcomes}


def test_the_guide_names_every_service_and_each_outcome_a_page_first(site: Site, guide: Guide) -> None:
    named = {name for outcome in guide.outcomes for name in outcome.services}
    assert {page.slug for page in site.pages if isinstance(page, Service)} <= named
    assert all(outcome.services and outcome.say for outcome in guide.outcomes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_reader_can_walk_every_way_by_links_alone(real_site: RealSite, guide: Guide, code: str) -> None:
    folders = [code] if code == SOURCE else [code, f"{code}/{SOURCE}"]
    for folder in folders:
        left, seen = [question_path(guide.start)], {GUIDE_PATH}
        while left:
            path = left.pop()
            seen.add(path)
            for link in real_site.soup(f"{folder}/{path}index.html").select(".choices a"):
                target = f"{path}{link['href']}".replace(f"{path}../../", "")
                if target not in seen:
                    left.append(target)
        assert seen == set(paths_of(guide))
        for outcome in guide.outcomes:
            soup = real_site.soup(f"{folder}/{outcome_path(outcome.id)}index.html")
            found = [str(link["href"]) for link in soup.select(".cards a.whole")]
            assert found == [f"../../{name}/" for name in outcome.services]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_card_is_one_tap_from_every_page_of_help(real_site: RealSite, code: str) -> None:
    shown = 0
    for path in real_site.pages:
        if path.startswith(f"{code}/") and real_site.soup(path).select(".tools"):
            shown += 1
            link = f"{'../' * path.count('/')}{code}/{CARD_PATH}"
            tools = [str(one["href"]) for one in real_site.soup(path).select(".tools a")]
            assert [one for one in tools if one.endswith(CARD_PATH)] == [link], path
    assert shown > 60


def test_every_spoken_sentence_has_its_sound_in_each_script(card: Card) -> None:
    wanted = {"ar", "ru", "zh"}
    groups = {group.id: group for group in card.groups}
    on_the_phone = (*groups["puhelin"].sentences, *groups["vaara"].sentences)
    assert len(on_the_phone) > 10
    spoken: tuple[Sentence | Digit, ...] = (*on_the_phone, *card.digits)
    for one in spoken:
        assert one.sounds.keys() == wanted, one.place
    assert [one.digit for one in card.digits] == list(range(10))


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_card_asks_for_an_interpreter_by_the_finnish_name_of_the_language(real_site: RealSite, code: str) -> None:
    names = {"ar": "arabia", "en": "englanti", "sv": "ruotsi"}
    sentences = [one.get_text() for one in real_site.soup(f"{code}/{CARD_PATH}index.html").select(".say b")]
    if code in names:
        assert f"Tarvitsen tulkin. Kieleni on {names[code]}." in sentences
    assert not [one for one in sentences if "{" in one]


def test_the_door_and_every_page_lead_to_the_page_about_other_languages(real_site: RealSite, site: Site) -> None:
    page = SETTINGS["language_page"]
    assert f"{SOURCE}/{page}/" in [
        str(one["href"]).removeprefix("./") for one in real_site.soup("index.html").select("a")
    ]
    for path in (f"{SOURCE}/perhetyo/index.html", "ar/index.html"):
        links = [str(one["href"]) for one in real_site.soup(path).select("nav.languages a")]
        assert links[-2].endswith(f"{page}/"), path
        assert links[-1].endswith(SEARCH_PATH), path
    soup = real_site.soup(f"{SOURCE}/{page}/index.html")
    listed = {str(link["hreflang"]) for link in soup.select("main a[rel=external]")}
    assert {language.tag for language in site.elsewhere} <= listed
    assert "Русский" in soup.get_text()
