"""Finished files of one language -> a database on the disk, and back: a site need not fit into memory.

Contents stand under their hashes, so damage is seen when a file is read. What keeps somebody from writing (a full
disk, a folder of somebody else, another build at work) costs memory: then the files stay there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from portal.model import File

_TABLES = (
    "CREATE TABLE IF NOT EXISTS contents (hash BLOB PRIMARY KEY, content BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS lists (hash BLOB NOT NULL, list BLOB NOT NULL)",
)


_WAIT = 10_000
"""Milliseconds for which a reader waits while another build finishes what it has written."""


class Damaged(Exception):
    """What stands on a shelf is not what was put there: all that is remembered of files has to go."""


@dataclass(slots=True, eq=False)
class Shelf:
    """One database. Law: what it gives is what was put there, or `Damaged` is raised."""

    path: Path
    _connections: dict[int, sqlite3.Connection] = field(default_factory=dict, init=False, repr=False)
    """By process: one that was copied with a process would spoil the database."""

    def __reduce__(self) -> tuple[type[Shelf], tuple[Path]]:
        return Shelf, (self.path,)

    def list(self) -> bytes | None:
        """What `close` put there last, if it is there and whole."""
        try:
            with contextlib.suppress(OSError):
                os.utime(self.path)  # asked for now; without the file there is nothing to read
            rows = self._connection.execute("SELECT hash, list FROM lists").fetchall() if self.path.is_file() else []
        except sqlite3.Error:
            return None
        return next((row[1] for row in rows if _hash(row[1]) == row[0]), None)

    def open(self) -> bool:
        """Begins to put files there; gives whether that can be done. Until `close` nobody else sees them."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection.execute("PRAGMA busy_timeout = 0")  # who writes just now may need minutes
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
            for table in _TABLES:
                self._connection.execute(table)
        except (OSError, sqlite3.Error):
            self._give_up()
            return False
        return True

    def put(self, file: File) -> StoredFile:
        """The same file, with its bytes on the shelf. Raises `Damaged` where they cannot be put there after all."""
        content = file.content
        digest = _hash(content)
        self._execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (digest, content))
        return StoredFile(file.path, digest, self)

    def close(self, words: bytes | None, files: Iterable[File]) -> None:
        """Puts a list beside the files, or none, and lets all others go. Raises `Damaged` where it cannot."""
        self._execute("CREATE TEMP TABLE used (hash BLOB PRIMARY KEY)")
        for file in files:
            self._execute("INSERT OR IGNORE INTO used VALUES (?)", (file.digest,))
        self._execute("DELETE FROM contents WHERE hash NOT IN used")
        self._execute("DELETE FROM lists")
        if words is not None:
            self._execute("INSERT INTO lists VALUES (?, ?)", (_hash(words), words))
        self._execute("COMMIT")
        self._execute("DROP TABLE used")

    def content(self, digest: bytes) -> bytes:
        """The bytes with this hash. Raises `Damaged`."""
        try:
            found = self._connection.execute("SELECT content FROM contents WHERE hash = ?", (digest,)).fetchone()
        except sqlite3.Error as error:
            raise Damaged(str(self.path)) from error
        if found is None or not isinstance(found[0], bytes) or _hash(found[0]) != digest:
            raise Damaged(str(self.path))
        return found[0]

    def _execute(self, words: str, values: tuple[bytes, ...] = ()) -> None:
        try:
            self._connection.execute(words, values)
        except sqlite3.Error as error:
            self._give_up()
            raise Damaged(str(self.path)) from error

    def _give_up(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")

    @property
    def _connection(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            # Threads may read: SQLite lets in one at a time.
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._connections[process] = connection
            connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
            connection.execute("PRAGMA synchronous = OFF")  # who loses power may spoil the file, and that is seen
        return self._connections[process]


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class StoredFile(File):
    """A file whose bytes are on a shelf, and are read each time they are asked for."""

    __slots__ = ("_digest", "_shelf")
    _digest: bytes
    _shelf: Shelf

    def __init__(self, path: str, digest: bytes, shelf: Shelf) -> None:
        """`digest` is the SHA-256 of its bytes."""
        for name, value in (("path", path), ("_digest", digest), ("_shelf", shelf)):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type[StoredFile], tuple[str, bytes, Shelf]]:
        return StoredFile, (self.path, self._digest, self._shelf)

    @property
    def content(self) -> bytes:
        """Its bytes. Raises `Damaged`."""
        return self._shelf.content(self._digest)

    @property
    def digest(self) -> bytes:
        """The SHA-256 of its bytes."""
        return self._digest
