"""The history of an archive as git tells it: which file was changed when, under all the names it has had."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from pressmark.values import Frozen

_SYNTAX = b"[]{},\"'"


class Touched(Frozen):
    """A file before and after a commit: path and name of its content; both empty where there was or is none."""

    old_path: str
    path: str
    old_blob: str
    blob: str


class Commit(Frozen):
    """What one person did at one time. `corrections` are the trailers of that name in the message."""

    when: datetime
    author: str
    corrections: tuple[str, ...]
    touched: tuple[Touched, ...]


class Version(Frozen):
    """A change of a file that is still there; an empty `old_blob` says that it was made."""

    commit: Commit
    old_blob: str
    blob: str


class Span(Frozen):
    """When a document came into the archive, and when what it says was last changed."""

    first: date
    last: date


def lives(log: Iterable[Commit]) -> dict[str, list[Version]]:
    """The versions of each file by its present path, the newest first; `log` is in that order too."""
    now: dict[str, str] = {}  # what a path of the past is called today; empty for files that are gone
    found: dict[str, list[Version]] = {}
    for commit in log:
        for one in commit.touched:
            today = now.get(one.path, one.path) if one.path else ""
            if today:
                found.setdefault(today, []).append(Version(commit, one.old_blob, one.blob))
            if one.old_path and one.old_path != one.path:
                now[one.old_path] = today
            if one.path and (not one.old_path or one.old_path != one.path):
                now[one.path] = ""  # what had this path before is another file
    return found


def spans(lived: Mapping[str, list[Version]], blobs: Mapping[str, bytes]) -> dict[str, Span]:
    """When each file came and was last changed; new versions that only differ in form do not count.

    Contents that are not among the `blobs` count as different.
    """
    return {path: Span(_day(versions[-1]), _day(_last(versions, blobs))) for path, versions in lived.items()}


def _last(versions: list[Version], blobs: Mapping[str, bytes]) -> Version:
    for version in versions[:-1]:
        old, new = blobs.get(version.old_blob), blobs.get(version.blob)
        if version.old_blob != version.blob and (old is None or new is None or not same_words(old, new)):
            return version
    return versions[-1]


def _day(version: Version) -> date:
    return version.commit.when.date()


def same_words(one: bytes, other: bytes) -> bool:
    """Whether two files have the same words, whatever their order and the syntax around them."""
    some, others = one.splitlines(), other.splitlines()
    first = _alike(some, others)  # what both have at their ends need not be looked at
    some, others = some[first:], others[first:]
    last = _alike(some[::-1], others[::-1])
    return _words(some[: len(some) - last]) == _words(others[: len(others) - last])


def _alike(some: list[bytes], others: list[bytes]) -> int:
    """How many lines are the same from the beginning."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(some), len(others)))


def _words(lines: list[bytes]) -> list[bytes]:
    return sorted(word for line in lines for part in line.split() if (word := part.strip(_SYNTAX)) not in {b"", b"-"})
