"""The data of a built site, as other programs read them."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.sites import Site


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
