"""Posting lists: for each word the articles that hold it, in files of neighbouring words.

Pagefind finds a word by its beginning, among those words that it happens to have loaded, so that its counts drift.
These lists make the rule of matching exact: a word is all words of its stem, `word*` all words that begin so. A
beginning whose words do not stand in one file has a list of its own, so that any lookup needs one file.

A file holds its entries, then the families of words with one stem. An entry is: how many bytes of its word are those
of the one before, and the others; its family (0: none but itself); how many bytes follow; how many articles, and these
as steps; and, for words, a byte each for how often the word stands there (and 16, if in the title). A family is its
words.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressmark.query.passages import MOST_TIMES, Tally
from pressmark.searchable.packing import Packed, numbers, packed, steps, text

FILE = 24 << 10  # bytes of entries in one file, before it is packed
IN_TITLE = 16


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files of entries in the order of their keys: for each its first key, and how much of it the key before shares."""

    files: tuple[Packed, ...]
    first: tuple[str, ...]
    shared: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """All words, and all beginnings whose words stand in more than one file."""

    words: Shelf
    beginnings: Shelf


def postings(tallies: Sequence[Tally], stem: Callable[[str], str]) -> Postings:
    """The posting lists of all articles, in order of their numbers."""
    lists = _lists(tallies)
    ordered = sorted(lists)
    families: dict[str, list[str]] = defaultdict(list)
    for word in ordered:
        families[stem(word)].append(word)
    bodies = {word: _with_times(lists[word]) for word in ordered}
    shelf = _shelf("words", ordered, bodies, lambda word: families[stem(word)])
    spanning = sorted(_spanning(shelf))
    unions = {start: _articles(sorted(_union(start, ordered, lists))) for start in spanning}
    return Postings(shelf, _shelf("beginnings", spanning, unions, lambda start: [start]))


def _lists(tallies: Sequence[Tally]) -> dict[str, list[tuple[int, int]]]:
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, tally in enumerate(tallies):
        for word, times in tally.times:
            lists[word].append((number, min(times, MOST_TIMES) | (IN_TITLE if word in tally.title else 0)))
    return lists


def _articles(found: Sequence[int]) -> bytes:
    return numbers((len(found), *steps(found)))


def _with_times(found: Sequence[tuple[int, int]]) -> bytes:
    return _articles([number for number, _ in found]) + bytes(times for _, times in found)


def _shelf(
    stem: str, keys: Sequence[str], bodies: Mapping[str, bytes], family: Callable[[str], Sequence[str]]
) -> Shelf:
    chunks = list(_chunks(keys, bodies))
    files = tuple(packed(f"{stem}-{i}", _file(chunk, bodies, family)) for i, chunk in enumerate(chunks))
    shared = [0, *(_common(before[-1], after[0]) for before, after in pairwise(chunks))]
    return Shelf(files, tuple(chunk[0] for chunk in chunks), tuple(shared[: len(chunks)]))


def _chunks(keys: Sequence[str], bodies: Mapping[str, bytes]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for key in keys:
        if size > FILE:
            yield chunk
            chunk, size = [], 0
        chunk.append(key)
        size += len(key) + len(bodies[key])
    if chunk:
        yield chunk


def _file(keys: Sequence[str], bodies: Mapping[str, bytes], family: Callable[[str], Sequence[str]]) -> bytes:
    families: dict[tuple[str, ...], int] = {}
    parts = [numbers((len(keys),))]
    before = b""
    for key in keys:
        members = tuple(family(key))
        number = families.setdefault(members, len(families) + 1) if len(members) > 1 else 0
        name = key.encode()
        kept = _common(before, name)
        rest = name[kept:]
        parts += [numbers((kept, len(rest))), rest, numbers((number, len(bodies[key]))), bodies[key]]
        before = name
    parts.append(numbers((len(families),)))
    for members in families:
        parts += [numbers((len(members),)), *(text(member) for member in members)]
    return b"".join(parts)


def _spanning(shelf: Shelf) -> set[str]:
    """Beginnings of words in more than one file."""
    return {first[:n] for first, shared in zip(shelf.first, shelf.shared, strict=True) for n in range(1, shared + 1)}


def _union(start: str, ordered: Sequence[str], lists: Mapping[str, Sequence[tuple[int, int]]]) -> set[int]:
    found: set[int] = set()
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            break
        found.update(number for number, _ in lists[ordered[place]])
    return found


def _common(one: str | bytes, other: str | bytes) -> int:
    """How long a beginning two keys share."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
