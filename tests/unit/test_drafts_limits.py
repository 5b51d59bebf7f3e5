"""Files that are far more than they look are refused with the code of a limit, in little memory."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.cases import called, cases
from tests.support.pages import context

from pressmark.drafts import formats
from pressmark.drafts.report import rendered
from pressmark.drafts.values import Draft, Input, Unreadable

CHUNK = 1 << 20
MEMORY = 250_000_000  # bytes: a page of the most that one may have, and what it is made of


def record(payload: bytes, sent: str) -> bytes:
    """A record of a web archive; `sent` says how its page was sent, or what else it is."""
    told = [f"Content-Type: {'image/png' if sent == 'picture' else 'text/html'}"]
    if "gzip" in sent or sent == "deflate":
        told.append(f"Content-Encoding: {sent.rpartition(' ')[2]}")
        payload = (
            gzip.compress(payload, 1) if "gzip" in sent else zlib.compressobj(1, zlib.DEFLATED, -15).compress(payload)
        )
    if "chunked" in sent:
        told.append("Transfer-Encoding: chunked")
        payload = b"%x\r\n%b\r\n0\r\n\r\n" % (len(payload), payload)
    held = "\r\n".join(("HTTP/1.1 200 OK", *told, "", "")).encode() + payload
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/\r\n"
    head += f"WARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2025-08-06T10:00:00Z\r\nContent-Length: {len(held)}\r\n\r\n"
    return b"WARC/1.0\r\n" + payload if sent == "head" else head.encode() + held + b"\r\n\r\n"


def pieces(case: dict[str, Any]) -> Iterator[bytes]:
    data = (case.get("begin", "") + case["piece"] * int(case["times"]) + case.get("end", "")).encode()
    if ".warc" in case["name"]:
        data = record(data, case.get("as", ""))
    if case["name"].endswith(".gz"):
        data = gzip.compress(data, 1)
    return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))


@pytest.mark.parametrize("case", cases("hostile/imports")["imports"], ids=called)
def test_what_exceeds_a_limit_is_refused_by_its_code(case: dict[str, Any]) -> None:
    given = list(pieces(case))
    reader = formats.reader_of(case["name"], given[0])
    tracemalloc.start()
    try:
        found = list(reader(Input(case["name"], iter(given)), context()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MEMORY
    if "refused" in case:
        assert [one.code for one in found if isinstance(one, Unreadable)] == [case["refused"]], found
        assert next(rendered(found[-1])).endswith(f"({case['refused']})")  # type: ignore[arg-type] # it is no draft
    else:
        assert [type(one) for one in found] == [Draft]
