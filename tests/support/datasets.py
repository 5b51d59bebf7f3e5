"""The data of a built site, as other programs read them."""

import csv
import gzip
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.sites import Site

from pressmark.query import FACETS


def csv_rows(site: Site, table: str) -> list[dict[str, str]]:
    """A table as CSV has it, every line whole."""
    text = (site.folder / f"data/{table}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def json_rows(site: Site, table: str) -> list[dict[str, Any]]:
    """A table as JSON Lines have it."""
    return [json.loads(line) for line in site.text(f"data/{table}.jsonl").split("\n")[:-1]]


@contextmanager
def opened(site: Site) -> Iterator[sqlite3.Connection]:
    """The database of a site, read only, with rows by name."""
    connection = sqlite3.connect(f"file:{site.folder}/data/archive.sqlite?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


def facet_counts(site: Site) -> tuple[int, dict[str, Counter[int]]]:
    """How many articles the columns of search have, and for each facet how many each number of a value has."""
    entry = json.loads(site.text("search/entry.json"))
    articles, counts = 0, {facet: Counter[int]() for facet in FACETS}
    for number, digest in enumerate(entry["columns"]):
        data = gzip.decompress((site.folder / f"search/columns-{number}-{digest}.gz").read_bytes())
        head, _, rest = data.partition(b"\n")
        held = json.loads(head)["articles"]
        articles += held
        numbers = _leb128(rest)
        for _ in range(3 * held):  # days, their spans, lengths
            next(numbers)
        for facet in FACETS:
            for many in [next(numbers) for _ in range(held)]:
                value = 0
                for _ in range(many):
                    value += next(numbers)
                    counts[facet][value] += 1
    return articles, counts


def facet_values(site: Site, facet: str) -> list[str]:
    """The ids of the values of a facet, by their numbers."""
    entry = json.loads(site.text("search/entry.json"))
    names = entry["facets"][facet]["names"]
    files = (f"search/names-{facet}-{number}-{digest}.gz" for number, digest in enumerate(names))
    return [row[0] for name in files for row in json.loads(gzip.decompress((site.folder / name).read_bytes()))]


def _leb128(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0
