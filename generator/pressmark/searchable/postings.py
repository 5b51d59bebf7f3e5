"""Posting lists: for each word the articles that hold it, in files of neighbouring words.

Pagefind finds a word by its beginning, among those words that it happens to have loaded, so that its counts drift.
These lists make the rule of matching exact: a word is all words of its stem, `word*` all words that begin so. A
beginning whose words do not stand in one file has a list of its own, so that any lookup needs one file.

A file holds its entries, then the families of words with one stem. An entry is: how many bytes of its word are those
of the one before, and the others; its family (0: none but itself); how many bytes follow; how many articles, and these
as steps; and, but for the beginnings of `ONCE` letters, a byte each for how often the word, or words that begin so,
stand there (up to 15; and 16, if in the title). A family is its words. A word that stands in the articles of an earlier
segment only, and shares its stem with one that stands here, has an entry without articles: so the family is whole.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from pressmark.searchable.packing import Packed, numbers, steps, text
from pressmark.searchable.reading import IN_TITLE, MOST_TIMES, TIMES, Read
from pressmark.values import Frozen

FILE = 24 << 10  # bytes of entries in one file, before it is packed
_ALL_TIMES = MOST_TIMES | IN_TITLE
ONCE = 2  # beginnings of so few letters say nothing of what an article is about: each counts once in it
_Lists = Mapping[str, "array[int]"]  # the places of each word
_NOWHERE = array("I")


class Shelf(Frozen):
    """Files of entries in the order of their keys: for each its first key, and how much of it the key before shares."""

    files: tuple[Packed, ...]
    directory: tuple[tuple[str, int], ...]


class Postings(Frozen):
    """All words, all beginnings whose words stand in more than one file, and the words of each stem."""

    words: Shelf
    beginnings: Shelf
    families: Mapping[str, Sequence[str]]


def postings(read: Sequence[Read], stem: Callable[[str], str], earlier: Mapping[str, Sequence[str]]) -> Postings:
    """The posting lists of all articles, in order of their numbers; `earlier` are families of an earlier segment."""
    lists = _lists(read)
    stems = {word: stem(word) for word in lists}
    families = {one: set(earlier.get(one, ())) for one in stems.values()}
    for word, one in stems.items():
        families[one].add(word)
    stems |= {word: one for one, members in families.items() for word in members}
    whole = {one: tuple(sorted(members)) for one, members in families.items()}
    ordered = sorted(stems)
    bodies = {word: _body(lists.get(word, _NOWHERE)) for word in ordered}
    shelf = _shelf("words", ordered, bodies, lambda word: whole[stems[word]])
    spanning = sorted(_spanning(shelf))
    unions = {start: _union(start, ordered, lists) for start in spanning}
    return Postings(shelf, _shelf("beginnings", spanning, unions, lambda start: (start,)), whole)


def _lists(read: Sequence[Read]) -> _Lists:
    lists: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for chunk in read:
        end = 0
        for word, count in zip(chunk.words.split("\n"), chunk.counts, strict=False):  # without words there is one line
            start, end = end, end + count
            lists[word].extend(chunk.places[start:end])
    return lists


def _body(places: Sequence[int]) -> bytes:
    articles = [place >> TIMES for place in places]
    return numbers((len(articles), *steps(articles))) + bytes([place & _ALL_TIMES for place in places])


def _shelf(
    stem: str, keys: Sequence[str], bodies: Mapping[str, bytes], family: Callable[[str], tuple[str, ...]]
) -> Shelf:
    chunks = list(_chunks(keys, bodies))
    files = tuple(Packed(f"{stem}-{i}", _file(chunk, bodies, family)) for i, chunk in enumerate(chunks))
    shared = [0, *(_common(before[-1], after[0]) for before, after in pairwise(chunks))]
    return Shelf(files, tuple((chunk[0], length) for chunk, length in zip(chunks, shared, strict=False)))


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


def _file(keys: Sequence[str], bodies: Mapping[str, bytes], family: Callable[[str], tuple[str, ...]]) -> bytes:
    families: dict[tuple[str, ...], int] = {}
    parts = [numbers((len(keys),))]
    before = b""
    for key in keys:
        members = family(key)
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
    return {first[:n] for first, shared in shelf.directory for n in range(1, shared + 1)}


def _union(start: str, ordered: Sequence[str], lists: _Lists) -> bytes:
    """The articles with a word that begins so, and how often they hold such words."""
    begun = []
    for place in range(bisect_left(ordered, start), len(ordered)):
        if not ordered[place].startswith(start):
            break
        begun.append(lists.get(ordered[place], _NOWHERE))
    if len(start) <= ONCE:
        articles = sorted({place >> TIMES for place in chain.from_iterable(begun)})
        return numbers((len(articles), *steps(articles)))
    sums: dict[int, int] = defaultdict(int)
    titles: dict[int, int] = defaultdict(int)
    for place in chain.from_iterable(begun):
        sums[place >> TIMES] += place & MOST_TIMES
        titles[place >> TIMES] |= place & IN_TITLE
    return _body([number << TIMES | min(sums[number], MOST_TIMES) | titles[number] for number in sorted(sums)])


def _common(one: str | bytes, other: str | bytes) -> int:
    """How long a beginning two keys share."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
