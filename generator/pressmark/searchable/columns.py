"""The columns: what the browser needs of every article to filter, count and sort, in order of publication.

A file begins with a JSON line (`{"format": 2, "first": 0, "articles": 812}`), then come columns, each whole, all
numbers in LEB128:

1. first possible day of publication, in days since 1 January 1, as steps; 0 without a date,
2. days from the first to the last possible day,
3. how long the article is: twice the binary logarithm of the number of its words, rounded,
4. for each facet of `FACETS`: how many values each article has; then all values, article by article, each as the
   step from the one before in the article. A value is its number in the segment.

Values that many articles have come first, so that most numbers take one byte, and the names shown first stand in one
file. How many is told apart by powers of two only: an edit that changes a count seldom changes a number.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import log2

from pressmark.query import FACETS, Row
from pressmark.searchable.packing import Packed, numbers, steps

FORMAT = 2
PART = 20_000  # articles in one file
Values = Mapping[str, tuple[str, ...]]  # of each facet, in the order of their numbers


def values_of(rows: Sequence[Row]) -> Values:
    """The values that articles have in each facet, numbered."""
    counts = {facet: Counter(chain.from_iterable([row.facets[facet] for row in rows])) for facet in FACETS}
    return {
        facet: tuple(sorted(counted, key=lambda value: (-counted[value].bit_length(), value)))
        for facet, counted in counts.items()
    }


def columns(rows: Sequence[Row], lengths: Sequence[int], values: Values) -> tuple[Packed, ...]:
    """The columns of articles, `PART` of them in a file; `rows` are in order of publication."""
    places = {facet: {value: number for number, value in enumerate(held)} for facet, held in values.items()}
    return tuple(
        Packed(f"columns-{first // PART}", _part(first, rows[first : first + PART], lengths, places))
        for first in range(0, len(rows), PART)
    )


def _part(first: int, rows: Sequence[Row], lengths: Sequence[int], places: Mapping[str, Mapping[str, int]]) -> bytes:
    head = json.dumps({"format": FORMAT, "first": first, "articles": len(rows)}).encode()
    days = [row.earliest.toordinal() if row.earliest else 0 for row in rows]
    parts = [
        head + b"\n",
        numbers(steps(days)),
        numbers((row.latest - row.earliest).days if row.earliest and row.latest else 0 for row in rows),
        numbers(round(2 * log2(max(length, 1))) for length in lengths[first : first + PART]),
    ]
    for facet in FACETS:
        held = [row.facets[facet] for row in rows]
        parts.append(numbers(map(len, held)))
        parts.append(numbers(chain.from_iterable(_numbered(one, places[facet]) for one in held if one)))
    return b"".join(parts)


def _numbered(values: Sequence[str], places: Mapping[str, int]) -> list[int]:
    return [places[values[0]]] if len(values) == 1 else steps(sorted([places[value] for value in values]))
