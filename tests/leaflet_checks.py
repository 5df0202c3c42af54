"""Every check that a leaflet must pass, in every language and format: one list for real leaflets and planted faults.

A check is a function from a leaflet to what is wrong with it, so the same function looks at what we hand out and
proves on a fault planted for it (`tests/leaflet_faults.py`) that it would see one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from portal.leaflets.ordering import primary
from portal.leaflets.tree import Node, leaves
from portal.model import LeafletFormat, State
from tests import leaflet_colours, leaflet_fit, leaflet_insides, leaflet_places
from tests.leaflets import Paper, lines_left_alone, phones_in, shown_words, tokens

SHEETS = frozenset({LeafletFormat.A4, LeafletFormat.A5, LeafletFormat.LARGE, LeafletFormat.BILINGUAL})
MARK = "Konekäännös. Ihminen ei ole tarkistanut."


def finnish_parts(body: list[Node]) -> int:
    """How many parts of a leaflet in another language are in Finnish, beside a Finnish column."""
    return sum(run.get("lang") == "fi" for leaf in leaves(body) for run in leaf["runs"])


def wrong_languages(paper: Paper) -> list[str]:
    """The document says its language, and each part in another one says so, or a voice reads it as gibberish."""
    own, marked = primary(paper.language), leaflet_insides.marked_languages(paper.pdf)
    said = leaflet_insides.language_of(paper.pdf)
    faults = [] if said == own else [f"the whole says it is in {said!r}"]
    wanted = Counter({own: 1})
    if paper.format is LeafletFormat.POSTER:
        wanted += Counter(node["lang"].partition("-")[0] for node in paper.data["body"] if node.get("lang"))
    elif paper.data["tag"] != paper.data["source"]:
        # A folded leaflet has as many of the words as there is room for.
        wanted["fi"] = 1 if paper.format is LeafletFormat.TRIFOLD else max(1, finnish_parts(paper.data["body"]))
    else:
        wanted.clear()
    return faults + [f"{marked[code]} parts in {code}" for code, count in wanted.items() if marked[code] < count]


def wrong_headings(paper: Paper) -> list[str]:
    """One first heading, and no level left out."""
    levels = leaflet_insides.headings_of(paper.pdf)
    is_right = levels[:1] == [1] and levels.count(1) == 1
    return [] if is_right and all(next <= before + 1 for before, next in pairwise(levels)) else [str(levels)]


ARABIC = re.compile("[\u0600-\u06ff]")
_WORDS_LOST, _LETTERS_LOST = 0.2, 0.01
"""Of a right-to-left line the reader of browsers loses words with lam and alef and those beside a turned one: at most
so many. The letters it loses are far fewer; so it is seen when a paragraph is not there.
"""


def unread_words(paper: Paper) -> list[str]:
    """Every word is found when the leaflet is read back, as often as it stands there."""
    wanted, found = Counter(tokens(shown_words(paper.order))), Counter(tokens(paper.text))
    lost = wanted - found
    all_letters = "".join(found.elements())
    letters = Counter("".join(wanted.elements())) - Counter(all_letters)
    if paper.right_to_left:
        faults = sorted(lost) if lost.total() > _WORDS_LOST * wanted.total() else []
        is_gone = letters.total() > _LETTERS_LOST * len("".join(wanted.elements()))
        return faults + [f"{letter} lost {count} times" for letter, count in letters.items() if is_gone]
    # A word that goes on in the next line is read as two; the Arabic name of the site, on the poster, as its letters.
    squeezed = "".join(tokens(paper.text))
    gone = [word for word in lost if not ARABIC.search(word) and squeezed.count(word) < wanted[word]]
    return gone + [f"{letter} lost {count} times" for letter, count in letters.items() if ARABIC.match(letter)]


def turned_phones(paper: Paper) -> list[str]:
    """The groups of each phone number stand from left to right."""
    return leaflet_places.turned_phones(phones_in(paper.data), paper.boxes)


def words_outside(paper: Paper) -> list[str]:
    """No word runs over an edge, a fold or a cut."""
    return leaflet_places.words_outside(paper.format, paper.boxes, paper.right_to_left)


def unmirrored_parts(paper: Paper) -> list[str]:
    """What stands at the left in left-to-right languages stands at the right in the others; a poster is in all."""
    return leaflet_places.unmirrored(paper.format, paper.right_to_left, paper.boxes, paper.data)


def broken_address(paper: Paper) -> list[str]:
    """The address in print is whole, or goes on in a new line only behind a stroke."""
    address = paper.data["address"]
    said = [box[-1] for box in paper.boxes]
    if paper.format in {LeafletFormat.LARGE, LeafletFormat.TRIFOLD}:
        parts = [word for word in said if address.partition("/")[0] in word]
        return [part for part in parts if not part.endswith("/")] or ([] if parts else ["no address"])
    if paper.format not in SHEETS:
        return []
    # Once at the foot of each sheet, and once at the code.
    sheets = max(box[0] for box in paper.boxes)
    return [] if said.count(address) == sheets + 1 else [f"{said.count(address)} addresses on {sheets} sheets"]


def no_machine_mark(paper: Paper) -> list[str]:
    """What a machine translated says so in the language of the reader."""
    author = paper.order.author
    if author.trust(paper.order.leaflet).level is not State.MACHINE:
        return []
    mark = next(text.shown for text in author.renderer.whole.site.interface if text.source == MARK)
    if not paper.right_to_left:
        return [] if " ".join(tokens(mark)) in " ".join(tokens(paper.text)) else [mark]
    # Of Arabic words this reader tells the letters as they stand on paper, from left to right.
    said = Counter(tokens(" ".join(box[-1][::-1] for box in paper.boxes)))
    return [word for word in tokens(mark) if not said[word]]


def no_corner(paper: Paper) -> list[str]:
    """A worker who cannot read the leaflet finds on each sheet its Finnish title and its code."""
    if paper.format is LeafletFormat.POSTER:
        return []
    sheets = range(1, (max(box[0] for box in paper.boxes) if paper.format in SHEETS else 1) + 1)
    faults = []
    for sheet in sheets:
        said = [box[-1] for box in paper.boxes if box[0] == sheet]
        wanted = [paper.data["code"], *paper.data["finnish_title"].split()]
        faults += [f"page {sheet}: no {word}" for word in wanted if word not in said]
    return faults


def title_on_finnish_title(paper: Paper) -> list[str]:
    """The title keeps its distance from the Finnish one below it."""
    has_two = paper.format in SHEETS | {LeafletFormat.TRIFOLD} and paper.data["tag"] != paper.data["source"]
    return leaflet_colours.title_on_finnish_title(paper.painted) if has_two else []


def lines_on_lines(paper: Paper) -> list[str]:
    """No line runs into the one below it."""
    return leaflet_colours.lines_on_lines(paper.painted, "Arab" in paper.data["script"] or bool(paper.data["squares"]))


CHECKS: dict[str, Callable[[Paper], list[str]]] = {
    "breaks PDF/UA-1": lambda paper: leaflet_insides.pdfua_faults(paper.pdf),
    "language": wrong_languages,
    "headings": wrong_headings,
    "fonts": lambda paper: leaflet_insides.strange_fonts(paper.pdf),
    "script, attachment or action": lambda paper: leaflet_insides.active_parts(paper.pdf),
    "lost words": unread_words,
    "phones": turned_phones,
    "word on word": lambda paper: leaflet_places.words_on_words(paper.boxes),
    "word over an edge": words_outside,
    "ink outside the safe area": lambda paper: leaflet_places.ink_outside(
        paper.format, paper.right_to_left, paper.sheets
    ),
    "not mirrored": unmirrored_parts,
    "address": broken_address,
    "small letters": leaflet_fit.small_letters,
    "turned address": leaflet_fit.turned_address,
    "paper for little": leaflet_fit.paper_for_little,
    "line left alone": lambda paper: lines_left_alone(paper.format, paper.sheets),
    "machine mark": no_machine_mark,
    "Finnish title and code": no_corner,
    "faint in grey": lambda paper: leaflet_colours.faint_parts(paper.painted),
    "told by colour alone": lambda paper: leaflet_colours.told_by_colour_alone(paper.painted),
    "word on picture": lambda paper: leaflet_colours.words_on_pictures(paper.painted),
    "line on line": lines_on_lines,
    "title on Finnish title": title_on_finnish_title,
}


def faults_of(paper: Paper) -> dict[str, list[str]]:
    """All that is wrong with a leaflet, by the check that found it."""
    return {name: found for name, check in CHECKS.items() if (found := check(paper))}
