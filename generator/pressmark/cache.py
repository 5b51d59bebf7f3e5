"""What a build keeps for the next one: values by name, in one SQLite file. Deleting it is always safe.

A file that cannot be used counts as empty, as does a value whose digest is not that of its bytes, or that another
version of the program has kept. The file may have come with an archive from a stranger. So values are read by
`pressmark.packing.unpacked`, which makes nothing but values, and the file is neither read nor written where it is a
link, nor where it declares anything but our table, since a view or trigger may never end; and a journal beside it that
names another file is removed, since SQLite would remove that file.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressmark import looking
from pressmark.packing import packed, unpacked

if TYPE_CHECKING:  # a build that finds nothing to do needs none of them
    from pressmark.workers import Workers

FILE = "build.sqlite"
PAGE = 65_536  # bytes, of a new file: large values take half the time to write that they take with the usual 4,096
LARGEST = 900_000_000  # bytes of a value: SQLite takes no more than 1,000,000,000, and would refuse all others with it
BUSY = 5  # seconds to wait for another process that writes
_PRIMARY = 0xFF  # SQLite's codes of errors say more in their higher bits
_NOT_OURS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)  # other tables, damaged, no database
_DIGEST = 16  # bytes
_SEVERAL = bytes.fromhex("d9d505f920a163d7")
_TABLE = "CREATE TABLE kept (name TEXT PRIMARY KEY, held BLOB NOT NULL) WITHOUT ROWID"


class Cache:
    """Values by name. What is put in is written at the end, all or nothing, by `save`.

    It is that of a process that builds once: what has been put in or remembered stays as long as the cache itself.
    """

    def __init__(self, folder: Path | None, program: str) -> None:
        """`program` is the digest of what the values depend on beside their names; without a folder nothing is kept."""
        self._path = folder / FILE if folder else None
        self._program = hashlib.blake2b(program.encode()).digest()
        self._new: dict[str, Any] = {}
        self._gone: set[str] = set()
        self._large: set[str] = set()
        self._begun: tuple[dict[str, Any], Callable[[], dict[str, bytes]]] = {}, dict
        self._remembered: dict[str, Any] = {}
        self._saved: list[object] = []

    def get(self, name: str) -> Any:
        """The value of a name; None if there is none."""
        held = self._held(name)
        if held[:_DIGEST] == self._digest(name, held[_DIGEST:]):
            with suppress(Exception):  # whatever its bytes are, it is as if it were not there
                return unpacked(held[_DIGEST:])
        return None

    def put(self, name: str, value: Any, *, large: bool = False) -> None:
        """Keep a value under a name; a `large` one takes its time to be packed."""
        self._new[name] = value
        if large:
            self._large.add(name)

    def pack(self, workers: "Workers") -> None:
        """Begin to pack what is large of what has been put in, beside what is done until it is saved."""
        large = {name: value for name, value in self._new.items() if name in self._large and self._path}
        if large:
            self._begun = large, workers.beside(_all_packed, large)

    def drop(self, name: str) -> None:
        """Keep a name no longer."""
        self._new.pop(name, None)
        self._gone.add(name)

    def remember(self, name: str, value: object) -> None:
        """Hold a value, unwritten, for the next build of this process, if there is one."""
        self._remembered[name] = value

    def recall(self, name: str) -> Any:  # noqa: ARG002 - as above
        """What an earlier build of this process has remembered; None if it has not."""
        return None

    def save(self) -> None:
        """Write what was put in. If that cannot be done, the next build has more to do, and nothing else is lost."""
        if self._path is None or not (self._new or self._gone):
            return
        with suppress(sqlite3.Error, OSError):
            self._write(self._path)
        self._saved.append(self._new)
        self._new, self._gone, self._large, self._begun = {}, set(), set(), ({}, dict)

    def _write(self, path: Path) -> None:
        if not _is_plain(path):
            path.unlink(missing_ok=True)
        try:
            self._replace(path)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY not in _NOT_OURS:
                raise  # another process writes, or the disk is full: what is there stays as it is
            path.unlink(missing_ok=True)
            self._replace(path)

    def _replace(self, path: Path) -> None:
        begun, wait = self._begun
        data = _all_packed({name: value for name, value in self._new.items() if begun.get(name) is not value})
        data |= {name: some for name, some in wait().items() if self._new.get(name) is begun[name]}
        rows = [(name, self._digest(name, some) + some) for name, some in data.items() if len(some) < LARGEST]
        old = [(name,) for name in self._gone | self._new.keys()]
        with _opened(path) as connection:
            connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
            connection.executemany("DELETE FROM kept WHERE name = ?", old)
            connection.executemany("INSERT INTO kept VALUES (?, ?)", rows)
        connection.close()

    def _held(self, name: str) -> bytes:
        """What stands under a name; nothing if that cannot be read."""
        if self._path is None or not _is_plain(self._path):
            return b""
        try:
            connection = _opened(self._path)
            row = connection.execute("SELECT held FROM kept WHERE name = ?", (name,)).fetchone()
            connection.close()
        except (sqlite3.Error, OSError):
            return b""
        return row[0] if row and isinstance(row[0], bytes) else b""

    def _digest(self, name: str, data: bytes) -> bytes:
        digest = hashlib.blake2b(data, digest_size=_DIGEST, key=self._program)
        digest.update(name.encode())
        return digest.digest()


def _all_packed(values: dict[str, Any]) -> dict[str, bytes]:
    return {name: packed(value) for name, value in values.items()}


class Held(Cache):
    """The cache of a process that builds again and again: what it has kept itself it need not read."""

    def __init__(self, folder: Path | None, program: str) -> None:
        """As that of every cache."""
        super().__init__(folder, program)
        self._values: dict[str, Any] = {}

    def recall(self, name: str) -> Any:
        """What an earlier build has remembered."""
        return self._remembered.get(name)

    def get(self, name: str) -> Any:
        """The value of a name."""
        if name not in self._values:
            self._values[name] = super().get(name)
        return self._values[name]

    def put(self, name: str, value: Any, *, large: bool = False) -> None:
        """Keep a value under a name."""
        self._values[name] = value
        super().put(name, value, large=large)

    def drop(self, name: str) -> None:
        """Keep a name no longer."""
        self._values[name] = None
        super().drop(name)

    def save(self) -> None:
        """Write what was put in since the last time."""
        super().save()
        self._saved.clear()


class _StrangeError(sqlite3.DatabaseError):
    """The database has other tables, or other things than tables."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


def _is_plain(path: Path) -> bool:
    """Whether a plain file stands in a folder, neither of which is a link."""
    return looking.is_plain(path) and not path.parent.is_symlink()


def _is_of_one_file(journal: Path) -> bool:
    """Whether a journal is of this database alone, as ours are.

    One of several ends with the name of a file about all of them (SQLite's file format, 3.0), and these bytes.
    """
    with open(journal, "rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - len(_SEVERAL)))
        return file.read() != _SEVERAL


def _expect_ours(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT sql FROM sqlite_schema").fetchall() not in ([], [(_TABLE,)]):
        raise _StrangeError


def _opened(path: Path) -> sqlite3.Connection:
    journal = path.with_name(f"{path.name}-journal")
    if os.path.lexists(journal) and not (looking.is_plain(journal) and _is_of_one_file(journal)):
        journal.unlink()
    connection = sqlite3.connect(path, timeout=BUSY)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut leaves half written is seen by its digest
        _expect_ours(connection)
    except BaseException:
        connection.close()
        raise
    return connection
