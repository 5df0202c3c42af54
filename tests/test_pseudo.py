"""A language that nobody speaks: every letter of every translation is made wide, so what is not wide was typed
into a template or into Python, where no translator will ever find it.

What may stay as it is are facts and names: they are data, the same in every language or given by Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from babel import Locale
from babel.dates import get_day_names
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from portal import formatting
from portal.deadlines import day_of
from portal.environment import ROOT
from portal.inline import PLACEHOLDER
from portal.linking import Links
from portal.model import Edition, Fact, File, Language, PartialDate, Site, State, Text, map_texts, values_of
from portal.outputs import of_language, of_site
from portal.pipeline import renderers_of, shared_of
from portal.wording import source_title
from tests.real import LANGUAGES, SOURCE, outcome_of

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(0x21, 0x7F)) if letter.isalpha()}
WIDE |= {ord(letter): ord(wide) for letter, wide in zip("äöåÄÖÅ", "ÀÒÂÀÒÂ", strict=True)}
"""ＬＩＫＥ ＴＨＩＳ. Letters that no name in the data has."""

KEPT = re.compile(rf"{PLACEHOLDER.pattern}|\]\([^()\s]*\)")
STAMPED = PartialDate(2026, 11, 20)

SAID_THE_SAME_EVERYWHERE = {"SOS", "WhatsApp", "leaflets", "pictures"}
"""On the page where a reader has not chosen a language yet; a program; two files of translations by their names."""

IN_FINNISH_ALONE = "fi/tulosteet/paketti/"
"""The page where a worker in Finland puts leaflets together."""

STATES = {SOURCE: State.SOURCE, "en": State.MACHINE, "sv": State.PERSON, "ar": State.CHECKED}
"""Each level of trust in a language of its own, so that all that is said about it is looked at."""


def widened(text: Text, state: State) -> Text:
    """A text translated into wide letters; the names of facts and the targets of links stay."""
    words, last = "", 0
    for found in KEPT.finditer(text.source):
        words += text.source[last : found.start()].translate(WIDE) + found.group()
        last = found.end()
    words += text.source[last:].translate(WIDE)
    return replace(text, translation=words, state=state, stamped=str(STAMPED), role="translator".translate(WIDE))


def pseudo(site: Site, language: Language) -> Edition:
    """The site in wide letters, in the frame of a language."""
    state = STATES.get(language.code, State.UNSTAMPED)
    return Edition(language=language, site=map_texts(site, lambda text: widened(text, state)))


@pytest.fixture(scope="module")
def site() -> Site:
    site = outcome_of(ROOT).site
    assert site is not None
    return site


# What is data


def names_of(site: Site, language: Language) -> Iterator[str]:
    """Every name and fact that may stand on a page as it is."""
    yield from SAID_THE_SAME_EVERYWHERE
    for term in site.glossary:
        yield from (term.term, term.word(language.code))
    for county in site.counties:
        yield from (county.name, *county.names.values())
        yield county.guidance.name if county.guidance else ""
        for municipality in county.municipalities:
            yield from (municipality.fi, municipality.sv, municipality.fi[0], municipality.sv[0])
        yield from map(Links.host, (*county.link.values(), *county.page.values()))
    yield from (formatting.language_list(line.languages, language) for line in site.helplines)
    yield from (link.name for link in site.links)
    yield from (line.name for line in site.helplines)
    yield from (one.name for one in (*site.languages, *site.elsewhere))
    yield from map(source_title, site.pages)
    yield from Locale.parse(language.locale).languages.values()
    yield from get_day_names("wide", context="stand-alone", locale=language.locale).values()
    facts = (*site.facts.values(), *values_of(site.counties, Fact))
    for fact in facts:
        yield formatting.fact_in_words(fact, language)
        yield from (fact.name, fact.section)
    for when in {STAMPED, *values_of((facts, site), PartialDate)}:
        yield formatting.date_in_words(when, language)
    contact = day_of(site.facts["time_line_example.contact"])  # and the days that are counted from it
    yield from (formatting.day_in_words(contact + timedelta(days), language) for days in range(120))


class Data:
    """The names and facts of a language, found again in what stands on a page."""

    def __init__(self, names: Iterator[str]) -> None:
        self._names = {" ".join(name.split()) for name in names if name.strip()}
        longest_first = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")

    def words_beside(self, text: str) -> list[str]:
        """The words of a text that are neither wide nor part of a name or a fact."""
        text = " ".join(text.split())
        if text in self._names or not ORDINARY.search(text):
            return []
        return ORDINARY.findall(self._pattern.sub("", text))


ORDINARY = re.compile(r"(?:(?![\uff00-\uffefÀÂÒ])[^\W\d_])+")


# What a reader sees


def shown_on(html: str) -> Iterator[str]:
    """Every text that a page shows or says aloud."""
    soup = BeautifulSoup(html, "html.parser")
    for words in soup.select(f"section.worker, body [lang={SOURCE}], b[lang] ~ i"):
        words.decompose()  # for a Finnish worker, and so in Finnish in every language; and how that sounds
    for printed in soup.select(".printed, .code, .address"):
        printed.decompose()  # the page's address and code
    for source in soup.select(".pair > [lang]"):
        source.decompose()  # a page in two languages: the Finnish beside each text
    for node in soup.find_all(string=True):
        if type(node) is NavigableString:
            yield node
    for tag in soup.select("[title], [aria-label], [alt], [placeholder], [aria-description]"):
        for name in ("title", "aria-label", "alt", "placeholder", "aria-description"):
            yield str(tag.get(name, ""))
    for tag in soup.select("meta[name=description]"):
        yield str(tag["content"])


@pytest.fixture(scope="module")
def files(site: Site) -> tuple[File, ...]:
    editions = tuple(pseudo(site, language) for language in site.languages)
    renderers = renderers_of(editions, shared_of(ROOT, editions))
    made = [file for renderer in renderers for file in of_language(renderer)]
    return (*made, *of_site(renderers, made))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_on_any_page_was_typed_into_a_template(site: Site, files: tuple[File, ...], code: str) -> None:
    language = next(language for language in site.languages if language.code == code)
    data = Data(names_of(site, language))
    own = re.compile(rf"{code}/.*\.html" if code != SOURCE else rf"({code}/.*|[^/]*)\.html")  # at the top, too
    pages = [file for file in files if own.fullmatch(file.path) and not file.path.startswith(IN_FINNISH_ALONE)]
    assert len(pages) > 60
    leaks = {
        (file.path, text.strip())
        for file in pages
        for text in shown_on(file.content.decode())
        if data.words_beside(text)
    }
    assert not leaks


def test_a_typed_word_is_found_wherever_a_reader_would_meet_it(site: Site) -> None:
    data = Data(names_of(site, site.languages[0]))

    def leaks(html: str) -> list[str]:
        return [word for text in shown_on(html) for word in data.words_beside(text)]

    assert leaks("<p>Soita <b>Ｐｅｒｈｅ</b> nyt</p>") == ["Soita", "nyt"]
    assert leaks("<nav aria-label='Kieli'>Ａ</nav><meta name='description' content='Tietoa'>") == ["Kieli", "Tietoa"]
    assert leaks("<p>Ｓｏｉｔａ <bdi>112</bdi>, Nollalinja (perhetyö) 18 §</p><style>p { color: red }</style>") == []
    assert leaks("<p>Nollalinjalle</p>") == ["Nollalinjalle"]
