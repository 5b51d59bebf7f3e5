"""Files outside the archive: those that are to be imported, and the report on what became of them."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self, TextIO

from pressmark.failures import UsageError

_CHUNK = 1 << 20
_HEAD = 65_536


def head_of(path: Path) -> bytes:
    """The first bytes of a file.

    Raises:
        UsageError: There is no such file.
    """
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise UsageError(f"{path} is no file. Nothing was written.") from error


def chunks_of(path: Path) -> Iterator[bytes]:
    """All bytes of a file, in pieces."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Report:
    """Lines for a new file, or for nowhere; `structured` where its name asks for lines of JSON.

    Raises:
        UsageError: Something stands in that file.
    """

    def __init__(self, path: Path | None) -> None:
        self.structured = path is not None and path.suffix in {".jsonl", ".ndjson", ".json"}
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path:
            if self._path.is_file() and self._path.stat().st_size:
                raise UsageError(f"{self._path} is there already: give the report another name.")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8", newline="\n")
        return self

    def write(self, lines: Iterable[str]) -> None:
        """Add lines."""
        if self._file:
            self._file.writelines(f"{line}\n" for line in lines)

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
