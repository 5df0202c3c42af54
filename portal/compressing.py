"""Files of the site -> the same files packed as `.br` and `.gz` beside them, for servers that hand out packed files.

Packing well is dear, so what was packed once is kept in `.cache/packed/` by a hash of its content. A kept file counts
only when it unpacks to exactly what it stands for: the folder may be deleted, broken or old, and only costs time.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

from portal.model import File

PACKED_KINDS = frozenset({".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})
"""What shrinks. Pictures, sound and PDF are packed already."""

WORTH_IT = 200
"""Below so many bytes a packed file saves nothing."""


@dataclass(frozen=True, slots=True)
class _Method:
    ending: str
    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes], bytes]


_METHODS = (
    _Method(".br", lambda content: brotli.compress(content, quality=11), brotli.decompress),
    # Without a time and a name inside, the same content gives the same bytes.
    _Method(".gz", lambda content: gzip.compress(content, 9, mtime=0), gzip.decompress),
)


def with_packed(files: Iterable[File], cache: Path) -> tuple[File, ...]:
    """The files, and behind them the packed ones; `cache` is the folder that remembers."""
    files = tuple(files)
    wanted = [
        (file, method)
        for file in files
        if Path(file.path).suffix in PACKED_KINDS and len(file.content) >= WORTH_IT
        for method in _METHODS
    ]
    # Both libraries let other threads work while they pack.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        packed = tuple(threads.map(lambda one: _packed(one[0], one[1], cache), wanted))
    return files + packed


def _packed(file: File, method: _Method, cache: Path) -> File:
    kept = cache / f"{hashlib.sha256(file.content).hexdigest()}{method.ending}"
    content = _remembered(kept, method, file.content)
    if content is None:
        content = method.pack(file.content)
        _remember(kept, content)
    return File(f"{file.path}{method.ending}", content)


def _remembered(kept: Path, method: _Method, content: bytes) -> bytes | None:
    try:
        packed = kept.read_bytes()
        return packed if method.unpack(packed) == content else None
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def _remember(kept: Path, packed: bytes) -> None:
    """A cache that cannot be written is no problem of the site."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(f"{kept.name}.{os.getpid()}")
        part.write_bytes(packed)
        part.replace(kept)
    except OSError:
        return
