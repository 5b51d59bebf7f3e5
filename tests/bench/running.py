"""Runs a program as a whole in a fresh process, and says what that cost.

Peak memory is that of all processes of the program that are alive at once, where what they share is divided among those
who share it (`Pss` of proc(5)): Linux tells that in `/proc`, but not for nothing. So their resident memory is looked at
every 20 ms, and theirs together whenever that has grown. Elsewhere it is the resident memory of the largest process.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.results import Cost

SUMMED = Path("/proc/self/smaps_rollup").exists()
MEMORY = "all processes alive at once, what they share counted once" if SUMMED else "the largest process"
INTERVAL = 0.02  # seconds
GROWN = 1.02  # times as much as when it was last looked at closely
_PAGE = os.sysconf("SC_PAGE_SIZE")
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts `ru_maxrss` (getrusage(2))
Stamps = Mapping[str, tuple[int, int]]


class Failed(Exception):  # noqa: N818 - what failed is the program that is measured
    """A program that was to be measured ended with an error."""


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a program to its end; `folder` is where it writes the files that are counted.

    Raises:
        Failed: It did not succeed.
    """
    before = _stamps(folder)
    with tempfile.TemporaryFile() as told:
        strangers = set(_alive())
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=told)
        tree = _Tree(process.pid, strangers)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        summed = tree.ended()
        if process.returncode:
            told.seek(0)
            raise Failed(f"{' '.join(command)}: status {process.returncode}\n{told.read().decode(errors='replace')}")
    written = sum(before.get(path) != stamp for path, stamp in _stamps(folder).items())
    return Cost(seconds, usage.ru_utime + usage.ru_stime, summed or usage.ru_maxrss * RSS_UNIT, written)


def _stamps(folder: Path) -> Stamps:
    """What tells whether a file has been written: when, and its number on the disk."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            status = os.stat(f"{at}/{name}")
            found[f"{at}/{name}"] = (status.st_mtime_ns, status.st_ino)
    return found


class _Tree:
    """A process and all that come of it, watched by a thread until the first one has ended."""

    def __init__(self, root: int, strangers: set[int]) -> None:
        self.members, self.strangers = {root}, strangers
        self.peak, self.resident, self.over = 0, 0.0, threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        if SUMMED:
            self.thread.start()

    def ended(self) -> int:
        """The most that they had at once, in bytes; 0 where nothing tells."""
        self.over.set()
        if SUMMED:
            self.thread.join()
        return self.peak

    def _watch(self) -> None:
        while True:
            self._look_for_new()
            resident = sum(map(_resident, self.members))
            if resident > GROWN * self.resident:
                self.resident = resident
                self.peak = max(self.peak, sum(map(_share, self.members)))
            if self.over.wait(INTERVAL):
                return

    def _look_for_new(self) -> None:
        """Take in the children of members. What came of somebody else is not asked again."""
        for pid in sorted(set(_alive()) - self.members - self.strangers):
            (self.members if _parent(pid) in self.members else self.strangers).add(pid)


def _alive() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()] if SUMMED else []


def _parent(pid: int) -> int:
    """The parent of a process, which its `stat` has second behind the name in brackets (proc(5)); 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def _resident(pid: int) -> int:
    """The resident memory of a process in bytes, the second field of its `statm` (proc(5)); 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _share(pid: int) -> int:
    """The memory of a process in bytes, its share of what others have too (`smaps_rollup`); 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_bytes().split(b"\n")
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:"))
    except (OSError, StopIteration):
        return 0
