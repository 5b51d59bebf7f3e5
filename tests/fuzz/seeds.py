"""What the fuzzer begins with: texts that each reader can read, from the cases of other tests."""

import json
from collections.abc import Callable, Iterable, Iterator

from tests.fuzz.targets import ENDINGS, PATHS
from tests.property import test_drafts_hostile, test_files_never_raise
from tests.support.cases import cases
from tests.support.notes import row, w3c


def seeds(target: str) -> list[bytes]:
    """The seeds of a target, in the form in which it takes its bytes."""
    return [one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass") for one in _MADE[target]()]


def _loader() -> Iterator[bytes]:
    for path in PATHS:
        whole = test_files_never_raise.ARTICLE if path.endswith(".md") else test_files_never_raise.RECORD
        yield from (_lettered(PATHS.index(path), text.encode()) for text in (whole, test_files_never_raise.SETTINGS))


def _drafts() -> Iterator[bytes]:
    for ending, samples in test_drafts_hostile.SAMPLES.items():
        yield from (_lettered(ENDINGS.index(ending), sample) for sample in samples)


def _lettered(number: int, content: bytes) -> bytes:
    return bytes([ord("A") + number]) + content


def _dates() -> Iterator[str]:
    yield from (case["edtf"] for group in ("valid", "invalid") for case in cases("dates")[group])


def _markup() -> Iterator[str]:
    yield from (case["markdown"] for group in cases("markup").values() for case in group if "markdown" in case)


def _woven() -> Iterator[str]:
    yield from (f"\x01\x05\x03\x09\n{case['markdown']}" for case in cases("weave")["spans"])


def _notes() -> Iterator[str]:
    yield from map(json.dumps, (row(), w3c(), {"rows": [row(), row("lamps")]}, [w3c()], {"@graph": [w3c()]}))


def _queries() -> Iterator[str]:
    yield from (case["query"] for case in cases("queries")["read"])


def _numbers() -> Iterator[bytes]:
    yield from (b"", b"\x00\x01\x02\x03", b"\x05\x01" * 20, bytes(range(256)))


_MADE: dict[str, Callable[[], Iterable[str | bytes]]] = {
    "loader": _loader,
    "dates": _dates,
    "markup": _markup,
    "weave": _woven,
    "notes": _notes,
    "drafts": _drafts,
    "query": _queries,
    "columns": _numbers,
}
