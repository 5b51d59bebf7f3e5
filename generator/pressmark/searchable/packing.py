"""How search data is packed: unsigned LEB128 numbers, differences of ascending ones, and gzip around each file."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pressmark.compression import gzipped
from pressmark.digest import sha256

BLOCK = 256  # names, or details for exports, in one file
TITLES = 32  # of a page of results by relevance, each stands in another file: these are small
_SEVEN_BITS = 0x7F


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of search data, named by its content; those who know what it is need only the digest."""

    stem: str
    digest: str
    data: bytes

    @property
    def name(self) -> str:
        """Its name below `search/`."""
        return f"{self.stem}-{self.digest}.gz"


def packed(stem: str, data: bytes) -> Packed:
    """A gzipped file."""
    return Packed(stem, sha256(data)[:8], gzipped(data))


def compact(value: object) -> bytes:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def blocks(stem: str, rows: Sequence[object], size: int = BLOCK) -> tuple[Packed, ...]:
    """Rows as JSON files of `size` each; row n stands in file n // size."""
    return tuple(packed(f"{stem}-{i // size}", compact(rows[i : i + size])) for i in range(0, len(rows), size))


def numbers(values: Iterable[int]) -> bytes:
    """Numbers from 0 in LEB128: seven bits a byte, the lowest first, the eighth bit where another byte follows."""
    out = bytearray()
    for value in values:
        rest = value
        while rest > _SEVEN_BITS:
            out.append(rest & _SEVEN_BITS | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def steps(values: Iterable[int]) -> list[int]:
    """The first of ascending numbers, and the difference of each other from the one before it."""
    last, found = 0, []
    for value in values:
        found.append(value - last)
        last = value
    return found


def text(value: str) -> bytes:
    """A text as the number of its bytes in UTF-8, and these."""
    data = value.encode()
    return numbers((len(data),)) + data
