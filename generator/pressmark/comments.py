"""Comments of a YAML text, each with the field or item that it is about, so that both can be moved together."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pressmark import frontmatter
from pressmark.frontmatter import Scalar, Tree, Value
from pressmark.values import Frozen, field

_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
Place = tuple[int, bool]  # where a field or item begins, and whether it is a field: the first field of an item is both


class Comments(Frozen):
    """Comments by the field or item that they stand above, behind, or within at its end; the rest is the file's."""

    head: tuple[str, ...] = ()
    above: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    behind: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    within_end: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    foot: tuple[str, ...] = ()


class _Entry(Frozen):
    """A field of a mapping or an item of a list, its last character, its column, and what it is part of."""

    place: Place
    end: int
    column: int
    above: "_Entry | None"
    flow: tuple[int, int] | None

    def around(self) -> "Iterator[_Entry]":
        """The entry and all that it is part of, innermost first."""
        entry: _Entry | None = self
        while entry:
            yield entry
            entry = entry.above


def comments_of(tree: Tree) -> Comments:
    """The comments of a tree that could be read, each with what it is about."""
    entries = sorted(_entries(tree.root, tree.text, None, None), key=lambda entry: entry.place)
    found = list(_found(tree))
    above: dict[Place, list[str]] = defaultdict(list)
    behind: dict[Place, list[str]] = defaultdict(list)
    within_end: dict[Place, list[str]] = defaultdict(list)
    head, foot = _ends(tree.text, found, entries)
    for start, text in found:
        if start in head or start in foot:
            continue
        item = _opened(tree.text, start, entries)
        if item:
            above[item].append(text)
        elif _stands_alone(tree.text, start):
            place, within = _about(tree.text, start, entries)
            if place is None:
                foot[start] = text
            else:
                (within_end if within else above)[place].append(text)
        else:
            behind[_ended_by(tree.text, start, entries).place].append(text)
    return Comments(tuple(head.values()), above, behind, within_end, tuple(text for _, text in sorted(foot.items())))


def words_of_comments(tree: Tree) -> list[str]:
    """All words of all comments, whatever their order: what no change of places may lose."""
    return sorted(word for _, text in _found(tree) for word in text.split())


def _found(tree: Tree) -> Iterator[tuple[int, str]]:
    """Where each comment stands, and its text."""
    spans = sorted(_spans(tree.root))
    for comment in _COMMENT.finditer(tree.text):
        before = bisect_right(spans, (comment.start(), len(tree.text))) - 1
        if before < 0 or spans[before][1] <= comment.start():
            yield comment.start(), comment[0].rstrip()


def _spans(value: Value | None) -> Iterator[tuple[int, int]]:
    match value:
        case Scalar():
            yield value.start, value.end
        case frontmatter.Sequence():
            for item in value.items:
                yield from _spans(item)
        case frontmatter.Mapping():
            for key, item in value.items:
                yield from _spans(key)
                yield from _spans(item)


def _entries(value: Value | None, text: str, above: _Entry | None, flow: tuple[int, int] | None) -> Iterator[_Entry]:
    if value is None or isinstance(value, Scalar):
        return
    inner = (value.start, value.end) if value.flow else flow
    if isinstance(value, frontmatter.Sequence):
        for item in value.items:
            entry = _Entry((item.start, False), _end(item, text), value.column - 1, above, inner)
            yield entry
            yield from _entries(item, text, entry, inner)
    else:
        for key, item in value.items:
            entry = _Entry((key.start, True), max(key.end, _end(item, text)), key.column - 1, above, inner)
            yield entry
            yield from _entries(item, text, entry, inner)


def _end(value: Value, text: str) -> int:
    """Behind the last character of a value: what the parser calls the end of a block is the beginning of the next."""
    if isinstance(value, Scalar):
        return value.start + len(text[value.start : value.end].rstrip())
    if value.flow or not value.items:
        return value.end
    if isinstance(value, frontmatter.Sequence):
        return _end(value.items[-1], text)
    key, last = value.items[-1]
    return max(key.end, _end(last, text))


def _opened(text: str, start: int, entries: Sequence[_Entry]) -> Place | None:
    """The item that follows a comment behind nothing but its dash."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if not before.strip() or before.strip("- "):
        return None
    return next((entry.place for entry in entries if entry.place[0] > start), None)


def _stands_alone(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _ends(
    text: str, found: Sequence[tuple[int, str]], entries: Sequence[_Entry]
) -> tuple[dict[int, str], dict[int, str]]:
    """Comments that are about the whole: those above a blank line before all else, and those behind all else."""
    if not entries:
        return dict(found), {}
    first, last = entries[0].place[0], max(entry.end for entry in entries)
    before = [one for one in found if one[0] < first]
    parted = [
        n for n, (start, one) in enumerate(before, 1) if text[start + len(one) :].lstrip(" \r").startswith("\n\n")
    ]
    behind = [one for one in found if one[0] > last and one[0] == text.rfind("\n", 0, one[0]) + 1]
    return dict(before[: max(parted, default=0)]), dict(behind)


def _about(text: str, start: int, entries: Sequence[_Entry]) -> tuple[Place | None, bool]:
    """What a comment in a line of its own is about, and whether it stands within it, at its end; None for the file."""
    column = start - text.rfind("\n", 0, start) - 1
    following = next((entry for entry in entries if entry.place[0] > start), None)
    before = [entry for entry in entries if entry.place[0] < start]
    if following and (not before or _shared_flow(following, start) or column <= following.column):
        return following.place, False
    outer = (entry for entry in before[-1].around() if entry.column <= column and not _closed(entry, start))
    entry = next(outer, before[-1])
    is_leaf = not any(other.above is entry for other in entries)
    around = entry.above if is_leaf or entry.column == column else entry
    if around is None and following:
        return following.place, False
    return (around.place if around else None), True


def _shared_flow(entry: _Entry, start: int) -> bool:
    return entry.flow is not None and entry.flow[0] < start < entry.flow[1]


def _closed(entry: _Entry, start: int) -> bool:
    return entry.flow is not None and entry.flow[1] <= start


def _ended_by(text: str, start: int, entries: Sequence[_Entry]) -> _Entry:
    """What a comment at the end of a line is about: what ends last in this line, else what begins last in it."""
    line = text.rfind("\n", 0, start) + 1
    ended = [entry for entry in entries if line < entry.end <= start]
    begun = [entry for entry in entries if line <= entry.place[0] < start]
    latest = max((entry.end for entry in ended), default=-1)
    of_latest = [entry for entry in ended if entry.end == latest]
    if of_latest and not any(entry.place[0] >= latest for entry in begun):
        return of_latest[-1]
    return begun[-1] if begun else [entry for entry in entries if entry.place[0] < start][-1]
