"""How a site stands: looked at while something else is done, by a process of its own where there are many files."""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressmark.looking import Stamp, look
from pressmark.values import Frozen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MANY = 5_000  # files: it takes longer to look at them than to start a process


class Inspection(Frozen):
    """The stamps of a site's files by their paths, and which of these are not as the last build left them, or gone."""

    stamps: Mapping[str, Stamp]
    altered: frozenset[str] = frozenset()


Inspecting: TypeAlias = Callable[[], Inspection]
"""Waits for what has been found; it is found once."""


def inspect(site: Path, left: Mapping[str, Stamp]) -> Inspection:
    """How a site stands that was left so."""
    found = look(site)
    if found == left:
        return Inspection(left)
    altered = {path for path, stamp in found.items() if left.get(path) != stamp}
    return Inspection(found, frozenset(altered | (left.keys() - found.keys())))


def begin(site: Path, left: Mapping[str, Stamp], jobs: int | None) -> Inspecting:
    """Begin to inspect a site that was left so, with one of so many processes."""
    if len(left) < MANY or (jobs or os.cpu_count() or 1) == 1:
        return cache(lambda: inspect(site, left))
    import multiprocessing  # noqa: PLC0415 - takes longer to load than a small build that finds nothing to do

    if multiprocessing.get_start_method() != "fork":
        return cache(lambda: inspect(site, left))
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_inspect, args=(site, left, theirs, ours), daemon=True)
    process.start()
    theirs.close()

    def wait() -> Inspection:
        with ours:
            try:
                found: Mapping[str, Stamp | None] = ours.recv()
            except EOFError:  # it has failed, or somebody has ended it
                return inspect(site, left)
        stamps = {path: stamp for path, stamp in {**left, **found}.items() if stamp} if found else left
        return Inspection(stamps, frozenset(found))

    return cache(wait)


def _inspect(site: Path, left: Mapping[str, Stamp], link: "Connection", other: "Connection") -> None:
    """Send the stamps of what is not as it was left; None for what is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which its parent gets too
    other.close()
    with suppress(OSError):  # nobody waits any more, or it cannot be looked at, which the parent will see itself
        found = inspect(site, left)
        link.send({path: found.stamps.get(path) for path in found.altered})
