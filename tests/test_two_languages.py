"""The pages in two languages on the real content: each text beside its Finnish, cut at the same places."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.real import SOURCE, TRANSLATED, RealSite, built_site


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


def blocks(soup: BeautifulSoup) -> list[str]:
    """The texts of the main part in their order, block by block, without what only one language has."""
    assert soup.main is not None
    found = soup.main.select("section.answer h2, section.answer > p, section.answer li")
    return [" ".join(block.get_text().split()) for block in found if not block.select("a[rel=external], li")]


def half(soup: BeautifulSoup, which: int) -> BeautifulSoup:
    """The page with only one half of each pair: 0 the reader's language, 1 the Finnish."""
    copy = BeautifulSoup(str(soup), "html.parser")
    for pair in copy.select(".pair"):
        halves = [child for child in pair.children if isinstance(child, Tag)]
        assert len(halves) == 2
        halves[1 - which].decompose()
    return copy


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_page_of_content_is_there_in_two_languages(real_site: RealSite, code: str) -> None:
    own = {path.removeprefix(f"{code}/{SOURCE}/") for path in real_site.paired if path.startswith(f"{code}/")}
    plain = {path.removeprefix(f"{code}/") for path in real_site.pages if path.startswith(f"{code}/")}
    assert len(own) > 55
    assert own <= plain
    for path in own:
        link = f"{code}/{SOURCE}/{path}".removesuffix("index.html")
        hrefs = [str(a["href"]) for a in real_site.soup(f"{code}/{path}").select(".tools a")]
        assert any(href.lstrip("./") == link for href in hrefs), path


@pytest.mark.parametrize("code", TRANSLATED)
def test_each_half_says_what_the_page_of_its_language_says(real_site: RealSite, code: str) -> None:
    for slug in ("perhetyo", "arviointi", "lastensuojelu", "yhteydenotto"):
        both = real_site.soup(f"{code}/{SOURCE}/{slug}/index.html")
        finnish = blocks(real_site.soup(f"{SOURCE}/{slug}/index.html"))
        own = blocks(real_site.soup(f"{code}/{slug}/index.html"))
        assert len(finnish) > 10
        assert blocks(half(both, 1)) == finnish, slug
        assert blocks(half(both, 0)) == own, slug


def test_the_halves_say_their_language_and_search_engines_stay_away(real_site: RealSite) -> None:
    for path in real_site.paired:
        soup = real_site.soup(path)
        assert soup.select("meta[name=robots][content=noindex]"), path
        assert not soup.select("link[rel=canonical], link[rel=alternate]"), path
        halves = soup.select(".pair > :nth-child(2)")
        assert halves, path
        assert all(one["lang"] == SOURCE and one["dir"] == "ltr" for one in halves), path
    for path in set(real_site.pages) - set(real_site.paired):
        assert not real_site.soup(path).select(".pair"), path


def test_a_reader_goes_on_in_two_languages_and_finds_the_way_back(real_site: RealSite) -> None:
    code = TRANSLATED[-1]
    folder = real_site.folder / code / SOURCE / "perhetyo"
    soup = real_site.soup(f"{code}/{SOURCE}/perhetyo/index.html")
    back = soup.select(".tools a")[0]
    assert (folder / str(back["href"])).resolve() == (real_site.folder / code / "perhetyo").resolve()
    for link in soup.select("main .pair > :nth-child(2) a.term"):
        target = (folder / str(link["href"]).partition("#")[0]).resolve()
        assert target.is_relative_to((real_site.folder / code / SOURCE).resolve()), link
