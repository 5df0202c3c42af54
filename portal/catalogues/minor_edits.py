"""`locales/minor-edits.yaml` -> typos that were mended in the source, so that no translation becomes stale by them.

The translations and stamps of the old text are carried over to the new one in memory, by every command that reads
catalogues; `build.py messages` then writes them. A stamp is made anew for the new text with the same level, role
and date. The same context, source and translation are the same stamp on every page, for they are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from portal.catalogues.lists import read_list
from portal.catalogues.reading import Catalogue, Entry
from portal.catalogues.stamps import Stamp, stamp_hash
from portal.catalogues.writing import NEAR
from portal.inline import LINK, PLACEHOLDER
from portal.model import Site, texts_of
from portal.problems import Place, Problem, Report, Severity

MINOR_EDITS = "locales/minor-edits.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorEdit:
    """One mended typo: the whole text as it was and as it is now, on one line each, and why it means the same."""

    place: Place
    old: str
    new: str
    reason: str


def read_minor_edits(root: Path, site: Site, report: Report) -> tuple[MinorEdit, ...]:
    """The edits that may carry translations over; what is wrong with the others is told."""
    found = Report()
    edits = [_on_one_line(edit) for edit in read_list(root, MINOR_EDITS, MinorEdit, found)]
    sources = {text.source for text in texts_of(site)} if edits else set()
    good = []
    for edit in edits:
        problem = _problem(edit, sources)
        if problem is None:
            good.append(edit)
        else:
            found.add([problem])
    found.add(_same_new(good))
    # A fault here must not keep the site from being written: the texts fall back, as stale ones do.
    report.add(replace(problem, severity=Severity.WITHHELD) for problem in found.problems)
    return tuple(good)


def _on_one_line(edit: MinorEdit) -> MinorEdit:
    return replace(edit, old=" ".join(edit.old.split()), new=" ".join(edit.new.split()))


def _problem(edit: MinorEdit, sources: set[str]) -> Problem | None:
    message, hint = "", "Delete the entry."
    changed = next(_what_changed(edit), "")
    if edit.old == edit.new:
        message = "The old and the new text are the same."
    elif not edit.reason:
        message, hint = "The entry has no reason.", "Say in a few words why the translations are still right."
    elif edit.new not in sources:
        message = "The new text is nowhere in the content or the templates."
        hint = "Copy it from there, on one line; or delete the entry."
    elif edit.old in sources:
        message = "The old text is still in the content or the templates."
        hint = "Mend it there too, or delete the entry."
    elif changed:
        message = f"This is no minor edit: {changed}."
        hint = "Delete the entry. The translations must be looked at by a person."
    return _fault(edit, message, hint) if message else None


def _fault(edit: MinorEdit, message: str, hint: str) -> Problem:
    return Problem(place=edit.place, rule="minor-edit", message=message, hint=hint)


def _same_new(edits: Iterable[MinorEdit]) -> Iterator[Problem]:
    seen: set[str] = set()
    for edit in edits:
        if edit.new in seen:
            yield _fault(edit, "Another entry has the same new text.", "Delete one of the two.")
        seen.add(edit.new)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BOLD = re.compile(r"\*\*(.*?)\*\*")
_NEGATION = re.compile(
    r"(?i)\b(?:e(?:n|t|i|mme|tte|ivät)(?:kä)?|eikä|äl(?:ä|kää|köön|kööt)|ilman|paitsi"
    r"|(?:ett|ell|joll|vaikk|mutt|kosk|jott)e(?:n|t|i|mme|tte|ivät))\b"
)
"""The words of easy Finnish that turn a sentence into its opposite."""


def _what_changed(edit: MinorEdit) -> Iterator[str]:
    """What differs between the two texts that a reader could come to harm by, in words."""
    old, new = edit.old, edit.new
    parts: dict[str, Callable[[str], list[str]]] = {
        "the facts in braces differ": PLACEHOLDER.findall,
        "the links differ": lambda text: [target for _, target in LINK.findall(text)],
        "the numbers differ": lambda text: _NUMBER.findall(PLACEHOLDER.sub("", LINK.sub(r"\1", text))),
        "the strong words (**) differ": lambda text: [" ".join(_negations(bold)) for bold in _BOLD.findall(text)],
        "the words of denial (ei, älä, ilman ...) differ": _negations,
    }
    for what, find in parts.items():
        if find(old) != find(new):
            yield what
    if SequenceMatcher(None, old, new).ratio() < NEAR:
        yield "the two texts are too different"


def _negations(text: str) -> list[str]:
    return [found.casefold() for found in _NEGATION.findall(text)]


def carried_over(catalogue: Catalogue, edits: tuple[MinorEdit, ...]) -> Catalogue:
    """The catalogue with what it holds of old texts put under the new ones, with stamps of the same worth."""
    if not edits:
        return catalogue
    by_old = {edit.old: edit for edit in edits}
    by_new = {edit.new: edit for edit in edits}
    stamps = dict(catalogue.stamps)
    domains = {}
    for domain, entries in catalogue.domains.items():
        kept = dict(entries)
        for entry in entries.values():
            edit = by_old.get(entry.source)
            if edit is not None and entry.translation and not entry.fuzzy:
                _carry(entry, edit, kept, stamps)
        for entry in entries.values():
            edit = by_new.get(entry.source)
            suggested = entry.fuzzy and entry.translation and kept.get(entry.key) is entry
            if edit is not None and suggested and entry.previous == edit.old:
                # `messages` was run before the edit was declared: the suggestion is the old translation itself.
                kept[entry.key] = replace(entry, fuzzy=False, previous="")
        domains[domain] = kept
    return replace(catalogue, domains=domains, stamps=stamps)


def _carry(entry: Entry, edit: MinorEdit, kept: dict[tuple[str, str], Entry], stamps: dict[str, Stamp]) -> None:
    del kept[entry.key]
    new = replace(entry, source=edit.new)
    there = kept.get(new.key)
    if there is not None and there.translation and not (there.fuzzy and there.previous == edit.old):
        return
    kept[new.key] = new
    old_stamp = stamps.get(stamp_hash(*entry.key, entry.translation))
    name = stamp_hash(*new.key, new.translation)
    if old_stamp is not None and name not in stamps:
        stamps[name] = replace(old_stamp, hash=name)
