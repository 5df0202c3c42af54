"""What a new page or word is -> the text of its file, with every field and something easy in each to be replaced."""

from __future__ import annotations

from collections.abc import Iterable

_SERVICE = """\
title: {title}
{section}# order: 10                  # its place in the section, small first
# term: perhetyo             # the word of the word list that names the service
summary: Kirjoita tähän, mitä apua perhe saa.
answers:
  what: |                    # What is it?
    Kirjoita tähän, mitä apu on.
  who: |                     # Who is it for?
    Kirjoita tähän, kenelle apu on.
  not_for: |                 # Who is it not for? (may be left out)
    Kirjoita tähän, kuka tarvitsee muuta apua.
  voluntary: |               # Is it voluntary, and who decides?
    Kirjoita tähän, kuka päättää avusta.
  cost: |                    # What does it cost?
    Kirjoita tähän, mitä apu maksaa.
  how: |                     # How do I get it?
    Kirjoita tähän, miten perhe saa apua.
  then: |                    # What happens then, and how long does it take?
    Kirjoita tähän, mitä sitten tapahtuu.
  rights: |                  # What can I ask, refuse, appeal?
    Kirjoita tähän, mitä perhe voi pyytää.
  call: |                    # Who do I call? (may be left out)
    Kirjoita tähän, kenelle perhe soittaa.
{sources}"""

_STEP = """\
title: {title}
step: {step}                      # its place on the path
# term: yhteydenotto         # the word of the word list that names the step
summary: Kirjoita tähän, mitä nyt tapahtuu.
happens: |                   # What happens?
  Kirjoita tähän, mitä tapahtuu.
who: |                       # Who is there?
  Kirjoita tähän, kuka on mukana.
how_long: |                  # How long does it take?
  Kirjoita tähän, miten kauan se kestää.
you_do: |                    # What do you do?
  Kirjoita tähän, mitä perhe tekee.
you_can_ask: |               # What can you ask?
  - Kirjoita tähän, mitä perhe voi kysyä.
# fork: |                    # only where the path can lead to child protection
#   Kirjoita tähän, miten polku jatkuu.
# fork_page: lastensuojelu   # where it leads then
{sources}"""

_TOPIC = """\
---
title: {title}
{section}# order: 10                  # its place in the section, small first
# term: perhetyo             # the word of the word list that names what the page is about
summary: Kirjoita tähän, mitä sivu kertoo.
{sources}---

Kirjoita tähän, mikä on tärkeintä.

## Kirjoita tähän väliotsikko

Kirjoita tähän lisää tietoa.
"""

_SECTION = "# section: {first:<17}# without it the page is in no list. Sections: {all}\n"
_SOURCES = "sources: []                  # where the facts come from: names of facts/law.yaml and links.yaml\n"
_OUTLINES = {"service": _SERVICE, "step": _STEP, "topic": _TOPIC}


def page_outline(kind: str, title: str, step: int, sections: Iterable[str]) -> str:
    """The text of a new page: in no section until its writer says so."""
    names = list(sections)
    section = _SECTION.format(first=f"{names[0]} ", all=", ".join(names)) if names else ""
    return _OUTLINES[kind].format(title=title, step=step, section=section, sources=_SOURCES)


_TERM = """\
{name}:
  term: {word}
  explanation: Kirjoita tähän, mitä sana tarkoittaa.
  letters: no                # yes, if the reader meets this word in letters and decisions
  translations: {{}}           # the fixed word in each language: {{{codes}}}
  draft: []                  # the languages whose word has no official source
  avoid: {{}}                  # words that must not be used for this, by language: {{en: [domestic work]}}
  # page: perhetyo           # the page about it
  source: Kirjoita tähän, mistä luit sanan.
"""


def term_outline(name: str, word: str, codes: Iterable[str]) -> str:
    """A new entry of the word list."""
    return _TERM.format(name=name, word=word, codes=", ".join(f"{code}: ..." for code in codes))
