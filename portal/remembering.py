"""Pure functions -> their results on disk, by a hash of all that they read.

Law: a folder that is deleted, damaged, shared or old changes only how long a build takes, never its bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

CACHE = ".cache"
"""The folder of all that is remembered, in the project folder; git does not know it."""

MOST = 12_000
"""Results kept at most where nothing else is said; of more, the oldest go."""


def key_of(parts: Iterable[bytes | str]) -> str:
    """A name for all that a function reads: no two lists of parts share one."""
    digest = hashlib.sha256()
    for part in parts:
        # Names of folders may hold bytes that are no text.
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Memory:
    """Results of one kind in one folder, each behind a hash of its bytes, so that damage is seen."""

    folder: Path
    most: int = MOST
    """Results kept at most; of more, those go that were not asked for longest."""

    def recall(self, key: str) -> bytes | None:
        """What was kept under a key, if it is there and whole."""
        try:
            data = (self.folder / key).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return None
        with contextlib.suppress(OSError):
            os.utime(self.folder / key)  # asked for now
        return data[32:]

    def keep(self, key: str, result: bytes) -> bool:
        """Keeps a result, and gives whether it could: a disk that is full or not ours to write only costs time."""
        unfinished = self.folder / f".{key}-{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(hashlib.sha256(result).digest() + result)
            unfinished.replace(self.folder / key)
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()  # half a result would only fill the disk more
            return False
        return True

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The result under a key, made only where it is not kept."""
        found = self.recall(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def thin_out(self) -> None:
        """Lets the oldest results go where there are very many."""
        with contextlib.suppress(OSError):
            files = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in files[self.most :]:
                path.unlink(missing_ok=True)
