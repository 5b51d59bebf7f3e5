"""Notes from elsewhere, Hypothesis exports and W3C Web Annotations, read into one form.

Whatever the bytes are, a value comes out: notes, and for what cannot become one the reason.
"""

import json
from collections.abc import Iterator
from typing import Any

from pressmark.incoming import hypothesis, webannotation
from pressmark.incoming.values import Found, Incoming, Selector, Unusable, several, target_of, types_of
from pressmark.values import replace

__all__ = ["Found", "Incoming", "Selector", "Unusable", "read"]

UNKNOWN = "it is neither an export of Hypothesis (JSON) nor W3C Web Annotations (JSON-LD)"
_DEEPEST = 5  # collections in collections


def read(data: bytes, name: str) -> Found | str:
    """What a file of some name holds, or why it cannot be read."""
    try:
        items = _items(json.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except RecursionError:
        return "it is nested too deep"
    except ValueError as error:
        return f"it is not JSON ({error})"
    if items is None or (items and not any(map(_is_known, items))):
        return UNKNOWN
    notes: list[Incoming] = []
    unusable: list[Unusable] = []
    facts = 0
    for number, item in enumerate(items, 1):
        if webannotation.is_fact(item):
            facts += 1
            continue
        for one in _notes(item, f"{name}, item {number}"):
            if isinstance(one, Incoming):
                notes.append(one)
            else:
                unusable.append(one)
    return Found(tuple(notes), tuple(unusable), facts)


def _items(value: Any, depth: int = 0) -> list[Any] | None:
    """The annotations of a file, however they are gathered; None where there are none that we know."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        gathered = ((item, _items(item, depth + 1)) for item in value)
        return [one for item, some in gathered for one in ([item] if some is None else some)]
    if not isinstance(value, dict):
        return None
    for key in ("rows", "items", "@graph"):
        if isinstance(value.get(key), list):
            return _items(value[key], depth + 1)
    if "AnnotationCollection" in types_of(value):
        return _items(value.get("first"), depth + 1)
    return [value] if _is_known(value) else None


def _is_known(item: Any) -> bool:
    return hypothesis.is_row(item) or webannotation.is_annotation(item)


def _notes(item: Any, where: str) -> Iterator[Incoming | Unusable]:
    """The notes of one annotation: one for each text that it is about."""
    if not _is_known(item):
        yield Unusable(where, "it is no annotation")
        return
    note = (hypothesis if hypothesis.is_row(item) else webannotation).note_of(item, where)
    if isinstance(note, Unusable):
        yield note
        return
    targets = several(item.get("target"))
    if not targets:
        yield Unusable(where, "it has no target")
    for number, target in enumerate(targets):
        source, selector = target_of(target)
        one = replace(note, addresses=tuple(filter(None, (source, *note.addresses))), selector=selector)
        yield replace(one, id=f"{one.id}-{number + 1}") if one.id and number else one
