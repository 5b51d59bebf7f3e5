"""How search data is packed: unsigned LEB128 numbers, differences of ascending ones, and gzip around each file."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub

from msgspec.json import encode

from pressmark.compression import gzipped
from pressmark.digest import sha256
from pressmark.values import Frozen

BLOCK = 256  # names, or details for exports, in one file
TITLES = 32  # of a page of results by relevance, each stands in another file: these are small
_LEVEL = 6  # of gzip: the highest one takes five times as long, and saves less than a hundredth
_SEVEN_BITS = 0x7F


class Packed(Frozen):
    """A file of search data, before it is packed."""

    stem: str
    plain: bytes

    @property
    def name(self) -> str:
        """Its name in the folder of a segment, which is named by its content."""
        return f"{self.stem}.gz"

    @property
    def digest(self) -> str:
        """What a file that stands alone is named by."""
        return sha256(self.plain)[:8]

    @property
    def data(self) -> bytes:
        """The file, gzipped; equal content gives equal bytes, since no time is written."""
        return gzipped(self.plain, _LEVEL)


def compact(value: object) -> bytes:
    """JSON without blanks."""
    return encode(value)


def blocks(stem: str, rows: Sequence[object], size: int) -> tuple[Packed, ...]:
    """Rows as JSON files of `size` each; row n stands in file n // size."""
    return tuple(Packed(f"{stem}-{i // size}", compact(rows[i : i + size])) for i in range(0, len(rows), size))


def numbers(values: Iterable[int]) -> bytes:
    """Numbers from 0 in LEB128: seven bits a byte, the lowest first, the eighth bit where another byte follows."""
    held = list(values)
    return bytes(held) if max(held, default=0) <= _SEVEN_BITS else b"".join(map(_number, held))


@lru_cache(maxsize=1 << 15)  # differences between numbers of articles are small, and come again and again
def _number(value: int) -> bytes:
    out = bytearray()
    while value > _SEVEN_BITS:
        out.append(value & _SEVEN_BITS | 0x80)
        value >>= 7
    return bytes((*out, value))


def steps(values: Sequence[int]) -> list[int]:
    """The first of ascending numbers, and the difference of each other from the one before it."""
    return [*values[:1], *map(sub, values[1:], values)]


def text(value: str) -> bytes:
    """A text as the number of its bytes in UTF-8, and these."""
    data = value.encode()
    return numbers((len(data),)) + data
