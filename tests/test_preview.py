"""The preview for translators and editors, asked as a browser asks it: what it shows, and that it adds nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from portal.console import Console
from portal.model import State, texts_of
from portal.preview.modes import Mode, mode_of
from portal.preview.panel import without_policy
from portal.project import Project
from portal.serving import Preview
from tests.tiny import BASE, edition_of
from tests.tiny import outcome_of as tiny_outcome_of

PO = "locales/en/LC_MESSAGES/perhetyo.po"
HOSTILE = 'A family <script>alert(1)</script> \\"><b onfocus=alert(2)> & co'
EDIT = "https://forge.example/site/edit/main/"


def preview_of(root: Path) -> Preview:
    """The preview of a project, built once."""
    day = tiny_outcome_of(root).site
    assert day is not None
    preview = Preview(Project(root=root, today=day.today), root / "site", Console())
    preview.rebuild()
    return preview


def asked(preview: Preview, path: str, query: str = "", host: str = "127.0.0.1:8000") -> tuple[str, str]:
    """Status and page, as the web server's interface for Python (WSGI) gives them."""
    told: list[str] = []
    environ = {"HTTP_HOST": host, "PATH_INFO": path, "QUERY_STRING": query}
    body = b"".join(preview.answer(environ, lambda status, _: told.append(status)))
    return told[0], body.decode()


def soup_of(preview: Preview, path: str, query: str) -> BeautifulSoup:
    """A page of the preview to look into."""
    status, page = asked(preview, path, query)
    assert status == "200 OK"
    return BeautifulSoup(page, "html.parser")


@pytest.fixture
def clean(project: Callable[..., Path]) -> Preview:
    return preview_of(project())


@pytest.fixture
def faulty(project: Callable[..., Path]) -> Preview:
    """One text of each state that falls back, one hostile translation, and a forge."""
    po = (BASE / PO).read_text(encoding="utf-8")
    for old, new in {
        'msgstr "She listens to you."': 'msgstr ""',
        'msgid "Hän neuvoo lapsen kasvatuksessa."': 'msgid "Hän neuvoo sinua lapsen kasvatuksessa."',
        'msgstr "Call your own area."': 'msgstr "Call 112."',
        'msgstr "For a family that needs help."': f'msgstr "{HOSTILE}"',
        'msgstr "An hour costs {help.price}."': 'msgstr "One hour costs {help.price}."',
        '#. Paragraph.\n#: content/services/perhetyo.yaml\nmsgid "Tunti': "# <i>see</i>\n#. Paragraph.\n"
        '#: content/services/perhetyo.yaml\nmsgid "Tunti',
    }.items():
        assert old in po
        po = po.replace(old, new)
    settings = (BASE / "content/site.yaml").read_text(encoding="utf-8")
    return preview_of(project({PO: po, "content/site.yaml": f"{settings}edit: {EDIT}\n"}))


def panels_of(soup: BeautifulSoup, source: str) -> list[Tag]:
    """The panels that stand behind a text, found by its Finnish."""
    found = [panel for panel in soup.select("details.preview") if panel.select_one("dd[lang=fi]")]
    return [panel for panel in found if panel.select("dd[lang=fi]")[0].get_text() == source]


def test_a_query_names_the_mode() -> None:
    assert mode_of("") is Mode.READER
    assert mode_of("x=1") is Mode.READER
    assert mode_of("edit") is mode_of("edit=") is mode_of("edit=<x>") is Mode.TRANSLATOR
    assert mode_of("edit=content") is Mode.EDITOR


def test_readers_see_the_site_as_it_was_written(clean: Preview) -> None:
    for file in clean.site.rglob("*.html"):
        path = "/" + file.relative_to(clean.site).as_posix()
        assert asked(clean, path)[1].encode() == without_policy(file.read_bytes())


@pytest.mark.parametrize("query", ["edit", "edit=content"])
def test_without_what_is_added_each_page_is_the_readers_page(clean: Preview, query: str) -> None:
    for file in clean.site.rglob("*.html"):
        path = "/" + file.relative_to(clean.site).as_posix()
        if path.startswith("/en/fi/"):
            continue  # a page in two languages is shown as readers see it
        status, page = asked(clean, path, query)
        assert status == "200 OK"
        assert 'class="preview preview-bar"' in page, path
        soup = BeautifulSoup(page.replace(f"?{query}#", "#").replace(f'?{query}"', '"'), "html.parser")
        for added in soup.find_all(class_="preview"):
            added.decompose()
        for marked in soup.find_all(class_="preview-text"):
            marked.unwrap()
        # BeautifulSoup joins lines that are empty, so how many there were cannot be compared.
        assert str(soup).split() == str(BeautifulSoup(without_policy(file.read_bytes()), "html.parser")).split(), path


def test_every_text_of_a_page_is_marked_with_its_state(faulty: Preview) -> None:
    soup = soup_of(faulty, "/en/perhetyo/", "edit")
    edition = edition_of(faulty.project.root, "en")
    page = next(page for page in edition.site.pages if page.slug == "perhetyo")
    found: dict[str, set[str]] = {}
    for panel in soup.select("details.preview:has(> dl)"):
        number = panel.select(".preview-number")[0].get_text()
        states = {str(mark["data-state"]) for mark in soup.select(f"main .preview-text[data-text='{number}']")}
        states |= {panel.select(".preview-state")[0].get_text()}
        found.setdefault(panel.select("dd[lang=fi]")[0].get_text(), set()).update(states)
    for text in texts_of(page):
        assert found[text.source] == {text.state.value}, text.source
    states = {text.state for text in texts_of(page)}
    assert states >= {State.MISSING, State.STALE, State.WITHHELD, State.UNSTAMPED, State.MACHINE}
    counts = soup.select(".preview-bar p")[1].get_text()
    assert re.search(r"\d+ machine", counts)
    assert "1 stale" in counts
    assert "2 withheld" in counts


@pytest.mark.parametrize(
    ("source", "state", "words"),
    [
        ("Hän kuuntelee sinua.", "missing", ["readers see Finnish", "Item of a list.", f"{PO}:"]),
        ("Hän neuvoo lapsen kasvatuksessa.", "stale", ["[-sinua-]", "She gives advice on bringing up the child."]),
        ("Soita omalle alueelle.", "withheld", ["[typed-number]", "'112'", "Call 112.", "In the catalogue"]),
        ("Tunti maksaa {help.price}.", "unstamped", ["One hour costs", "<i>see</i>"]),
        (
            "[Perhetyö](term:perhetyo) on apua arkeen. Työntekijä tulee **kotiin**.",
            "machine",
            ["family work", "content/services/perhetyo.yaml:8", "Paragraph."],
        ),
    ],
)
def test_a_text_says_what_is_known_of_it(faulty: Preview, source: str, state: str, words: list[str]) -> None:
    panel = panels_of(soup_of(faulty, "/en/perhetyo/", "edit"), source)[0]
    assert state in panel.select("summary")[0].get_text()
    for word in words:
        assert word in panel.get_text(), panel.get_text()


def test_a_text_links_to_its_line_on_the_forge_where_there_is_one(faulty: Preview) -> None:
    source = "Soita omalle alueelle."
    links = [str(link["href"]) for link in panels_of(soup_of(faulty, "/en/perhetyo/", "edit"), source)[0].select("a")]
    file, _, line = links[0].partition("#L")
    assert file == f"{EDIT}{PO}"
    rows = (faulty.project.root / PO).read_text(encoding="utf-8").splitlines()
    assert f'msgid "{source}"' in rows[int(line) - 1 : int(line) + 3]  # the entry, which may begin with comments
    assert links[1].startswith(f"{EDIT}content/services/perhetyo.yaml#L")


def test_without_a_forge_there_is_no_link_to_one(clean: Preview) -> None:
    assert not panels_of(soup_of(clean, "/en/perhetyo/", "edit"), "Soita omalle alueelle.")[0].select("a")


def test_a_hostile_translation_stays_text(faulty: Preview) -> None:
    for path in ("/en/perhetyo/", "/en/", "/fi/perhetyo/"):
        soup = soup_of(faulty, path, "edit")
        assert not soup.select("script:not([src]), i, [onfocus]")
    panel = panels_of(soup_of(faulty, "/en/perhetyo/", "edit"), "Perheelle, joka tarvitsee apua.")[0]
    assert 'A family <script>alert(1)</script> "><b onfocus=alert(2)> & co' in panel.get_text()
    assert "withheld" in panel.get_text()


def test_titles_and_attributes_are_not_marked(faulty: Preview) -> None:
    soup = soup_of(faulty, "/en/perhetyo/", "edit")
    assert soup.title is not None
    assert soup.title.get_text().startswith("Family work – ")
    assert not [
        tag
        for tag in soup.find_all(True)
        for value in tag.attrs.values()
        if "preview-text" in str(value) and tag.name != "span"
    ]


@pytest.mark.parametrize("query", ["edit", "edit=content"])
def test_links_inside_the_site_keep_the_mode(clean: Preview, query: str) -> None:
    links = [str(link["href"]) for link in soup_of(clean, "/en/perhetyo/", query).select("a[href]")]
    inside = [link for link in links if link.startswith((".", "/"))]
    assert len(inside) > 10
    assert all(f"?{query}" in link for link in inside)
    assert f"../sanasto/?{query}#perhetyo" in inside
    assert not [link for link in links if link.startswith(("http", "tel:", "#")) and "?edit" in link]


def test_the_editors_mode_shows_fields_and_facts_with_their_places(faulty: Preview) -> None:
    text = soup_of(faulty, "/en/perhetyo/", "edit=content").get_text(" ", strip=True)
    assert "content/services/perhetyo.yaml:1" in text
    assert "answers.cost" in text
    for word in ("help.price", "help.days", "law.shl_18", "Checked", "source", "content/facts/facts.yaml:"):
        assert word in text, word
    soup = soup_of(faulty, "/en/perhetyo/", "edit=content")
    assert not soup.select(".preview-text")
    assert soup.select(f"a[href^='{EDIT}content/facts/facts.yaml#L']")


def test_a_build_that_stops_leaves_the_page_that_was_looked_at_before(clean: Preview) -> None:
    soup_of(clean, "/en/perhetyo/", "edit")
    (clean.project.root / "content/services/perhetyo.yaml").write_text("title: [", encoding="utf-8")
    clean.rebuild()
    soup = soup_of(clean, "/en/perhetyo/", "edit")
    assert "Nothing new is shown until this is mended" in soup.select(".preview-bar")[0].get_text()
    assert panels_of(soup, "Soita omalle alueelle.")


def test_a_broken_template_shows_the_readers_page_with_the_problem(clean: Preview) -> None:
    (clean.project.root / "templates/service.html").write_text("{{ nothing.there }}", encoding="utf-8")
    clean.rebuild()
    status, page = asked(clean, "/en/perhetyo/", "edit")
    assert status == "200 OK"
    assert "template-value" in page


def test_another_host_name_gets_nothing_in_any_mode(clean: Preview) -> None:
    for query in ("", "edit", "edit=content"):
        assert asked(clean, "/en/", query, host="evil.example:8000")[0] == "403 Forbidden"
