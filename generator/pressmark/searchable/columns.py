"""The columns file: what the browser needs of every article to filter, count and sort, in order of publication.

The file is gzipped. It begins with a JSON line (`{"format": 1, "first": 0, "articles": 812}`), then come columns, each
whole, all numbers in LEB128:

1. first possible day of publication, in days since 1 January 1, as steps; 0 without a date,
2. days from the first to the last possible day,
3. how long the article is: twice the binary logarithm of the number of its words, rounded,
4. for each facet of `FACETS`: how many values each article has; then all values, article by article, each as the
   step from the one before in the article. A value is its number in the facet's list of names.

Values are numbered as they first appear, so that a new article leaves the numbers of earlier ones alone. Beyond
`SEGMENT` articles there are several files, of which an addition at the end changes the last one only.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from pressmark.query import FACETS, Row
from pressmark.query.passages import Tally
from pressmark.searchable.packing import Packed, numbers, packed, steps

FORMAT = 1
SEGMENT = 20_000  # articles in one file


@dataclass(frozen=True, slots=True)
class Columns:
    """The files, and the values of each facet in the order of their numbers."""

    files: tuple[Packed, ...]
    values: Mapping[str, tuple[str, ...]]


def columns(rows: Sequence[Row], tallies: Sequence[Tally]) -> Columns:
    """The columns of all articles; `rows` are in order of publication."""
    places: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in rows:
        for facet in FACETS:
            for value in row.facets[facet]:
                places[facet].setdefault(value, len(places[facet]))
    files = tuple(
        packed(f"columns-{first // SEGMENT}", _segment(first, rows, tallies, places))
        for first in range(0, len(rows), SEGMENT)
    )
    return Columns(files, {facet: tuple(found) for facet, found in places.items()})


def _segment(
    first: int, rows: Sequence[Row], tallies: Sequence[Tally], places: Mapping[str, Mapping[str, int]]
) -> bytes:
    held = rows[first : first + SEGMENT]
    head = json.dumps({"format": FORMAT, "first": first, "articles": len(held)}).encode()
    days = [row.earliest.toordinal() if row.earliest else 0 for row in held]
    parts = [
        head + b"\n",
        numbers(steps(days)),
        numbers((row.latest - row.earliest).days if row.earliest and row.latest else 0 for row in held),
        numbers(round(2 * log2(max(one.length, 1))) for one in tallies[first : first + SEGMENT]),
    ]
    for facet in FACETS:
        values = [sorted(places[facet][value] for value in row.facets[facet]) for row in held]
        parts.append(numbers(len(found) for found in values))
        parts.append(numbers(step for found in values for step in steps(found)))
    return b"".join(parts)
