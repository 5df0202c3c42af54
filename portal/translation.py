"""A site and a language's catalogue -> the edition in that language, text by text.

A translation is published only while it is true: what is missing, stale or withheld falls back to easy
Finnish, text by text, and the text says why.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from portal.catalogues.messages import Key, domain_of
from portal.catalogues.reading import Catalogue, Entry
from portal.catalogues.stamps import stamp_hash
from portal.catalogues.writing import nearest
from portal.model import Edition, Language, Site, State, Text, map_texts, texts_of


def translate(site: Site, language: Language, catalogue: Catalogue) -> Edition:
    """The edition in a language; the source language's own edition is the site as it was written."""
    if language.code == site.settings.source_language:
        return Edition(language=language, site=site)
    unused = _unused(site, catalogue)
    return Edition(
        language=language,
        site=map_texts(site, lambda text: _translated(text, catalogue, unused)),
    )


def _unused(site: Site, catalogue: Catalogue) -> dict[str, dict[Key, Entry]]:
    """Entries whose source is no longer in the content: old forms of what is stale."""
    used: dict[str, set[Key]] = {}
    for text in texts_of(site):
        used.setdefault(domain_of(text), set()).add((text.context, text.source))
    return {
        domain: {
            key: entry for key, entry in entries.items() if entry.translation and key not in used.get(domain, set())
        }
        for domain, entries in catalogue.domains.items()
    }


def _translated(text: Text, catalogue: Catalogue, unused: dict[str, dict[Key, Entry]]) -> Text:
    domain = domain_of(text)
    entry = catalogue.domains.get(domain, {}).get((text.context, text.source))
    if entry is not None and entry.translation.strip() and not entry.fuzzy:
        stamp = catalogue.stamps.get(stamp_hash(text.context, text.source, entry.translation))
        return replace(
            text,
            translation=entry.translation,
            translated_at=entry.place,
            state=stamp.level if stamp else State.UNSTAMPED,
            stamped=stamp.date if stamp else "",
            role=stamp.role if stamp else "",
        )
    stale = entry is not None and entry.fuzzy
    if not stale and domain in unused:
        stale = nearest(text.source, unused[domain]) is not None
    return replace(text, state=State.STALE if stale else State.MISSING)


def withhold(edition: Edition, faulty: Container[Text]) -> Edition:
    """The edition without the translations that must not be published."""

    def change(text: Text) -> Text:
        if text not in faulty:
            return text
        return replace(text, translation=None, translated_at=None, state=State.WITHHELD)

    return Edition(language=edition.language, site=map_texts(edition.site, change))
