"""How segments are joined into one archive: which articles are stale, where others come in, what values are called now.

The file is gzipped; all numbers are LEB128.

1. How many articles of the first segment are stale, and these as steps.
2. For each article of the second segment, if there is one: before which of the first it comes, as steps.
3. For each facet of `FACETS` and each segment: how many values it has there; for each, in the order of their numbers,
   0 if no article has it any more, else its number in the list of names, as the step from the one before it, twice,
   and for a step back one less than twice its size; and 1 added to either.
"""

from collections.abc import Iterator, Sequence

from pressmark.query import FACETS
from pressmark.searchable.columns import Values
from pressmark.searchable.packing import Packed, numbers, steps
from pressmark.searchable.planning import Delta


def merge(delta: Delta, segments: Sequence[Values], values: Values) -> Packed:
    """The file that joins segments; `segments` are the values of each, and `values` those of the archive."""
    parts = [numbers((len(delta.stale), *steps(delta.stale))), numbers(steps(delta.before))]
    for facet in FACETS:
        places = {value: number for number, value in enumerate(values[facet])}
        for segment in segments:
            held = segment[facet]
            parts += [numbers((len(held),)), numbers(_renumbered([places.get(value) for value in held]))]
    return Packed("merge", b"".join(parts))


def _renumbered(places: Sequence[int | None]) -> Iterator[int]:
    last = -1
    for place in places:
        if place is None:
            yield 0
            continue
        step = place - last
        yield 1 + (2 * step if step > 0 else -2 * step - 1)
        last = place
