"""Web archives (WARC, ISO 28500): each page in them becomes a draft, with its address and the day it was taken."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pressmark.drafts import webpage
from pressmark.drafts.values import Context, Draft, Input, Unreadable
from pressmark.drafts.wilddates import edtf_of
from pressmark.links import is_external

_LARGEST = 20_000_000  # bytes of one page
_OK = "200"


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The drafts of the pages in a web archive."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - of an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError:
        yield Unreadable(file.name, webpage.MISSING.format("WARC"))
        return
    number = 0
    try:
        for record in ArchiveIterator(_Stream(file.chunks)):
            if _is_page(record):
                number += 1
                yield _draft(record, f"{file.name}, page {number}", context)
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError, KeyError, IndexError) as error:
        behind = f", behind page {number}" if number else ""
        yield Unreadable(f"{file.name}{behind}", f"it is no whole web archive ({type(error).__name__})")
        return
    if not number:
        yield Unreadable(file.name, "it holds no page in HTML")


class _Stream:
    """Pieces of bytes as what a reader of files asks for."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

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
    draft = webpage.page(record.content_stream().read(_LARGEST), where, context)
    if isinstance(draft, Unreadable):
        return draft
    url = draft.url or (address if is_external(address) else "")
    return replace(draft, url=url, captured=captured)
