"""Leaflets from content to files: the same bytes, hostile words stay words, the cache changes only the time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from portal import fonts, formatting
from portal.environment import ROOT
from portal.leaflet_parts import START, blocks_of, sections_of
from portal.leaflets.document import Author, digits_of
from portal.leaflets.lettering import missing_letters
from portal.leaflets.making import print_all
from portal.leaflets.measuring import Letters
from portal.leaflets.ordering import Order, orders_of
from portal.leaflets.tree import Unbalanced, joined, leaves, read_leaflet, words_of
from portal.leaflets.typesetting import DoesNotFit, Typesetter
from portal.model import BlockKind, LeafletFormat, PartialDate
from portal.remembering import Memory, key_of
from tests import leaflets
from tests.leaflet_insides import pdfua_faults
from tests.real import DAY, LANGUAGES
from tests.tiny import Ran

LEAFLET = "formats: [a4, a5, large, bilingual, trifold]\nparts:\n  - {page: perhetyo, short: [what 1, cost 1]}\n"


def _order(path: str) -> Order:
    return next(order for order in leaflets.orders() if order.path == path)


# The tree


def _read(html: str) -> list[dict[str, Any]]:
    return read_leaflet(f'<main id="main">{html}</main>')


def test_words_beside_blocks_keep_their_place() -> None:
    call = '<a class="call" href="tel:112">Soita <bdi dir="ltr">112</bdi></a>'
    html = f"<h2>Nimi</h2><div><h3>Soita</h3>{call}<p>Aina.</p></div>"
    assert list(words_of(_read(html))) == ["Nimi", "Soita", "Soita 112", "Aina."]


def test_an_address_is_spelled_out_once() -> None:
    html = '<p><a href="https://www.kela.fi/x">Kela</a> ja <a href="https://kela.fi">kela.fi</a></p>'
    assert list(words_of(_read(html))) == ["Kela (kela.fi) ja kela.fi"]


def test_a_doubt_stays_with_its_number() -> None:
    html = '<main id="main"><p><a class="phone" href="tel:1">09\u00a01</a> <span class="ask">kysy</span></p></main>'
    (leaf,) = leaves(read_leaflet(html))
    assert [run["t"] for run in leaf["runs"]] == ["09\u00a01", " ", "(kysy)"]
    assert leaf["runs"][0]["b"]


def test_white_space_is_one_space() -> None:
    assert joined([{"t": " a \n"}, {"t": "\n b", "b": True}, {"t": "  "}]) == [{"t": "a "}, {"t": "b", "b": True}]


def test_what_waits_for_a_script_is_not_printed_and_moves_nothing() -> None:
    widget = '<form hidden><label for="q">Etsi</label><p><input id="q"></p></form><p hidden>Ei löydy.</p>'
    svg = '<svg><path d="M0 0"/></svg>'
    read = _read(f"<div>{widget}{svg}<p>Sana<br>Toinen<wbr></p></div><section><h2>Nimi</h2></section>")
    assert [node["tag"] for node in read] == ["div", "section"]
    assert list(words_of(read)) == ["SanaToinen", "Nimi"]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div><p>Sana</div></p>", "</div> closes <p>."),
        ("<p><b>Sana</p></b>", "</p> closes <b>."),
        ("<p>Sana</p></p>", "</p> closes nothing."),
        ("<div><p>Sana</p>", "<div> is never closed."),
        ("<form><div></form>", "</form> closes <div>."),
    ],
)
def test_a_tag_that_is_closed_out_of_order_is_told(html: str, said: str) -> None:
    with pytest.raises(Unbalanced, match=re.escape(said)):
        _read(html)


def test_a_template_that_is_not_whole_stops_the_leaflets(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    template = (ROOT / "templates/leaflet.html").read_text(encoding="utf-8").replace("</hgroup>", "</div>")
    root = project({"content/leaflets/perhetyo.yaml": LEAFLET, "templates/leaflet.html": template})
    ran = run_command(root, "leaflets", "--language", "fi", "--today", DAY)
    assert (ran.code, "error[bad-html] </div> closes <hgroup>." in ran.output) == (1, True)


# Content


def test_a_short_leaflet_cuts_no_list_and_ends_with_no_heading() -> None:
    for order in leaflets.orders():
        if order.format is not LeafletFormat.TRIFOLD:
            continue
        for section in sections_of(order.leaflet, order.author.renderer.whole.site, short=True):
            whole = blocks_of(section.page)[section.name][1]
            last = section.blocks[-1]
            assert last.kind is not BlockKind.HEADING
            after = whole[whole.index(last) + 1 :]
            if last.kind in {BlockKind.ITEM, BlockKind.STEP}:
                assert not after or after[0].kind is not last.kind, section


def test_what_stands_before_the_first_heading_has_a_name() -> None:
    site = leaflets.authors()[0].renderer.whole.site
    page = next(page for page in site.pages if page.slug == "oikeus-tulkkiin")
    assert next(iter(blocks_of(page))) == START


def test_a_county_gives_its_own_contacts_with_their_date_and_no_other() -> None:
    author = leaflets.authors()[0]
    site = author.renderer.whole.site
    counties = {county.slug: county for county in site.counties}
    leaflet = next(one for one in site.leaflets if one.slug == "lapsiperheiden-kotipalvelu")
    words = " ".join(words_of(Author(author.renderer, counties["lansi-uusimaa"]).tree(leaflet)))
    assert "Länsi-Uudenmaan hyvinvointialue" in words
    assert "026\u00a0151\u00a02360" in words
    assert "joulukuu 2025" in words
    assert "Pirkanmaan" not in words
    # A county whose number nobody has confirmed gets lines to write on.
    words = " ".join(words_of(Author(author.renderer, counties["pirkanmaa"]).tree(leaflet)))
    assert "Pirkanmaan hyvinvointialue" in words
    assert "Puhelin" in words
    assert "6,60" in words
    assert "kysy, tämä on voinut muuttua" in words
    words = " ".join(words_of(author.tree(leaflet)))
    assert "Paikka Puhelin Milloin Hinta" in words
    assert "hyvinvointialue" not in words.partition("Kenelle soitan?")[2]


def test_what_is_not_known_of_a_county_has_a_line_to_write_on() -> None:
    author = leaflets.authors()[0]
    site = author.renderer.whole.site
    by_slug = {leaflet.slug: leaflet for leaflet in site.leaflets}
    for county in site.counties:
        guide, help = county.guidance, county.home_help
        has_phone = bool(guide and guide.phone and guide.phone.value)
        has_price = bool(help and (help.cost == "free" or help.hour_price))
        for slug in ("lapsiperheiden-kotipalvelu", "perhetyo"):
            tree = Author(author.renderer, county).tree(by_slug[slug])
            lines = [row["kids"][0]["runs"][0]["t"] for row in _rows_to_write_on(tree)]
            wanted = {
                "Paikka": not has_phone,
                "Puhelin": not has_phone,
                "Milloin": not (has_phone and guide and guide.hours),
                "Hinta": by_slug[slug].price and not has_price,
            }
            assert lines == [name for name, is_wanted in wanted.items() if is_wanted], (county.slug, slug)


def _rows_to_write_on(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        kids = node.get("kids", [])
        yield from kids if node.get("class") == "lines" else _rows_to_write_on(kids)


def test_finnish_stands_beside_each_block_of_a_bilingual_leaflet() -> None:
    data = _order("ar/tulosteet/perhetyo-bilingual.pdf").data()
    own = [node.get("class", "") for node in data["body"] if "small" not in node.get("class", "")]
    assert own == [node.get("class", "") for node in data["finnish"]]


# The same bytes

_MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
exec(sys.argv.pop(1))
from portal.cli import main
sys.exit(main(sys.argv[1:], Path.cwd()))
"""


def _made_twice(folder: Path, root: Path, words: tuple[str, ...], planted: str = "") -> list[dict[str, bytes]]:
    """What the command makes of a project in two places where all is other that may be other."""
    places = {
        "one": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        "ä/مجلد": {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"},
    }
    return [_made(folder / name, root, words, planted, there) for name, there in places.items()]


def _made(
    folder: Path, root: Path, words: tuple[str, ...], planted: str, variables: dict[str, str]
) -> dict[str, bytes]:
    for name in ("content", "locales", "templates"):
        shutil.copytree(root / name, folder / name)
    done = subprocess.run(
        [sys.executable, "-c", _MAKE, str(ROOT), planted, "leaflets", *words, "--out", "made", "--today", DAY],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = folder / "made"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*.pdf")}


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not there twice with the same bytes."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_another_folder_time_zone_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    # Every leaflet without a county is compared with the rest of the site, in tests/test_same_bytes.py.
    words = ("--leaflet", "perhetyo", "--leaflet", "lompakkokortti", "--leaflet", "juliste", "--county", "pirkanmaa")
    one, other = _made_twice(tmp_path, ROOT, words)
    assert len(one) >= 5 * len(LANGUAGES)
    assert _different(one, other) == []


_CHANGED_DATA = """
import os, time
from portal.leaflets.ordering import Order
was = Order.data
Order.data = lambda self: was(self) | {{"author": str({value})}}
"""
_CREATED_NOW = """
import time, typst
real = typst.Compiler
class Compiler:
    def __init__(self, *words, **settings):
        self.real = real(*words, **settings)
    def compile(self, **settings):
        return self.real.compile(**settings | {"timestamp": time.time_ns() % 10**9})
typst.Compiler = Compiler
"""


@pytest.mark.parametrize(
    "planted",
    [
        _CREATED_NOW,
        _CHANGED_DATA.format(value="list(set('abcdefgh'))"),
        _CHANGED_DATA.format(value="os.getcwd()"),
        _CHANGED_DATA.format(value="time.localtime(0)"),
    ],
    ids=["the time at which it is made", "the order of a set", "the folder", "the time zone"],
)
def test_what_is_not_the_same_everywhere_is_found(planted: str, project: Callable[..., Path], tmp_path: Path) -> None:
    root = project({"content/leaflets/perhetyo.yaml": LEAFLET})
    words = ("--language", "fi", "--format", "a5")
    assert _different(*_made_twice(tmp_path, root, words, planted)) == ["fi/perhetyo-a5.pdf"]


def test_a_changed_fact_changes_the_bytes() -> None:
    order = _order("fi/tulosteet/perhetyo-a5.pdf")
    data = order.data()
    typesetter = Typesetter(ROOT)
    before = typesetter.pdf(order.format, order.language, data)
    assert typesetter.pdf(order.format, order.language, data) == before
    assert typesetter.pdf(order.format, order.language, data | {"code": "toinen"}) != before


def test_the_cache_may_be_gone_damaged_or_locked(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache")
    key = key_of(["a", b"b"])
    assert key != key_of(["ab"])
    assert key != key_of(["a", "", "b"])
    assert memory.remember(key, lambda: b"one") == b"one"
    assert memory.remember(key, lambda: b"two") == b"one"
    (tmp_path / "cache" / key).write_bytes(b"broken")
    assert memory.remember(key, lambda: b"two") == b"two"
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert memory.remember(key, lambda: b"three") == b"three"


@pytest.mark.parametrize(
    ("locale", "digits"), [("ar", "123456"), ("fa", "۱۲۳۴۵۶"), ("fa_AF", "۱۲۳۴۵۶"), ("ckb", "١٢٣٤٥٦"), ("ru", "123456")]
)
def test_steps_and_sheets_are_counted_with_the_digits_of_the_language(locale: str, digits: str) -> None:
    order = _order("ar/tulosteet/asiakkaan-polku-a4.pdf")
    own = digits_of(replace(order.language, locale=locale))
    assert own[1:7] == digits
    words = leaflets.text_of(Typesetter(ROOT).pdf(order.format, order.language, order.data() | {"digits": list(own)}))
    assert [number for number in digits if not re.search(rf"^{number}\s*$", words, re.MULTILINE)] == []
    assert re.search(f"[{own}] / [{own}]", words)
    # What is dialled, paid or shown at an office is the same everywhere.
    assert "112" in words
    assert not re.search("[٠-٩۰-۹]", formatting.date_in_words(PartialDate(2026, 11, 22), order.language))


# Room


def test_words_that_do_not_fit_are_told_and_nothing_is_left_out_in_silence() -> None:
    order = _order("fi/tulosteet/perhetyo-trifold.pdf")
    data = order.data()
    parts = [node for node in data["body"] if node["tag"] in {"section", "div"} and "class" not in node]
    body = [*data["body"], *parts * 9]
    with pytest.raises(DoesNotFit, match="inside"):
        Typesetter(ROOT).pdf(order.format, order.language, data | {"body": body})


# Letters


def test_every_letter_of_the_site_has_a_picture() -> None:
    for author in leaflets.authors():
        assert list(missing_letters(author.renderer.whole, Letters())) == []


@pytest.mark.parametrize("letters", ["åäöÅÄÖšž§€–’”", "ڕڵۆێەپچژگکیئ", "ыэёіїєґ", "家庭支持服务", "ሰላም", "ครอบครัว"])
def test_the_letters_of_each_script_are_there(letters: str) -> None:
    known = set().union(*(Letters().known(script) for script in fonts.FACES))
    assert {letter for letter in letters if ord(letter) not in known} == set()
    assert ord("☎") not in Letters().known("Latn")


def test_a_language_without_a_font_has_pages_and_its_missing_leaflets_are_told(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"content/leaflets/perhetyo.yaml": LEAFLET.replace("a4, a5, large, bilingual, trifold", "a4")})
    with (root / "content/languages.yaml").open("a", encoding="utf-8") as registry:
        registry.write('my:\n  plural_forms: "nplurals=1; plural=0;"\n  script: Mymr\n')
    assert run_command(root, "new", "language", "my").code == 0
    ran = run_command(root, "build")
    assert "warning[no-font] There are no leaflets as PDF in" in ran.output
    assert (root / "site/my/index.html").exists()
    assert (root / "site/fi/tulosteet/perhetyo-a4.pdf").exists()
    assert list((root / "site/my").rglob("*.pdf")) == []


# Reading back


def _lost(order: Order, pdf: bytes) -> float:
    wanted = leaflets.tokens(leaflets.shown_words(order))
    return 100 * len(leaflets.lost_words(wanted, pdf)) / len(wanted)


def test_of_the_words_of_arabic_leaflets_few_are_lost_when_they_are_read_back() -> None:
    # Of a single leaflet the checks of all leaflets tell; the readers of browsers lose the words with lam and alef.
    lost = [_lost(order, pdf) for order, pdf in leaflets.printed().values() if order.language.code == "ar"]
    assert mean(lost) <= 15


def test_what_only_a_screen_shows_is_not_printed() -> None:
    hidden = 0
    for order in leaflets.orders():
        printed = set(leaflets.tokens(" ".join(words_of(order.data()["body"]))))
        assert printed & leaflets.hidden_words(order) == set(), order.path
        hidden += len(leaflets.hidden_words(order))
    assert hidden


# The command


def test_the_command_makes_what_is_asked_for(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project({"content/leaflets/perhetyo.yaml": LEAFLET})
    ran = run_command(root, "leaflets", "--language", "en", "--format", "a4", "--county", "esimerkkila", "--today", DAY)
    assert (ran.code, ran.output[:25]) == (0, "1 leaflet in tulosteet/. ")
    (made,) = (root / "tulosteet").rglob("*.pdf")
    assert made.relative_to(root).as_posix() == "tulosteet/en/perhetyo-a4-esimerkkila.pdf"
    assert pdfua_faults(made.read_bytes()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--leaflet", "perhety"), "There is no leaflet 'perhety'. Did you mean 'perhetyo'?"),
        (("--language", "xx"), "There is no language 'xx'. Known names: en, fi."),
        (("--county", "turku"), "There is no county 'turku'. Known names: esimerkkila."),
        (("--language", "fi", "--format", "bilingual"), "There is no such leaflet: not every leaflet has every format"),
    ],
)
def test_a_name_that_is_not_known_is_told(
    words: tuple[str, ...], said: str, project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    ran = run_command(project({"content/leaflets/perhetyo.yaml": LEAFLET}), "leaflets", *words, "--today", DAY)
    assert ran.code == 2
    assert ran.output.startswith(said)


def test_the_site_offers_what_was_made(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project({"content/leaflets/perhetyo.yaml": LEAFLET})
    assert run_command(root, "build").code == 0
    page = (root / "site/en/tulosteet/index.html").read_text(encoding="utf-8")
    for kind in ("a4", "a5", "large", "bilingual", "trifold"):
        assert f"perhetyo-{kind}.pdf" in page
        assert (root / f"site/en/tulosteet/perhetyo-{kind}.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert not (root / "site/fi/tulosteet/perhetyo-bilingual.pdf").exists()
    assert "Family work" in page
    assert "Perhetyö" in page
    again = run_command(root, "build")
    assert " 0 new or changed" in again.output


def test_threads_give_what_one_after_the_other_gives() -> None:
    author = leaflets.authors()[0]
    chosen = [order for order in orders_of((author,)) if order.leaflet.slug == "oikeus-tulkkiin"]
    made = print_all(chosen, Typesetter(ROOT))
    assert [order.path for order, _ in made.files] == [order.path for order in chosen]
    for order, file in made.files:
        assert file.content == Typesetter(ROOT).pdf(order.format, order.language, order.data())


def test_a_leaflet_made_alone_has_the_finnish_column_in_finnish() -> None:
    order = _order("ar/tulosteet/oikeudet-bilingual.pdf")
    alone = next(one for one in orders_of((Author(order.author.renderer),)) if one.path == order.path)
    assert alone.data() == order.data()
    finnish = json.dumps(alone.data()["finnish"], ensure_ascii=False)
    assert "sinulla ja lapsella" in finnish
