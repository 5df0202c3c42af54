"""Sentences for a worker -> what templates show: the Finnish, the reader's own words, how the Finnish sounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from portal.formatting import language_name
from portal.model import Language, Text
from portal.templating import Renderer

BLANK = Markup('<span class="blank">…</span>')
"""Where the reader writes or says something of her own: a name, an address, a language that is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One sentence as one language shows it; without own words where they are the Finnish ones or are not yet there."""

    finnish: Markup
    own: Markup | None
    sound: str


def spoken(renderer: Renderer, text: Text, sounds: Mapping[str, str] | None = None) -> Spoken:
    """A sentence with the reader's language named in it, in Finnish and in the reader's own words."""
    edition = renderer.edition

    def values(said_in: Language) -> dict[str, object]:
        # Who reads easy Finnish here has most likely another language, which the site does not know.
        named = BLANK if edition.is_source else language_name(edition.language.code, said_in)
        return {"language": named, "blank": BLANK}

    own = None
    if not edition.is_source and not text.fell_back:
        own = renderer.sentence(text, **values(edition.language))
    return Spoken(
        finnish=renderer.source_sentence(text, **values(renderer.links.source_language)),
        own=own,
        sound=(sounds or {}).get(edition.language.code, ""),
    )
