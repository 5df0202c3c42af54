"""What is no page and yet on every side: the site's name and sections, its words, its facts."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.comparing.pages import FIXED, SECTIONS
from benchmarks.comparing.vocabulary import FACTS, Words, filled, languages, rows, term_id, title

_FREE = 30_000
"""Titles from this number on belong to no page."""

SITE_TITLE, SITE_SUMMARY, HELPLINE, LINK = (title(_FREE + number) for number in range(4))
SECTION_TITLES = tuple(title(_FREE + 10 + number) for number in range(SECTIONS))
_GUIDE = tuple(title(_FREE + 30 + number) for number in range(13))
_CARD = tuple(title(_FREE + 50 + number) for number in range(5))
MEANINGS = tuple(filled(rows("meaning")[0], word=row) for row in rows("terms"))
"""What each word of the word list means."""

ADDRESSES = {"fi": "https://www.infofinland.fi/fi", "en": "https://www.infofinland.fi/en"}


def address(code: str) -> str:
    """Where the link leads for readers of a language."""
    return ADDRESSES.get(code, ADDRESSES["en"])


def facts() -> dict[str, dict[str, dict[str, Any]]]:
    """The facts by group and name."""
    phone = {"type": "phone", "source": "112.fi", "checked": "2026-09", "confidence": "two"}
    law = {"type": "law", "name": "Sosiaalihuoltolaki", "value": "1301/2014", "section": "18 §"}
    days = {"type": "number", "source": "Finlex", "checked": "2026-03-02", "confidence": "one"}
    return {
        "emergency": {"phone": phone | {"value": "112"}},
        "nollalinja": {"phone": phone | {"value": "080 005 005"}},
        "law": {"shl_18": law | {"source": "Finlex", "checked": "2025-02-21", "confidence": "one"}},
        "days": {name.split(".")[1]: {"value": number, **days} for number, name in enumerate(FACTS, 1)},
    }


def portal_lists() -> dict[str, tuple[dict[str, Any], tuple[Words, ...]]]:
    """The portal's files of `content/` that are no pages: what is in each, and which of its texts are translated."""
    link = {"name": "InfoFinland", "what": LINK[0], "group": "official", "addresses": ADDRESSES}
    return {
        "site": (_site(), (SITE_TITLE, SITE_SUMMARY, *SECTION_TITLES)),
        "glossary": (_glossary(), MEANINGS),
        "helplines": ({"nollalinja": _helpline()}, (HELPLINE,)),
        "links": ({"infofinland": link | {"source": "infofinland.fi", "checked": "2026-09"}}, (LINK,)),
        "guide": (_guide(), _GUIDE),
        "card": (_card(), _CARD),
        "facts/facts": (facts(), ()),
        "counties/maakunta": (_county(), ()),
    }


def _site() -> dict[str, Any]:
    keys = ("front", "urgent", "words", "call", "path", "interpreter", "about")
    return {
        "title": SITE_TITLE[0],
        "summary": SITE_SUMMARY[0],
        "source_language": languages()[0],
        "languages": list(languages()),
        "address": "https://example.example/",
        "counties": "all",
        **{f"{key}_page": slug for key, slug in zip(keys, FIXED, strict=True)},
        "sections": {f"s{number}": {"title": name[0]} for number, name in enumerate(SECTION_TITLES, 1)},
        "theme": {"colour": "#1d5c63", "colour_dark": "#9ad3d6"},
    }


def _glossary() -> dict[str, Any]:
    words = {}
    for row, meaning in zip(rows("terms"), MEANINGS, strict=True):
        translations = dict(zip(languages()[1:], row[1:], strict=True))
        entry = {"term": row[0], "explanation": meaning[0], "translations": translations, "source": "SHL 18 §"}
        words[term_id(row)] = entry
    return words


def _helpline() -> dict[str, Any]:
    line: dict[str, Any] = {"name": "Nollalinja", "groups": ["urgent"], "what": HELPLINE[0]}
    return line | {"phone": "nollalinja.phone", "hours": "always", "free": "yes", "languages": ["fi"]}


def _guide() -> dict[str, Any]:
    """Two questions and two outcomes: so the portal makes its pages of this kind too."""
    texts = iter(text[0] for text in _GUIDE)
    head: dict[str, Any] = {name: next(texts) for name in ("title", "summary", "intro")}
    ways: dict[str, list[dict[str, str]]] = {
        "first": [{"question": "second"}, {"outcome": "one"}],
        "second": [{"outcome": "one"}, {"outcome": "two"}],
    }
    questions = {
        name: {"text": next(texts), "answers": [{"text": next(texts), **way} for way in answers]}
        for name, answers in ways.items()
    }
    outcomes = {
        name: {"title": next(texts), "text": next(texts), "services": [FIXED[1]], "call": "emergency.phone"}
        for name in ("one", "two")
    }
    return head | {"start": "first", "questions": questions, "outcomes": outcomes}


def _card() -> dict[str, Any]:
    texts = [text[0] for text in _CARD]
    group = {"title": texts[2], "sentences": [{"text": text} for text in texts[3:]]}
    return {"title": texts[0], "summary": texts[1], "groups": {"first": group}}


def _county() -> dict[str, Any]:
    phone = {"type": "phone", "value": "03 123 4567", "source": "example.example", "checked": "2026-05"}
    hours = [{"days": "mon-fri", "opens": "9.00", "closes": "12.00"}]
    return {
        "code": "99",
        "name": "Esimerkkilän hyvinvointialue",
        "names": {"en": "Esimerkkilä wellbeing services county"},
        "link": {"fi": "https://www.example.example"},
        "link_confidence": "two",
        "municipalities": [{"fi": "Akaa", "sv": "Ackas"}],
        "guidance": {"name": "neuvonta", "phone": phone | {"confidence": "one"}, "hours": hours},
        "home_help": {"cost": "free", "source": "example.example", "checked": "2025-12"},
        "law": "mainland",
    }


def dumped(data: Any) -> str:
    """Data as JSON that a person can read."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
