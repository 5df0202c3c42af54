"""The portal's own catalogues -> the words around the texts, for the sides that have no templates of the portal."""

from __future__ import annotations

from functools import cache

import polib

from benchmarks.comparing.vocabulary import Words, languages
from portal.environment import ROOT

NAMES = {
    "skip": "Siirry sisältöön",
    "urgent": "Apua heti",
    "call": "Kenelle soitan?",
    "all": "Kaikki sivut",
    "words": "Tämän sivun sanat",
    "next": "Seuraava:",
    "previous": "Edellinen:",
}

HEADINGS = {
    ("service", "what"): "Mitä se on?",
    ("service", "who"): "Kenelle se on?",
    ("service", "not_for"): "Kenelle se ei ole?",
    ("service", "voluntary"): "Onko se vapaaehtoista, ja kuka päättää?",
    ("service", "cost"): "Mitä se maksaa?",
    ("service", "how"): "Miten saan sitä?",
    ("service", "then"): "Mitä sitten tapahtuu, ja kuinka kauan se kestää?",
    ("service", "rights"): "Mitä voin kysyä, ja voinko kieltäytyä tai valittaa?",
    ("service", "call"): "Kenelle soitan?",
    ("step", "happens"): "Mitä tapahtuu?",
    ("step", "who"): "Kuka on mukana?",
    ("step", "how_long"): "Kuinka kauan se kestää?",
    ("step", "you_do"): "Mitä sinä teet?",
    ("step", "you_can_ask"): "Mitä voit kysyä?",
    ("step", "fork"): "Voiko tästä alkaa lastensuojelu?",
}
"""What stands over each part, by the kind of page and the part's name."""


@cache
def _catalogue(code: str) -> dict[str, str]:
    if code == languages()[0]:
        return {}
    path = ROOT / f"locales/{code}/LC_MESSAGES/ui.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}


def said(source: str) -> Words:
    """A text of the interface in every language; where it is not translated, in the source's."""
    return tuple(_catalogue(code).get(source) or source for code in languages())


def heading(kind: str, part: str) -> Words:
    """What stands over a part of a page."""
    return said(HEADINGS[kind, part])
