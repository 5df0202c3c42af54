"""Messages and what was translated of them -> `.po` files in one canonical form.

Canonical: in the order of the source, no line numbers, no wrapping, no obsolete entries, a fixed header
without moving dates. So a change of one sentence shows as a change of one entry, and merges do not fight.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import polib

from portal.catalogues.messages import Key, Message
from portal.catalogues.reading import Catalogue, Entry, folder_of
from portal.model import Language

NEAR = 0.72
"""How alike two sources must be (difflib's ratio) for the old translation to be offered as a suggestion."""


def merged(messages: tuple[Message, ...], domain: str, catalogue: Catalogue) -> dict[Key, Entry]:
    """What is known of each message: its own entry, the same text from another page, or a suggestion."""
    own = catalogue.domains.get(domain, {})
    keys = {message.key for message in messages}
    unused = {key: entry for key, entry in own.items() if key not in keys and entry.translation}
    found: dict[Key, Entry] = {}
    for message in messages:
        entry = own.get(message.key)
        if entry is None or not entry.translation:
            entry = _from_other_page(message, catalogue) or _suggestion(message, unused) or entry
        if entry is not None:
            found[message.key] = replace(entry, context=message.context, source=message.source)
    return found


def _from_other_page(message: Message, catalogue: Catalogue) -> Entry | None:
    for entries in catalogue.domains.values():
        entry = entries.get(message.key)
        if entry is not None and entry.translation and not entry.fuzzy:
            return entry
    return None


def nearest(source: str, keys: dict[Key, Entry]) -> Entry | None:
    """The entry whose source is most like this one, if any is like enough."""
    by_source = {key[1]: entry for key, entry in keys.items()}
    near = difflib.get_close_matches(source, by_source, n=1, cutoff=NEAR)
    return by_source[near[0]] if near else None


def _suggestion(message: Message, unused: dict[Key, Entry]) -> Entry | None:
    """The translation of a like text that is gone: marked fuzzy, so that it is never published as it is."""
    entry = nearest(message.source, unused)
    if entry is None:
        return None
    return replace(entry, fuzzy=True, previous=entry.previous or entry.source)


def catalogue_text(messages: tuple[Message, ...], entries: dict[Key, Entry], domain: str, language: Language) -> str:
    """The whole `.po` file."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "tukea-perheelle",
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_forms,
        "X-Domain": domain,
    }
    for message in messages:
        entry = entries.get(message.key)
        fuzzy = entry is not None and entry.fuzzy and bool(entry.translation)
        catalogue.append(
            polib.POEntry(
                msgctxt=message.context or None,
                msgid=message.source,
                msgstr=entry.translation if entry else "",
                tcomment=entry.remark if entry else "",
                comment="\n".join(message.notes),
                occurrences=[(file, "") for file in message.files],
                flags=["fuzzy"] if fuzzy else [],
                previous_msgid=entry.previous if entry and fuzzy else None,
            )
        )
    return str(catalogue).rstrip("\n") + "\n"


def write_if_changed(root: Path, file: str, text: str) -> bool:
    """Writes the file whole or not at all, and only if its text is new; says whether it wrote."""
    path = root / file
    data = text.encode()
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
    return True


def path_of(domain: str, code: str) -> str:
    """Where a catalogue lives, from the project folder."""
    return f"{folder_of(code)}/{domain}.po"
