"""One build at a time: a lock on a folder that ends with its process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pressmark.failures import MachineError

LOCK = ".pressmark-lock"


@contextmanager
def alone(folder: Path, lock: Path | None = None) -> Iterator[None]:
    """Let nobody else work on a folder meanwhile; `lock` is the file that says so, in the folder unless it is given.

    Raises:
        MachineError: Somebody else does.
    """
    path = lock or folder / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    held = _taken(path)
    if held is None:
        raise MachineError(
            f"another pressmark is at work on {folder}: wait until it has ended, or take another folder."
        )
    try:
        yield
    finally:
        _left(path, held)


def _taken(path: Path) -> int | None:
    """The lock's descriptor; None if another process has it."""
    while True:
        held = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _locked(held):
            os.close(held)
            return None
        if _is_there(path, held):
            return held
        os.close(held)  # whoever had it removed it between the two steps: what is locked is no longer at its place


def _is_there(path: Path, held: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(held))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(held: int) -> bool:
        try:
            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _left(path: Path, held: int) -> None:
        os.close(held)
        with suppress(OSError):  # another one has it by now; Windows keeps what is open
            path.unlink()

else:
    import fcntl

    def _locked(held: int) -> bool:
        try:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: its workers do not inherit it
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _left(path: Path, held: int) -> None:
        with suppress(FileNotFoundError):
            path.unlink()  # while it is held, so that nobody else's is removed
        os.close(held)
