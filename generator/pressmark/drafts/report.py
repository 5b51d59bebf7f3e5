"""What an import says: for each draft what it holds and why, what was dropped, and what an editor should look at."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pressmark.drafts.values import Draft, Dropped, Proposal, Unreadable
from pressmark.values import Frozen, asdict

_SHOWN = 160  # characters of a value
_LINE = 100  # of a dropped line


class Written(Frozen):
    """A draft that has become a file, and an article that says nearly the same (`share` of the words), if any does."""

    path: str
    draft: Draft
    near: str = ""
    share: float = 0.0


class Kept(Frozen):
    """What the archive had already: nothing was written."""

    where: str
    path: str


Entry = Written | Kept | Unreadable


def rendered(entry: Entry) -> Iterator[str]:
    """The lines of a report on one entry."""
    match entry:
        case Unreadable(where, reason, code):
            yield f"{where}: not imported: {reason}{code and f' ({code})'}"
        case Kept(where, path):
            yield f"{where}: known already as {path}"
        case Written(path, draft, near, share):
            yield f"{draft.where}: imported as {path}"
            yield from map(_proposed, draft.proposals)
            if near:
                yield f"  look: {share:.0%} of it, word for word, is {near}"
            yield from (f"  look: {remark}" for remark in draft.remarks)
            yield from (f"  not in the draft: {_proposed(one).strip()}" for one in draft.suggestions)
            yield from map(_dropped, draft.dropped)


def _proposed(one: Proposal) -> str:
    place = f"line {one.evidence.line}, " if one.evidence.line else ""
    return f"  {one.field}: {_cut(one.value, _SHOWN)} ({place}{one.evidence.rule}; {one.evidence.confidence})"


def _dropped(one: Dropped) -> str:
    place = f"line {one.line} " if one.line else ""
    return f"  dropped: {place}({one.rule}): {_cut(one.text, _LINE)}"


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def as_json(entry: Entry) -> str:
    """One entry as a line of JSON."""
    match entry:
        case Unreadable():
            value: dict[str, Any] = {"result": "not imported", **asdict(entry)}
        case Kept():
            value = {"result": "known already", **asdict(entry)}
        case Written(path, draft, near, share):
            value = {
                "result": "imported",
                "where": draft.where,
                "path": path,
                "near": near,
                "share": round(share, 3),
                "proposed": [*map(_explained, draft.proposals)],
                "suggested": [*map(_explained, draft.suggestions)],
                "dropped": [asdict(one) for one in draft.dropped],
                "remarks": list(draft.remarks),
            }
    return json.dumps(value, ensure_ascii=False)


def _explained(one: Proposal) -> dict[str, Any]:
    return {**asdict(one), "evidence": asdict(one.evidence)}


def summary(entries: Iterable[type[Entry]]) -> str:
    """How many of each."""
    counts = Counter(entries)
    return f"{counts[Written]:,} imported, {counts[Kept]:,} known already, {counts[Unreadable]:,} not imported."
