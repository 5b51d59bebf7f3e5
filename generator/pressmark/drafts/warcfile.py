"""Web archives (WARC, ISO 28500): each page in them becomes a draft, with its address and the day it was taken.

What is packed is unpacked piece by piece, and never further than the limits go: a few bytes may stand for any number.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from pressmark.drafts import webpage
from pressmark.drafts.values import Context, Draft, Input, TooMuchError, Unreadable, unreadable
from pressmark.drafts.wilddates import edtf_of
from pressmark.limits import PAGE
from pressmark.links import is_external
from pressmark.values import replace

_OK = "200"
_HEAD = 1_000_000  # bytes of the lines before what a record holds
_FREE, _RATIO = 200_000_000, 100  # bytes unpacked, from which on they may be so many times those that are read
_PACKED = {"gzip": (47, 47), "x-gzip": (47, 47), "deflate": (47, -15)}  # windows of zlib to try
_BROKEN = (ValueError, EOFError, OSError, AttributeError, KeyError, IndexError, AssertionError)


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of the pages in a web archive."""
    try:
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - of an extra

        records = _records(_Stream(file.chunks))
    except ImportError:
        yield Unreadable(file.name, webpage.MISSING.format("WARC"))
        return
    number = 0
    try:
        for record in records:
            if _is_page(record):
                number += 1
                yield _draft(record, f"{file.name}, page {number}", context)
    except (ArchiveLoadFailed, *_BROKEN) as error:
        where = f"{file.name}, behind page {number}" if number else file.name
        broken = f"it is no whole web archive ({type(error).__name__})"
        yield unreadable(where, error) if isinstance(error, TooMuchError) else Unreadable(where, broken)
        return
    if not number:
        yield Unreadable(file.name, "it holds no page in HTML")


def _records(stream: "_Stream") -> Any:
    """The records of an archive, read by a reader that keeps to the limits.

    Raises:
        ImportError: `warcio` is not installed.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - of an extra
    from warcio.bufferedreaders import DecompressingBufferedReader  # noqa: PLC0415

    class Reader(DecompressingBufferedReader):  # type: ignore[misc] # it ships no types
        """Reads lines and pieces; heads that do not end are refused, and so is what unpacks to far more than it is."""

        head = 0

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or _HEAD, _HEAD))
            self.head += len(line)
            if self.head >= _HEAD:
                raise TooMuchError(f"the head of a record has more than {_HEAD:,} bytes", PAGE.code)
            return line

        def read(self, length: int | None = None) -> bytes:
            self.head = 0
            if self.num_read > max(_FREE, _RATIO * stream.count):
                raise TooMuchError(f"it unpacks to more than {_RATIO} times what it is", PAGE.code)
            return bytes(super().read(length))

    records = ArchiveIterator(stream)
    records.reader = Reader(records.fh)
    return records


class _Stream:
    """Pieces of bytes as what a reader of files asks for."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""
        self.count = 0  # bytes that were read

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes; all where the size is negative."""
        if size < 0:
            found, self._rest = self._rest + b"".join(self._chunks), b""
            return found
        while not self._rest:
            more = next(self._chunks, None)
            if more is None:
                return b""
            self._rest = more
        found, self._rest = self._rest[:size], self._rest[size:]
        self.count += len(found)
        return found

    def close(self) -> None:
        """Nothing is held open here."""


def _is_page(record: Any) -> bool:
    if record.rec_type not in {"response", "resource"}:
        return False
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    return "html" in kind.lower() and (headers is None or headers.get_statuscode() == _OK)


def _draft(record: Any, where: str, context: Context) -> Draft | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    captured = edtf_of(record.rec_headers.get_header("WARC-Date") or "")
    try:
        draft = webpage.page(_payload(record), where, context)
    except TooMuchError as error:
        return unreadable(where, error)
    if isinstance(draft, Unreadable):
        return draft
    url = draft.url or (address if is_external(address) else "")
    return replace(draft, url=url, captured=captured)


def _payload(record: Any) -> bytes:
    """The page that a record holds, without what it was sent in.

    Raises:
        TooMuchError: It is too large, packed or unpacked.
    """
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader  # noqa: PLC0415 - of an extra

    data: bytes = record.raw_stream.read(PAGE.most + 1)
    headers = record.http_headers
    if len(data) <= PAGE.most and headers is not None:
        if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
            data = ChunkedDataReader(BufferedReader(_Stream([data]))).read()
        for window in _PACKED.get((headers.get_header("Content-Encoding") or "").lower(), ()):
            with suppress(zlib.error):  # what is not packed after all is taken as it is
                data = zlib.decompressobj(window).decompress(data, PAGE.most + 1)
                break
    if len(data) > PAGE.most:
        raise TooMuchError(f"it has more than {PAGE.most:,} bytes", PAGE.code)
    return data
