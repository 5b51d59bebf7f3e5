"""Circles: no record stands above itself, by however many others between."""

from collections.abc import Iterator, Mapping

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.filing import path_of
from pressmark.model import Kind, Record

_ABOVE = (
    (Kind.COMPANY, "parent"),
    (Kind.COMPANY, "successor"),
    (Kind.PLACE, "within"),
    (Kind.TOPIC, "broader"),
)


def circular(records: Mapping[Kind, Mapping[str, Record]]) -> Iterator[Diagnostic]:
    """Report records that stand above each other in a circle."""
    for kind, field in _ABOVE:
        chain = {identifier: getattr(record, field) for identifier, record in records[kind].items()}
        for circle in _circles(chain):
            path = " → ".join((*circle, circle[0]))
            yield mistakes.circle(At(path_of(kind, circle[0])), field, path)


def _circles(chain: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """The circles of a map from each node to the one above it, each once."""
    done: set[str] = set()
    found = []
    for start in chain:
        trail: list[str] = []
        node: str | None = start
        while node is not None and node not in done:
            done.add(node)
            trail.append(node)
            node = chain.get(node)
        if node in trail:
            found.append(tuple(trail[trail.index(node) :]))
    return found
