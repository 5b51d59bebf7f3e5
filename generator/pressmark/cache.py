"""What a build keeps for the next one: values by name, in one SQLite file. Deleting it is always safe.

A file that cannot be used counts as empty, as does a value whose digest is not that of its bytes, or that another
version of the program has kept. Values are read by `pressmark.packing.unpacked`, which makes nothing but values: the
file may have come with an archive from a stranger.
"""

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from pressmark.packing import packed, unpacked

FILE = "build.sqlite"
PAGE = 65_536  # bytes, of a new file: large values take half the time to write that they take with the usual 4,096
LARGEST = 900_000_000  # bytes of a value: SQLite takes no more than 1,000,000,000, and would refuse all others with it
BUSY = 5  # seconds to wait for another process that writes
_PRIMARY = 0xFF  # SQLite's codes of errors say more in their higher bits
_NOT_OURS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)  # other tables, damaged, no database
_DIGEST = 16  # bytes
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, held BLOB NOT NULL) WITHOUT ROWID"


class Cache:
    """Values by name. What is put in is written at the end, all or nothing, by `save`."""

    def __init__(self, folder: Path | None, program: str) -> None:
        """`program` is the digest of what the values depend on beside their names; without a folder nothing is kept."""
        self._path = folder / FILE if folder else None
        self._program = hashlib.blake2b(program.encode()).digest()
        self._new: dict[str, Any] = {}
        self._gone: set[str] = set()

    def get(self, name: str) -> Any:
        """The value of a name; None if there is none."""
        held = self._held(name)
        if held[:_DIGEST] == self._digest(name, held[_DIGEST:]):
            with suppress(Exception):  # whatever its bytes are, it is as if it were not there
                return unpacked(held[_DIGEST:])
        return None

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._new[name] = value

    def drop(self, name: str) -> None:
        """Keep a name no longer."""
        self._new.pop(name, None)
        self._gone.add(name)

    def remember(self, name: str, value: object) -> None:
        """Hold a value for the next build of this process, unwritten. Most processes build once: they need not."""

    def recall(self, name: str) -> Any:  # noqa: ARG002 - as above
        """What an earlier build of this process has remembered; None if it has not."""
        return None

    def save(self) -> None:
        """Write what was put in. If that cannot be done, the next build has more to do, and nothing else is lost."""
        if self._path is None or not (self._new or self._gone):
            return
        with suppress(sqlite3.Error, OSError):
            self._write(self._path)
        self._new.clear()
        self._gone.clear()

    def _write(self, path: Path) -> None:
        try:
            self._replace(path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _NOT_OURS:
                raise  # another process writes, or the disk is full: what is there stays as it is
            path.unlink(missing_ok=True)
            self._replace(path)

    def _replace(self, path: Path) -> None:
        data = ((name, packed(value)) for name, value in self._new.items())
        rows = [(name, self._digest(name, some) + some) for name, some in data if len(some) < LARGEST]
        old = [(name,) for name in self._gone | self._new.keys()]
        with _opened(path) as connection:
            connection.execute(_TABLE)
            connection.executemany("DELETE FROM kept WHERE name = ?", old)
            connection.executemany("INSERT INTO kept VALUES (?, ?)", rows)
        connection.close()

    def _held(self, name: str) -> bytes:
        """What stands under a name; nothing if that cannot be read."""
        if self._path is None or not os.path.isfile(self._path):  # which is told of what may not be looked at, too
            return b""
        try:
            connection = _opened(self._path)
            row = connection.execute("SELECT held FROM kept WHERE name = ?", (name,)).fetchone()
            connection.close()
        except sqlite3.Error:
            return b""
        return row[0] if row and isinstance(row[0], bytes) else b""

    def _digest(self, name: str, data: bytes) -> bytes:
        digest = hashlib.blake2b(data, digest_size=_DIGEST, key=self._program)
        digest.update(name.encode())
        return digest.digest()


class Held(Cache):
    """The cache of a process that builds again and again: what it has kept itself it need not read."""

    def __init__(self, folder: Path | None, program: str) -> None:
        """As that of every cache."""
        super().__init__(folder, program)
        self._values: dict[str, Any] = {}
        self._remembered: dict[str, Any] = {}

    def remember(self, name: str, value: object) -> None:
        """Hold a value for the next build."""
        self._remembered[name] = value

    def recall(self, name: str) -> Any:
        """What an earlier build has remembered."""
        return self._remembered.get(name)

    def get(self, name: str) -> Any:
        """The value of a name."""
        if name not in self._values:
            self._values[name] = super().get(name)
        return self._values[name]

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._values[name] = value
        super().put(name, value)

    def drop(self, name: str) -> None:
        """Keep a name no longer."""
        self._values[name] = None
        super().drop(name)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY)
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("PRAGMA synchronous = OFF")  # what a power cut leaves half written is seen by its digest
    return connection
