"""Every leaflet of the site as PDF: for screen readers, for printers, and with nothing hidden in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import typst

from portal import fonts
from portal.environment import ROOT
from portal.leaflets.ordering import Order
from portal.leaflets.tree import leaves
from portal.leaflets.typesetting import DoesNotFit, Typesetter
from portal.model import LeafletFormat
from tests import leaflets
from tests.real import LANGUAGES

TRIFOLDS = [LeafletFormat.TRIFOLD]


def _all(formats: list[LeafletFormat] | None = None) -> Iterator[tuple[Order, bytes]]:
    for order, pdf in leaflets.printed().values():
        if formats is None or order.format in formats:
            yield order, pdf


def _typst(source: str, *, tagged: bool = True, own_fonts: bool = True) -> bytes:
    """A PDF with a planted fault."""
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=not own_fonts,
        font_paths=[str(folder) for folder in fonts.folders()] if own_fonts else [],
    )
    compiler = typst.Compiler(source.encode(), font_paths=faces, ignore_system_fonts=True)
    made = compiler.compile(format="pdf", pdf_tags=tagged)
    assert isinstance(made, bytes)
    return made


FINNISH = '#set text(font: "Noto Sans", lang: "fi")\n'


def test_every_leaflet_is_there_in_every_language() -> None:
    paths = set(leaflets.printed())
    for code in LANGUAGES:
        for leaflet in (
            "perhetyo",
            "lastensuojelu",
            "asiakkaan-polku",
            "oikeudet",
            "pelkaatko",
            "apua-heti",
            "sanasto",
        ):
            assert f"{code}/tulosteet/{leaflet}-a4.pdf" in paths
        for card in ("lompakkokortti-wallet", "tyontekijan-kortti-worker"):
            assert f"{code}/tulosteet/{card}.pdf" in paths
    services = {path.stem for path in (ROOT / "content/services").glob("*.yaml")}
    assert services <= {order.leaflet.slug for order in leaflets.orders()}


def test_every_leaflet_is_pdf_ua() -> None:
    faults = {order.path: found for order, pdf in _all() if (found := leaflets.pdfua_faults(pdf))}
    assert faults == {}


def test_a_leaflet_without_tags_is_found() -> None:
    assert leaflets.pdfua_faults(_typst(f"{FINNISH}= Otsikko\nTeksti.", tagged=False))


def test_the_languages_of_the_whole_and_of_each_finnish_part_are_told() -> None:
    for order, pdf in _all():
        own = order.language.tag.partition("-")[0]
        assert leaflets.language_of(pdf) == own, order.path
        if not order.author.renderer.edition.is_source:
            marked = leaflets.marked_languages(pdf)
            assert marked[own], order.path
            # A folded leaflet has as many of the words as there is room for.
            wanted = 1 if order.format is LeafletFormat.TRIFOLD else leaflets.finnish_parts(order)
            assert marked["fi"] >= max(1, wanted), order.path


def test_a_finnish_part_without_its_language_is_found() -> None:
    pdf = _typst('#set text(font: "Noto Sans", lang: "sv")\n= Familjearbete\nperhetyö')
    assert leaflets.language_of(pdf) == "sv"
    assert "fi" not in leaflets.marked_languages(pdf)


def test_each_leaflet_has_one_first_heading_and_leaves_out_no_level() -> None:
    for order, pdf in _all():
        levels = leaflets.headings_of(pdf)
        assert (levels[0], levels.count(1)) == (1, 1), order.path
        assert all(level <= before + 1 for before, level in pairwise(levels)), order.path


def test_fonts_are_ours_and_embedded() -> None:
    assert {order.path: found for order, pdf in _all() if (found := leaflets.strange_fonts(pdf))} == {}


def test_a_foreign_font_is_found() -> None:
    assert leaflets.strange_fonts(_typst("= Otsikko", own_fonts=False))


def test_nothing_is_hidden_in_a_leaflet() -> None:
    assert {order.path: found for order, pdf in _all() if (found := leaflets.active_parts(pdf))} == {}


def test_an_attachment_is_found() -> None:
    attached = '#pdf.attach("a.txt", bytes("x"), relationship: "data", mime-type: "text/plain")'
    assert leaflets.active_parts(_typst(f"{FINNISH}= Otsikko\n{attached}"))


def test_phones_stand_from_left_to_right_and_no_word_runs_into_another_or_over_an_edge(
    require: Callable[..., str],
) -> None:
    require("pdftotext")
    faults: dict[str, list[str]] = {}
    for path, boxes in leaflets.all_boxes().items():
        order, _ = leaflets.printed()[path]
        found = leaflets.turned_phones(leaflets.phones_in(order), boxes)
        found += leaflets.words_on_words(boxes)
        found += leaflets.words_outside(order.format, boxes, order.language.direction == "rtl")
        faults |= {path: found} if found else {}
    assert faults == {}
    assert "080 005 005" in leaflets.phones_in(leaflets.printed()["fi/tulosteet/apua-heti-a4.pdf"][0])


def test_the_address_beside_the_square_code_is_whole_or_broken_behind_a_stroke(require: Callable[..., str]) -> None:
    require("pdftotext")
    for path, boxes in leaflets.all_boxes().items():
        order, _ = leaflets.printed()[path]
        address = order.data()["address"]
        if order.format in {LeafletFormat.LARGE, LeafletFormat.TRIFOLD}:
            parts = [box[-1] for box in boxes if "tukea-perheelle" in box[-1]]
            assert parts, path
            assert [part for part in parts if not part.endswith("/")] == [], path
        elif order.leaflet.parts:
            # Once at the foot of each sheet, and once at the code.
            assert sum(box[-1] == address for box in boxes) == max(box[0] for box in boxes) + 1, path


def test_what_a_machine_translated_says_so_on_every_leaflet() -> None:
    marks = {"en": "Machine translation", "sv": "En dator har översatt", "ru": "Машинный перевод", "zh": "机器翻译"}
    for order, pdf in _all():
        if order.language.code in marks:
            assert marks[order.language.code] in " ".join(leaflets.text_of(pdf).split()), order.path


def test_a_list_has_the_commas_of_its_language() -> None:
    for code, comma in (("ar", "،"), ("zh", "、"), ("ru", ",")):
        _, pdf = leaflets.printed()[f"{code}/tulosteet/perhetyo-a4.pdf"]
        words = leaflets.text_of(pdf)
        assert re.search(f"InfoFinland.*{comma}.*Omaperhe.*{comma}.*Kela", " ".join(words.split())), code


def test_a_phone_that_is_turned_round_is_found(require: Callable[..., str]) -> None:
    require("pdftotext")
    arabic = '#set text(font: ("IBM Plex Sans Arabic", "Noto Sans"), lang: "ar", dir: rtl, size: 14pt)\n'

    def turned(words: str) -> list[str]:
        return leaflets.turned_phones(["+358 40 123 4567"], leaflets.words_with_boxes(_typst(f"{arabic}{words}")))

    assert turned("اتصلوا +358 40 123 4567 فورا")
    assert not turned("اتصلوا #box(text(dir: ltr)[+358~40~123~4567]) فورا")


def test_a_word_that_runs_into_another_or_over_an_edge_is_found(require: Callable[..., str]) -> None:
    require("pdftotext")
    page = f'{FINNISH}#set page(paper: "a4", margin: 25mm)\n'
    beside = "#grid(columns: (20mm, 1fr), [lastensuojeluilmoitus], [kertoo huolesta])"
    assert leaflets.words_on_words(leaflets.words_with_boxes(_typst(page + beside)))
    assert not leaflets.words_on_words(leaflets.words_with_boxes(_typst(page + beside.replace("20mm", "60mm"))))
    wide = leaflets.words_with_boxes(_typst(page + "sana" * 40))
    assert leaflets.words_outside(LeafletFormat.A4, wide, False)


def test_a_folded_leaflet_prints_nothing_at_an_edge_or_a_fold_and_is_mirrored(require: Callable[..., str]) -> None:
    require("pdftoppm")
    mirrored = set()
    for order, pdf in _all(TRIFOLDS):
        if order.leaflet.slug not in {"perhetyo", "pelkaatko", "apua-heti"}:
            continue
        right_to_left = order.language.direction == "rtl"
        assert leaflets.ink_outside(pdf, leaflets.panels(right_to_left)) == [], order.path
        cover = [word for word in leaflets.words_with_boxes(pdf) if order.leaflet.slug in word[5]]
        # The code of the sheet stands on the cover: at the right outside, at the left in right-to-left languages.
        assert (cover[0][1] < 99) is right_to_left
        mirrored.add(right_to_left)
    assert mirrored == {True, False}


def test_ink_on_a_fold_and_at_an_edge_is_found(require: Callable[..., str]) -> None:
    require("pdftoppm")
    page = f'{FINNISH}#set page(paper: "a4", flipped: true, margin: 0mm)\n'
    good = "#place(top + left, dx: 120mm, dy: 40mm)[Teksti]"
    second = "\n#pagebreak()\n#place(top + left, dx: 20mm, dy: 40mm)[Teksti]"
    assert not leaflets.ink_outside(_typst(page + good + second), leaflets.panels(False))
    for place in ("dx: 92mm, dy: 40mm", "dx: 2mm, dy: 40mm", "dx: 120mm, dy: 1mm"):
        assert leaflets.ink_outside(
            _typst(f"{page}#place(top + left, {place})[Teksti]{second}"), leaflets.panels(False)
        )


def test_a_line_that_introduces_stands_with_what_it_introduces() -> None:
    found = {order.path: leaflets.lines_left_alone(order.format, pdf) for order, pdf in _all()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("words", ["Soita tähän numeroon:", "拨打这个电话："])
def test_a_line_that_introduces_and_is_left_alone_is_found(words: str) -> None:
    faces = '#set text(font: ("Noto Sans", "Noto Sans SC"))\n#set page(margin: 25mm)\n'
    pdf = _typst(f"{faces}= Otsikko\n{words}\n#pagebreak()\n112")
    assert leaflets.lines_left_alone(LeafletFormat.A4, pdf)


def test_text_is_never_too_small() -> None:
    for order, pdf in _all():
        if order.format in {LeafletFormat.A4, LeafletFormat.A5, LeafletFormat.BILINGUAL}:
            sizes = leaflets.sizes_of(pdf)
            big = sum(count for size, count in sizes.items() if size >= 14 * 0.99)
            # The rest are notes, the corner and the foot of each sheet.
            assert big > 0.5 * sum(count for size, count in sizes.items() if size > 2), order.path
        if order.format is LeafletFormat.LARGE:
            # All but the line above and the line below each sheet, which say the same on every one.
            assert {size for size in leaflets.sizes_of(pdf) if 2 < size < 18 * 0.99} <= {9.0, 10.0}, order.path
        if order.format is LeafletFormat.TRIFOLD:
            assert max(size for size, count in leaflets.sizes_of(pdf).items() if count > 200) >= 12


def _addresses(order: Order) -> list[str]:
    """What the square codes on a leaflet must say."""
    top = "https://tukea-perheelle.example"
    if order.format is LeafletFormat.POSTER:
        return sorted(f"{top}/{code}/" for code in LANGUAGES)
    if order.format in {LeafletFormat.WALLET, LeafletFormat.WORKER}:
        return [f"{top}/{order.language.code}/"] * (5 if order.format is LeafletFormat.WALLET else 4)
    parts = order.leaflet.parts
    page = parts[0].page if len(parts) == 1 else f"tulosteet/{order.leaflet.slug}"
    return [f"{top}/{order.language.code}/{page}/"]


def test_the_square_code_of_every_leaflet_opens_its_page_in_the_same_language(
    require: Callable[..., str], tmp_path: Path
) -> None:
    require("zbarimg")
    found = leaflets.all_squares_in({path: pdf for path, (_, pdf) in leaflets.printed().items()}, tmp_path)
    wanted = {path: _addresses(order) for path, (order, _) in leaflets.printed().items()}
    assert {path: sorted(said) for path, said in found.items() if sorted(said) != wanted[path]} == {}


def test_a_square_code_to_another_page_is_found_and_so_is_none(require: Callable[..., str], tmp_path: Path) -> None:
    require("zbarimg")
    order = next(one for one in leaflets.orders() if one.path == "ar/tulosteet/perhetyo-a5.pdf")
    other = next(one for one in leaflets.orders() if one.path == "ar/tulosteet/tukiperhe-a5.pdf")
    pdfs = {
        qr: Typesetter(ROOT).pdf(order.format, order.language, order.data() | {"qr": qr})
        for qr in (other.data()["qr"], "")
    }
    said = leaflets.all_squares_in(pdfs, tmp_path)
    assert list(said.values()) == [["https://tukea-perheelle.example/ar/tukiperhe/"], []]


def test_a_worker_finds_the_leaflet_by_its_finnish_title_on_every_sheet() -> None:
    order, pdf = leaflets.printed()["ar/tulosteet/lastensuojelu-a4.pdf"]
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            words = sheet.get_textpage().get_text_bounded()
            # The reader of browsers turns the parts of the code round, as it does with all in Arabic lines.
            assert "Lastensuojelu" in words
            assert {"lastensuojelu", "ar"} <= set(leaflets.tokens(words))
    assert order.data()["finnish_title"] == "Lastensuojelu"
    assert Path(order.path).name.startswith("lastensuojelu-")


@pytest.mark.parametrize("format", list(LeafletFormat)[:5])
@pytest.mark.parametrize("letters", [44, 124, 200])
def test_a_word_that_is_wider_than_its_place_is_broken_and_nothing_of_it_is_lost(
    format: LeafletFormat, letters: int, require: Callable[..., str]
) -> None:
    require("pdftotext")
    order = next(
        order for order, _ in _all([format]) if order.leaflet.slug == "oikeus-tulkkiin" and order.language.code == "sv"
    )
    data = deepcopy(order.data())
    word = ("abcdefghij" * 20)[:letters]
    planted = set()
    for leaf in leaves(data["body"]):
        kind = (leaf["tag"], leaf.get("class"))
        if kind not in planted and kind[0] in {"h1", "h2", "h3", "p", "li", "dd"} and "finnish" not in str(kind[1]):
            leaf["runs"] = [{"t": f"Ordet {word} är långt."}]
            planted.add(kind)
    try:
        pdf = Typesetter(ROOT).pdf(format, order.language, data | {"title": f"Ordet {word} är långt."})
    except DoesNotFit:
        assert format is LeafletFormat.TRIFOLD  # it is told: a folded leaflet has only so much room
        return
    assert leaflets.pdfua_faults(pdf) == []
    assert leaflets.words_outside(format, leaflets.words_with_boxes(pdf), False) == []
    found = re.sub(r"[\s\u200b]", "", leaflets.text_of(pdf))
    assert found.count(word) >= 4  # some go on on the next sheet, behind its foot and head


LONG_WORD = "Wohlfahrtsverbandszugehörigkeit"
"""As long as words become: 31 letters, two more than the longest title of the site."""

WIDTHS = {LeafletFormat.A4: 210, LeafletFormat.A5: 148, LeafletFormat.LARGE: 210}


@pytest.mark.parametrize("format", WIDTHS)
def test_a_long_word_in_a_title_is_whole_and_leaves_the_picture_alone(format: LeafletFormat) -> None:
    order = next(
        order for order, _ in _all([format]) if order.leaflet.slug == "tukiperhe" and order.language.code == "sv"
    )
    data = order.data()
    head = data["body"][0]
    title = head["kids"][0] | {"runs": [{"t": f"Den {LONG_WORD}"}]}
    body = [head | {"kids": [title, *head["kids"][1:]]}, *data["body"][1:]]
    pdf = Typesetter(ROOT).pdf(format, order.language, data | {"title": f"Den {LONG_WORD}", "body": body})
    boxes = [box for box in leaflets.words_with_boxes(pdf) if box[-1] == LONG_WORD]
    assert boxes
    assert max(box[3] for box in boxes) <= WIDTHS[format] - 10 - 20  # the margin and the picture
