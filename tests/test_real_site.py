"""The real command on the real content: what readers of every language get, and what they never get."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup, Tag

from portal.addresses import PRINT_PATH, SEARCH_PATH
from portal.environment import ROOT
from portal.formatting import dialled
from portal.leaflets.typesetting import Typesetter
from portal.model import Fact, FactType, Site, State, texts_of, values_of
from portal.pipeline import Outcome
from tests.real import LANGUAGES, SETTINGS, SHEET, SOURCE, TAGS, TRANSLATED, RealSite, built_site, outcome_of

ADDRESS: str = SETTINGS["address"].rstrip("/")
CALL_PAGE: str = SETTINGS["call_page"]

MUST_NOT_BE_PRINTED = {
    # From the column print_advice of the sources' table of help lines, and from its list of contradictions.
    "09 2525 0113": "MIELI in Arabic, and for a time in English: reported closed",
    "09 2525 0114": "MIELI in Ukrainian: funding was secured only to the end of 2022",
    "09 2525 0115": "MIELI in Russian: not confirmed after 2022",
    "09 2525 0116": "MIELI in English: reported closed in 2026",
    "0400 795 634": "family guidance of a municipality, before the counties",
    "0400 365 801": "family guidance of a municipality, before the counties",
    "040 733 3949": "Pirha, from an old page",
    "050 062 5990": "Pirha, from an old page",
    "532 800": "KST on Åland, from a page of 2020",
}

FIRST_FLIGHT = 14_000
"""Bytes that a server sends before the phone must answer for the first time."""


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def real_outcome() -> Outcome:
    return outcome_of(ROOT)


def only(code: str, site: RealSite) -> list[str]:
    """The pages of one language, without those in two."""
    return [path for path in site.pages if path.startswith(f"{code}/") and path not in site.paired]


def with_frame(site: RealSite) -> list[str]:
    """The pages in the frame of one language: all but the door, sheets, leaflets and those for lost addresses."""
    leaflet = re.compile(rf"[a-z]+/{PRINT_PATH}.+/")
    own = (path for path in site.pages if path not in site.paired and not leaflet.match(path))
    return [path for path in own if path != "index.html" and not path.endswith((SHEET, "404.html", "offline.html"))]


def digits_of(words: str) -> str:
    """The digits of a phone number as it is written anywhere."""
    return re.sub(r"\D", "", words)


# The build


def test_the_real_command_finds_no_problem(real_site: RealSite) -> None:
    assert real_site.code == 0, real_site.said
    assert "No problems." in real_site.said
    assert "error[" not in real_site.said
    assert "warning[" not in real_site.said


def test_the_site_has_the_four_languages_it_began_with(real_site: RealSite) -> None:
    assert {"fi", "sv", "en", "ar"} <= set(LANGUAGES)
    assert {path.split("/")[0] for path in real_site.pages if "/" in path} == set(LANGUAGES)


def test_every_page_is_there_in_every_language(real_site: RealSite) -> None:
    written = [*(ROOT / "content").glob("services/*.yaml"), *(ROOT / "content").glob("path/*.yaml")]
    written += (ROOT / "content").glob("topics/*.md")
    wanted = {f"{page.stem}/index.html" for page in written} - {f"{SETTINGS['front_page']}/index.html"}
    wanted |= {"index.html", "404.html"}
    wanted |= {f"{page.stem}/{SHEET}" for page in written if page.parent.name == "services"}
    for county in (ROOT / "content/counties").glob("*.yaml"):
        wanted.add(f"{CALL_PAGE}/{county.stem}/index.html")
    found = {code: {path.removeprefix(f"{code}/") for path in only(code, real_site)} for code in LANGUAGES}
    assert wanted <= found[SOURCE]
    # Packets are put together by workers, and one poster shows all languages: both are there in Finnish alone.
    once = {"tulosteet/paketti/index.html", "tulosteet/juliste/index.html"}
    assert once <= found[SOURCE]
    for code in TRANSLATED:
        assert found[code] == found[SOURCE] - once, code


# Translation and trust


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_by_machine_and_stamped_so(real_outcome: Outcome, code: str) -> None:
    edition = next(edition for edition in real_outcome.editions if edition.language.code == code)
    untrue = [
        f"{text.place}: {text.state}: {text.source}"
        for text in texts_of(edition.site)
        if text.state is not State.MACHINE
    ]
    assert not untrue, "\n".join(untrue[:20])
    assert all(text.stamped for text in texts_of(edition.site))


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translated_page_shows_a_text_that_fell_back(real_site: RealSite, code: str) -> None:
    fallen = [
        path
        for path in only(code, real_site)
        if real_site.soup(path).select(".fallback, .notice:not(#no-network, .small), span[lang]")
    ]
    assert not fallen


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_translated_page_says_that_a_machine_made_it(
    real_site: RealSite, real_outcome: Outcome, code: str
) -> None:
    said = "Tietokone käänsi tämän sivun. Ihminen ei ole vielä tarkistanut käännöstä."
    edition = next(edition for edition in real_outcome.editions if edition.language.code == code)
    sentence = next(text.shown for text in edition.site.interface if text.source == said)
    for path in with_frame(real_site):
        if path.startswith(f"{code}/"):
            soup = real_site.soup(path)
            trust = soup.select_one("footer section:has(#trust)")
            assert trust is not None, path
            assert sentence in trust.get_text(), path
            assert soup.main is not None, path
            assert soup.main.select_one("a[href='#trust']"), f"{path}: the top of the page does not say so"


def test_the_open_data_says_how_far_each_language_is_translated(real_site: RealSite) -> None:
    for language in real_site.json("index.json")["languages"]:
        trust = language["trust"]
        assert trust["translated"] == trust["texts"], language
        assert trust["level"] == ("source" if language["language"] == SOURCE else "machine"), language


# Counties


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_county_and_municipality_is_one_link_from_the_list(
    real_site: RealSite, real_outcome: Outcome, code: str
) -> None:
    assert real_outcome.site is not None
    counties = real_outcome.site.counties
    soup = real_site.soup(f"{code}/{CALL_PAGE}/index.html")
    links = {(link["href"], link.get_text()) for link in soup.select("main a[href]")}
    municipalities = {
        (f"../{CALL_PAGE}/{county.slug}/", one.sv if code == "sv" else one.fi)
        for county in counties
        for one in county.municipalities
    }
    assert len(counties) == 23
    assert len(municipalities) == 308
    assert municipalities <= links
    for county in counties:
        assert (f"../{CALL_PAGE}/{county.slug}/", county.names.get(code, county.name)) in links
        names = real_site.soup(f"{code}/{CALL_PAGE}/{county.slug}/index.html").select("#kunnat li")
        assert len(names) == len(county.municipalities), county.name


# Numbers


@pytest.mark.parametrize("number", MUST_NOT_BE_PRINTED)
def test_a_number_that_was_closed_or_never_confirmed_is_in_no_file(real_site: RealSite, number: str) -> None:
    plain = digits_of(number)
    spelled = re.compile(r"[\s\u00a0./()-]*".join(plain) + r"(?!\d)")
    abroad = re.compile(r"\+?358[\s\u00a0./()-]*" + r"[\s\u00a0./()-]*".join(plain.lstrip("0")))
    for path in real_site.texts:
        text = real_site.text(path)
        assert not spelled.search(text), f"{path}: {MUST_NOT_BE_PRINTED[number]}"
        assert not abroad.search(text), f"{path}: {MUST_NOT_BE_PRINTED[number]}"


def phones_of(site: Site) -> set[str]:
    """Every phone number that a fact gives, as it is dialled."""
    facts = (*site.facts.values(), *values_of(site.counties, Fact))
    return {dialled(fact.value) for fact in facts if fact.type is FactType.PHONE and fact.value}


def test_every_phone_in_the_site_is_a_fact(real_site: RealSite, real_outcome: Outcome) -> None:
    assert real_outcome.site is not None
    known = phones_of(real_outcome.site)
    for path in real_site.pages:
        soup = real_site.soup(path)
        linked = {str(link["href"]).removeprefix("tel:") for link in soup.select("a[href^='tel:']")}
        assert linked <= known, path
        # Whatever looks like a number to dial, wherever it stands: six digits or more with only gaps between.
        written = re.findall(r"(?<![\d.,/])\+?\d(?:[\s\u00a0-]?\d){5,}(?![\d.,/])", soup.get_text("|"))
        assert {dialled(number) for number in written} <= known, path


def test_a_phone_is_dialled_as_it_is_written(real_site: RealSite) -> None:
    for path in real_site.pages:
        for link in real_site.soup(path).select("a[href^='tel:']"):
            shown = link.find("bdi")
            assert isinstance(shown, Tag), path
            assert link["href"] == f"tel:{dialled(shown.get_text())}", path
            assert shown["dir"] == "ltr", path


# Addresses


def alternates(soup: BeautifulSoup) -> dict[str, str]:
    """The same page in other languages, as the head of a page names them."""
    return {str(link["hreflang"]): str(link["href"]) for link in soup.select("head link[rel=alternate]")}


def test_hreflang_and_canonical_agree_on_all_pages(real_site: RealSite) -> None:
    for path in with_frame(real_site):
        code, _, own = path.removesuffix("index.html").partition("/")
        soup = real_site.soup(path)
        canonical = soup.select_one("head link[rel=canonical]")
        assert canonical is not None, path
        assert canonical["href"] == f"{ADDRESS}/{code}/{own}"
        wanted = {TAGS[other]: f"{ADDRESS}/{other}/{own}" for other in LANGUAGES}
        assert alternates(soup) == wanted | {"x-default": f"{ADDRESS}/{SOURCE}/{own}" if own else f"{ADDRESS}/"}
        assert soup.html is not None
        assert soup.html["lang"] == TAGS[code]
        assert soup.html["dir"] == ("rtl" if code == "ar" else "ltr")
        hidden = own == SEARCH_PATH  # a search has nothing that another search should find
        assert bool(soup.select("meta[name=robots]")) == hidden, path


def test_the_choice_of_languages_is_the_default_for_every_other_language(real_site: RealSite) -> None:
    wanted = {TAGS[code]: f"{ADDRESS}/{code}/" for code in LANGUAGES} | {"x-default": f"{ADDRESS}/"}
    assert alternates(real_site.soup("index.html")) == wanted


def test_the_map_for_search_engines_holds_every_page_with_the_same_languages(real_site: RealSite) -> None:
    space = {
        "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "xhtml": "http://www.w3.org/1999/xhtml",
    }
    found: dict[str, dict[str, str]] = {}
    for row in ElementTree.fromstring(real_site.text("sitemap.xml")).findall("map:url", space):
        address = row.findtext("map:loc", namespaces=space) or ""
        links = row.findall("xhtml:link", space)
        found[address] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
    wanted = {}
    for path in with_frame(real_site):
        if path.endswith(f"/{SEARCH_PATH}index.html"):
            continue
        named = alternates(real_site.soup(path))
        named.pop("x-default")
        wanted[f"{ADDRESS}/{path.removesuffix('index.html')}"] = named
    assert found == wanted


def test_the_language_links_of_a_page_lead_to_the_same_page(real_site: RealSite) -> None:
    for path in with_frame(real_site):
        own = path.partition("/")[2]
        links = real_site.soup(path).select("nav.languages a[hreflang]")
        assert [link["hreflang"] for link in links] == list(TAGS.values()), path
        for code, link in zip(LANGUAGES, links, strict=True):
            target = (real_site.folder / path).parent / str(link["href"]) / "index.html"
            assert target.resolve() == (real_site.folder / code / own).resolve(), path


def test_robots_may_read_everything_and_find_the_map(real_site: RealSite) -> None:
    wanted = f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}/sitemap.xml\n"
    assert real_site.text("robots.txt") == wanted


@pytest.mark.parametrize("path", ["404.html", *(f"{code}/404.html" for code in LANGUAGES)])
def test_a_lost_reader_gets_a_way_on_from_any_depth(real_site: RealSite, path: str) -> None:
    soup = real_site.soup(path)
    links = [str(link["href"]) for link in soup.select("a[href]")]
    assert all(link.startswith(("/", "tel:")) for link in links), links
    pages = [link for link in links if link.startswith("/")]
    assert all((real_site.folder / link[1:] / "index.html").is_file() for link in pages), links
    assert soup.select("meta[name=robots][content=noindex]")


# What a page loads


def loaded(soup: BeautifulSoup) -> Iterator[str]:
    """Every address that a browser fetches by itself when it shows the page."""
    for tag in soup.select("[src], [srcset], [data], [poster], [background], [ping], [action]"):
        yield str(tag)
    for link in soup.select("link[href]:not([href^='data:'])"):
        if link["rel"] not in (["canonical"], ["alternate"]):
            yield str(link)


def test_a_page_loads_nothing_but_scripts_of_its_own_site(real_site: RealSite) -> None:
    files = set(real_site.files)
    for path in real_site.pages:
        soup = real_site.soup(path)
        scripts = soup.select("script")
        assert all(script.has_attr("defer") and not script.get_text() for script in scripts), path
        # Pictures come only when they are shown, and what the phone's list of apps needs only when it is asked for.
        later = soup.select("img[loading=lazy], img.qr, link[rel=manifest], link[rel=apple-touch-icon]")
        for tag in (*scripts, *later):
            file = ((real_site.folder / path).parent / str(tag.get("src") or tag["href"])).resolve()
            assert file.relative_to(real_site.folder.resolve()).as_posix() in files, path
        assert set(loaded(soup)) == {str(tag) for tag in (*scripts, *later)}, path
        assert not soup.select("iframe, object, embed, base"), path
        assert [meta["http-equiv"] for meta in soup.select("meta[http-equiv]")] == ["Content-Security-Policy"], path
        handlers = [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert not handlers, path
        styles = " ".join(style.get_text() for style in soup.select("style"))
        assert not re.search(r"url\(|@import|@font-face|expression", styles), path
        assert not re.search(r"javascript:|document\.cookie|localStorage", real_site.text(path)), path


def test_a_link_to_another_host_is_an_official_one_over_https(real_site: RealSite, real_outcome: Outcome) -> None:
    site = real_outcome.site
    assert site is not None
    known = {address for link in site.links for address in link.addresses.values()}
    for county in site.counties:
        known |= {*county.link.values(), *county.page.values()}
    quiet = {page.slug for page in site.pages if page.quiet}
    for path in real_site.pages:
        links = {str(link["href"]) for link in real_site.soup(path).select("a[href]")}
        outside = {link for link in links if urlsplit(link).netloc}
        # Two more, which only a tap opens: to give this page on, and to leave one that is dangerous to be seen with.
        canonical = path.removesuffix("index.html").replace(f"/{SOURCE}/", "/", 1 if path[:3] != f"{SOURCE}/" else 0)
        shared = {f"https://wa.me/?text={quote(f'{ADDRESS}/{canonical}')}"}
        leaving = {SETTINGS["exit"]} if path.split("/")[-2:-1] and path.split("/")[-2] in quiet else set()
        assert outside <= known | shared | leaving, path
        assert all(link.startswith("https://") for link in outside), path


PHYSICAL = re.compile(
    r"(?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right)\b[\w-]*\s*:"
    r"|(?<![\w-])(?:left|right)\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
)


def test_the_style_knows_no_left_and_no_right(real_site: RealSite) -> None:
    style = re.sub(r"/\*.*?\*/", "", (ROOT / "templates/style.css").read_text(encoding="utf-8"), flags=re.S)
    assert not PHYSICAL.findall(style)
    for path in real_site.pages:
        soup = real_site.soup(path)
        assert not soup.select("[style], [align]"), path
        assert not PHYSICAL.findall("".join(tag.get_text() for tag in soup.select("style"))), path


# Words


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_first_use_of_a_term_shows_its_finnish_word(real_site: RealSite, real_outcome: Outcome, code: str) -> None:
    assert real_outcome.site is not None
    terms = {term.id: term for term in real_outcome.site.glossary}
    shown = 0
    for path in with_frame(real_site):
        if not path.startswith(f"{code}/"):
            continue
        seen: set[str] = set()
        for link in real_site.soup(path).select("a.term"):
            name = str(link["href"]).partition("#")[2]
            after = link.find_next_sibling()
            is_first = name not in seen and terms[name].word(code) != terms[name].term
            seen.add(name)
            glossed = str(link.next_sibling) == " (" and isinstance(after, Tag) and after.name == "bdi"
            assert glossed == is_first, f"{path}: {link}"
            if is_first:
                assert isinstance(after, Tag)
                assert (after["lang"], after["dir"]) == (SOURCE, "ltr"), path
                assert after.get_text() == terms[name].term, path
                shown += 1
    assert shown > 100


def test_no_mark_of_the_templates_is_left_in_a_page(real_site: RealSite) -> None:
    for path in real_site.pages:
        assert not re.search("[\ue000-\uf8ff]", real_site.text(path)), path
        body = real_site.soup(path).body
        assert body is not None, path
        assert not re.search(r"[{}]|\]\(|\*\*", body.get_text()), path


# Open data


def test_every_file_of_the_open_data_says_its_version_and_language(real_site: RealSite) -> None:
    index = real_site.json("index.json")
    assert index["licence"] == "CC-BY-4.0"
    for path in real_site.files:
        if path.startswith("api/"):
            assert real_site.json(path.removeprefix("api/"))["version"] == index["version"], path
    for language in index["languages"]:
        assert language["trust"].keys() >= {"level", "translated", "texts"}
        for path in language["files"].values():
            assert real_site.json(path)["language"] == language["language"], path


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_open_data_says_the_same_as_the_pages(real_site: RealSite, real_outcome: Outcome, code: str) -> None:
    pages = real_site.json(f"{code}/pages.json")["pages"]
    assert real_outcome.site is not None
    quiet = {page.slug for page in real_outcome.site.pages if page.quiet}
    assert {page["path"] for page in pages} <= {f"/{path.removesuffix('index.html')}" for path in only(code, real_site)}
    for page in pages:
        soup = real_site.soup(f"{page['path'][1:]}index.html")
        assert soup.h1 is not None
        assert soup.title is not None
        description = soup.select_one("meta[name=description]")
        assert description is not None
        if page["path"].strip("/").rpartition("/")[2] not in quiet:
            assert soup.title.get_text().startswith(page["title"]["text"])
            assert description["content"] == page["summary"]["text"]
        assert page["trust"]["level"] == ("source" if code == SOURCE else "machine")
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}|unknown", page["oldest_fact"])
        shown = words_of(soup.get_text())
        for answer in [page.get("body", []), *page.get("answers", {}).values()]:
            for block in answer:
                missing = words_of(block.get("text", "")) - shown
                assert not missing, f"{page['path']}: {block['text']}"


def words_of(text: str) -> set[str]:
    """The words and numbers of a text, without what stands around them."""
    # Chinese puts no space between words: there each sign counts.
    return set(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_open_data_has_the_phones_of_the_pages_with_source_and_date(real_site: RealSite, code: str) -> None:
    contacts = real_site.json(f"{code}/contacts.json")["contacts"]
    facts = [line["phone"] for line in contacts["helplines"] if line["phone"]]
    facts += [
        county["guidance"]["phone"]
        for county in contacts["counties"]
        if county["guidance"] and county["guidance"]["phone"]
    ]
    assert all(fact["source"] and fact["checked"] for fact in facts)
    in_pages = {
        str(link["href"]).removeprefix("tel:")
        for path in only(code, real_site)
        for link in real_site.soup(path).select("a[href^='tel:']")
    }
    assert {dialled(fact["value"]) for fact in facts if fact["value"]} == in_pages


def test_a_changed_fact_changes_every_language_and_the_open_data_and_no_translation(
    real_outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Typesetter, "pdf", lambda *_: b"")  # what leaflets say, their own tests read
    for folder in ("content", "locales", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "content/facts/helplines.yaml"
    facts = file.read_text(encoding="utf-8")
    assert "value: 080 005 005" in facts
    file.write_text(facts.replace("value: 080 005 005", "value: 080 005 995"), encoding="utf-8")
    # Lists of hashes, leaflets and the like change with the pages in ways of their own.
    kinds = (".html", ".xml", "pages.json", "contacts.json", "glossary.json", "path.json")
    before = {one.path: one.content.decode() for one in real_outcome.files if one.path.endswith(kinds)}
    after = {one.path: one.content.decode() for one in outcome_of(tmp_path).files if one.path.endswith(kinds)}
    assert after.keys() == before.keys()
    for path, text in before.items():
        new = text.replace("080005005", "080005995")
        new = re.sub(r"(?<!\d)080([ \u00a0])005([ \u00a0])005", r"080\g<1>005\g<2>995", new)
        # Nothing but the number is other: no text fell back, no level of trust is lower.
        assert after[path] == new, path
    for code in LANGUAGES:
        assert after[f"{code}/index.html"] != before[f"{code}/index.html"]
        assert after[f"api/{code}/contacts.json"] != before[f"api/{code}/contacts.json"]


# Weight


def test_every_page_arrives_in_the_first_flight_of_a_connection(real_site: RealSite) -> None:
    too_heavy: dict[str, int] = {}
    for path in real_site.pages:
        content = (real_site.folder / path).read_bytes()
        if len(brotli.compress(content, quality=5)) > FIRST_FLIGHT:  # the best packing takes ten times as long
            weight = len(brotli.compress(content))
            too_heavy |= {path: weight} if weight > FIRST_FLIGHT else {}
    assert not too_heavy
