"""How a site stands: looked at while something else is done, by a process of its own where there are many files."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressmark.looking import Stamp, look
from pressmark.values import Frozen

if TYPE_CHECKING:
    import multiprocessing.process
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


@contextmanager
def begun(site: Path, left: Mapping[str, Stamp], jobs: int | None) -> Iterator[Inspecting]:
    """Begin to inspect a site that was left so, with one of so many processes."""
    link = process = None
    if len(left) >= MANY and (jobs or os.cpu_count() or 1) > 1:
        link, process = _started(site, left)

    def wait() -> Inspection:
        if link is not None:
            with suppress(EOFError, OSError):  # it has failed, or somebody has ended it
                found: Mapping[str, Stamp | None] = link.recv()
                stamps = {path: stamp for path, stamp in {**left, **found}.items() if stamp} if found else left
                return Inspection(stamps, frozenset(found))
        return inspect(site, left)

    try:
        yield cache(wait)
    finally:
        if link is not None and process is not None:
            link.close()
            process.kill()  # one that can be handled is lost while it starts: Python drops it after a fork
            process.join()


def _started(
    site: Path, left: Mapping[str, Stamp]
) -> tuple["Connection | None", "multiprocessing.process.BaseProcess | None"]:
    """A process that inspects, and where it sends what it has found; None where none can be had for little."""
    import multiprocessing  # noqa: PLC0415 - takes longer to load than a small build that finds nothing to do

    if multiprocessing.get_start_method() != "fork":
        return None, None
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_inspect, args=(site, left, theirs, ours), daemon=True)
    with theirs:
        try:
            process.start()
        except OSError:  # there may be no more of them
            ours.close()
            return None, None
    return ours, process


def _inspect(site: Path, left: Mapping[str, Stamp], link: "Connection", other: "Connection") -> None:
    """Send the stamps of what is not as it was left; None for what is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which its parent gets too
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    other.close()
    with suppress(OSError):  # nobody waits any more, or it cannot be looked at, which the parent will see itself
        found = inspect(site, left)
        link.send({path: found.stamps.get(path) for path in found.altered})
