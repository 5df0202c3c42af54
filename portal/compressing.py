"""Files of the site -> the same files packed as `.br` and `.gz` beside them, for servers that hand out packed files.

Packing well is dear, so what was packed once is remembered.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import brotli

from portal.model import File
from portal.remembering import Memory, key_of

PACKED_KINDS = frozenset({".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})
"""What shrinks. Pictures, sound and PDF are packed already."""

_BROTLI = version("brotli")

WORTH_IT = 200
"""Below so many bytes a packed file saves nothing."""


@dataclass(frozen=True, slots=True)
class _Method:
    ending: str
    pack: Callable[[bytes], bytes]


_METHODS = (
    _Method(".br", lambda content: brotli.compress(content, quality=11)),
    # Without a time and a name inside, the same content gives the same bytes.
    _Method(".gz", lambda content: gzip.compress(content, 9, mtime=0)),
)


def with_packed(files: Iterable[File], memory: Memory) -> tuple[File, ...]:
    """The files, and behind them the packed ones; `memory` holds what was packed before."""
    files = tuple(files)
    wanted = [
        (file, method)
        for file in files
        if Path(file.path).suffix in PACKED_KINDS and len(file.content) >= WORTH_IT
        for method in _METHODS
    ]
    # Both libraries let other threads work while they pack.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        packed = tuple(threads.map(lambda one: _packed(one[0], one[1], memory), wanted))
    memory.thin_out()
    return files + packed


def _packed(file: File, method: _Method, memory: Memory) -> File:
    key = key_of([method.ending, _BROTLI, file.content])
    return File(f"{file.path}{method.ending}", memory.remember(key, lambda: method.pack(file.content)))
