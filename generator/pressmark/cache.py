"""What a build keeps for the next one: values by name, in one SQLite file. Deleting it is always safe.

A file that cannot be used counts as empty, as does a value whose digest is not that of its bytes, or that another
version of the program has kept. Values are read by `pressmark.packing.unpacked`, which makes nothing but values: the
file may have come with an archive from a stranger.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pressmark.packing import packed, unpacked

FILE = "build.sqlite"
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
        self._new: dict[str, bytes] = {}
        self._gone: set[str] = set()

    def get(self, name: str) -> Any:
        """The value of a name; None if there is none."""
        return next((value for _, value in self.all(name, exact=True)), None)

    def all(self, beginning: str, *, exact: bool = False) -> Iterator[tuple[str, Any]]:
        """The values of all names that begin so."""
        for name, held in self._rows(beginning, exact=exact):
            digest, data = held[:_DIGEST], held[_DIGEST:]
            if digest == self._digest(name, data):
                with suppress(Exception):  # whatever its bytes are, it is as if it were not there
                    yield name, unpacked(data)

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self.put_packed(name, packed(value))

    def put_packed(self, name: str, data: bytes) -> None:
        """Keep a value that is packed already."""
        self._new[name] = data

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
        with _opened(path) as connection:
            connection.execute(_TABLE)
            connection.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in self._gone])
            rows = ((name, self._digest(name, data) + data) for name, data in self._new.items())
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
        connection.close()

    def _rows(self, beginning: str, *, exact: bool) -> list[tuple[str, bytes]]:
        if self._path is None or not os.path.isfile(self._path):  # which is told of what may not be looked at, too
            return []
        end = beginning if exact else f"{beginning}\U0010ffff"
        try:
            connection = _opened(self._path)
            query = "SELECT name, held FROM kept WHERE name BETWEEN ? AND ? ORDER BY name"
            rows = connection.execute(query, (beginning, end)).fetchall()
            connection.close()
        except sqlite3.Error:
            return []
        return rows

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
        self._read: set[str] = set()
        self._fresh: set[str] = set()
        self._remembered: dict[str, Any] = {}

    def remember(self, name: str, value: object) -> None:
        """Hold a value for the next build."""
        self._remembered[name] = value

    def recall(self, name: str) -> Any:
        """What an earlier build has remembered."""
        return self._remembered.get(name)

    def all(self, beginning: str, *, exact: bool = False) -> Iterator[tuple[str, Any]]:
        """The values of all names that begin so."""
        if beginning not in self._read:
            self._read.add(beginning)
            read = {name: value for name, value in super().all(beginning, exact=exact) if name not in self._gone}
            self._values = read | self._values
        asked = (name for name in self._values if name == beginning or (not exact and name.startswith(beginning)))
        yield from ((name, self._values[name]) for name in sorted(asked))

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._values[name] = value
        self._fresh.add(name)
        self._gone.discard(name)

    def drop(self, name: str) -> None:
        """Keep a name no longer."""
        self._values.pop(name, None)
        self._fresh.discard(name)
        super().drop(name)

    def save(self) -> None:
        """Write what is new."""
        for name in self._fresh:
            self.put_packed(name, packed(self._values[name]))
        self._fresh.clear()
        super().save()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY)
    connection.execute("PRAGMA synchronous = OFF")  # what a power cut leaves half written is seen by its digest
    return connection
