"""Finished files -> what a phone keeps for when there is no network: a list for each language.

A list names every file of a language with a hash of its bytes, so that the worker (`templates/scripts/worker.js`) can
tell whether a file belongs to the same build as the others. What nobody should be without comes first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from portal.addresses import PRINT_PATH, in_language
from portal.model import File, Language, Settings
from portal.scripts import WORKER
from portal.templating import Renderer

PAGE = "offline.html"
"""The page for an address that was not saved, in each language's folder."""

_FOLDER = "offline"
_BYTES = 8
"""Of each hash so many bytes are kept: enough to tell two builds apart; a hostile server could send anything anyway."""


def lists(renderers: tuple[Renderer, ...], made: tuple[File, ...]) -> Iterator[File]:
    """One list for each language, of the files that were made before."""
    shared = [file for file in made if file.path.startswith("scripts/") and file.path != WORKER]
    for renderer in renderers:
        language, settings = renderer.edition.language, renderer.site.settings
        own = [file for file in made if _belongs(file, language, settings)]
        hashes = {_address(file.path): _short(file.digest) for file in (*own, *shared)}
        first = {path: hashes[path] for path in _first(language, settings, hashes)}
        rest = {path: value for path, value in hashes.items() if path not in first}
        content = {"build": _short(hashlib.sha256(json.dumps(hashes).encode()).digest()), "first": first, "rest": rest}
        yield File(f"{_FOLDER}/{language.code}.json", json.dumps(content, separators=(",", ":")).encode())


def _belongs(file: File, language: Language, settings: Settings) -> bool:
    """The pages of a language, but not those in two or for paper: they would double what a phone must fetch."""
    folder, _, rest = file.path.partition("/")
    if folder != language.code or rest.startswith((f"{settings.source_language}/", PRINT_PATH)):
        return False
    return rest.endswith((".html", ".json", ".webmanifest")) and rest != "404.html"


def _address(path: str) -> str:
    return path.removesuffix("index.html")


def _first(language: Language, settings: Settings, hashes: dict[str, str]) -> list[str]:
    """What a reader in danger needs, and the scripts of every page."""
    names = (settings.urgent_page, settings.call_page, settings.front_page)
    wanted = [in_language(f"{name}/" if name != settings.front_page else "", language) for name in names]
    wanted.append(in_language(PAGE, language))
    return [path for path in (*wanted, *sorted(hashes)) if path in hashes and (path in wanted or _of_every_page(path))]


def _of_every_page(path: str) -> bool:
    return path.startswith("scripts/page-")


def _short(digest: bytes) -> str:
    return digest[:_BYTES].hex()
