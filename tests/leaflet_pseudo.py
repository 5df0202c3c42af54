"""Languages that nobody speaks -> every leaflet in them, made as the real ones are: from texts, by the templates.

A translator may bring words twice as long as Finnish ones, and letters that run from right to left. Before she does,
these show that the paper can bear it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from portal.environment import ROOT
from portal.inline import PLACEHOLDER
from portal.leaflets.document import Author
from portal.leaflets.ordering import Order, orders_of
from portal.model import Edition, Language, LeafletFormat, Site, State, Text, map_texts
from portal.pipeline import renderers_of, shared_of
from tests.real import outcome_of

KEPT = re.compile(rf"{PLACEHOLDER.pattern}|\]\([^()\s]*\)")
"""What every translation copies: the names of facts and the targets of links."""

LONGEST_WORD = 31
"""As in Wohlfahrtsverbandszugehörigkeit: two letters more than the longest word in a title of the site."""


def long_words(words: str) -> str:
    """Words grown together, as far as words of living languages grow; so the text is no longer than it was."""
    grown: list[str] = []
    for word in words.split(" "):
        before = grown[-1] if grown else ""
        if re.search(r"\w$", before) and re.match(r"\w", word) and len(before) + len(word) <= LONGEST_WORD:
            grown[-1] += word
        else:
            grown.append(word)
    return " ".join(grown)


_LATIN = "abcdefghijklmnopqrstuvwxyzåäö"
_SORANI = "اببدەفگهیژکلمنۆپقڕستوڤوخێزچڕۆ".replace("ل", "ڵ")
_PERSIAN = "ابچدعفگهیژکلمنوپقرستآوشخیزذضغ"


def _in_letters(letters: str, digits: str, between: str) -> Callable[[str], str]:
    table = str.maketrans(dict(zip(_LATIN, letters, strict=True)) | dict(zip("0123456789", digits, strict=True)))
    table |= str.maketrans({",": "،", "?": "؟", ";": "؛", "-": between})
    return lambda words: words.lower().translate(table)


@dataclass(frozen=True, kw_only=True)
class Pseudo:
    """How a text is turned into a language that nobody speaks, and in which frame it is set."""

    code: str
    change: Callable[[str], str]

    def of(self, text: Text) -> Text:
        """A text in the pseudo-language; what translators copy stays."""
        words, last = "", 0
        for kept in KEPT.finditer(text.source):
            words += self.change(text.source[last : kept.start()]) + kept.group()
            last = kept.end()
        return replace(text, translation=words + self.change(text.source[last:]), state=State.MACHINE)


PSEUDOS = {
    "long words": Pseudo(code="et", change=long_words),
    "right to left": Pseudo(code="ckb", change=_in_letters(_SORANI, "٠١٢٣٤٥٦٧٨٩", "-")),
    # Persian joins the parts of a word with a sign that is not to be seen, and writes its own digits.
    "as in Persian": Pseudo(code="fa", change=_in_letters(_PERSIAN, "۰۱۲۳۴۵۶۷۸۹", "\u200c")),
}


def _language(site: Site, code: str) -> Language:
    """A language that a link of the site leads to; Sorani stands in the frame of Persian."""
    own = {one.code: one for one in site.elsewhere}
    return own.get(code) or replace(own["fa"], code=code, tag=code, locale=code, name="کوردی")


@cache
def pseudo_orders() -> tuple[Order, ...]:
    """Every leaflet in every format in each pseudo-language, and the poster that shows them beside the real ones."""
    real = outcome_of(ROOT).editions
    site = next(edition.site for edition in real if edition.is_source)
    languages = {name: _language(site, pseudo.code) for name, pseudo in PSEUDOS.items()}
    own = replace(site, languages=(*site.languages, *languages.values()))
    editions = [replace(edition, site=own) if edition.is_source else edition for edition in real]
    for name, language in languages.items():
        editions.append(Edition(language=language, site=map_texts(own, PSEUDOS[name].of)))
    authors = tuple(map(Author, renderers_of(tuple(editions), shared_of(ROOT, tuple(editions)))))
    codes = {language.code for language in languages.values()}
    orders = orders_of(authors)
    return tuple(one for one in orders if one.language.code in codes or one.format is LeafletFormat.POSTER)
