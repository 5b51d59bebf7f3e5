"""Compiled templates between builds, in a folder of the user's own.

They are code, and an archive with its `.cache` may be a stranger's: so they never stand there.
"""

import os
from contextlib import suppress
from pathlib import Path

from pressmark.digest import sha256
from pressmark.files import write_whole

MOST = 20  # files: one for each site that is built here, and each state of its templates
_DIGEST = 64  # signs


def recall(key: str) -> bytes | None:
    """What was kept under a key; None if there is nothing that is whole, and nobody else's."""
    folder = _folder()
    with suppress(OSError):
        if folder and _is_own(folder):
            digest, data = _cut((folder / key).read_bytes())
            if digest == sha256(data):
                os.utime(folder / key)
                return data
    return None


def keep(key: str, data: bytes) -> None:
    """Keep something under a key, and of all that is kept what was last used; where that cannot be done, nothing is."""
    folder = _folder()
    with suppress(OSError):
        if folder:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_own(folder):
                write_whole(folder / key, sha256(data).encode() + data)
                for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST]:
                    path.unlink()


def _folder() -> Path | None:
    above = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):  # nobody knows where the user is at home
        return Path(above or Path.home() / ".cache") / "pressmark" / "templates"
    return None


def _is_own(folder: Path) -> bool:
    """Whether nobody else may have written there."""
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _cut(data: bytes) -> tuple[str, bytes]:
    return data[:_DIGEST].decode("ascii", "replace"), data[_DIGEST:]
