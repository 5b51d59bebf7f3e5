"""A look at files without reading them: what can tell whether one has changed since it was read.

As git does, by size, times and number on the disk. A file that was changed less than a moment before it was looked at
may be changed again without its times telling, on file systems whose clock ticks slowly: it is not trusted.
"""

import hashlib
import marshal
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

MOMENT = 1_000_000_000  # nanoseconds
Stamp = tuple[int, int, int, int]  # size, time of its content, time of its state, number on the disk
_PACKAGES = (
    *("ahocorasick_rs", "babel", "jinja2", "markdown_it", "mdit_py_plugins", "msgspec", "pagefind_bin"),
    *("pagefind_bin_extended", "rapidfuzz", "regex", "rustworkx", "snowballstemmer", "yaml"),
)
NEVER: Stamp = (-1, 0, 0, 0)  # no file's
_NO_NUMBERS = os.name == "nt"  # in what a folder tells of its files
_PLAIN = 2  # the last form of `marshal` in which equal values are equal bytes


def stamp_of(path: str | Path) -> Stamp:
    """The stamp of a file; `NEVER` if there is none."""
    try:
        return _stamp(os.lstat(path))
    except OSError:
        return NEVER


def is_plain(path: str | Path) -> bool:
    """Whether a plain file stands there, and no link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def now() -> int:
    """The time that stamps are compared with, in nanoseconds."""
    return time.time_ns()


def is_settled(stamp: Stamp, looked: int) -> bool:
    """Whether a file whose stamp was taken at some time was the same for long enough that the stamp can be trusted."""
    before = looked - MOMENT
    return stamp[1] < before and stamp[2] < before


def everything(*tops: Path) -> list[tuple[str, Stamp]]:
    """The stamps of everything below some folders or files, each with its path."""
    return [entry for top in tops for entry in _everything(str(top))]


def look(top: Path) -> dict[str, Stamp]:
    """The stamps of everything below a folder by its path from there; nothing if there is no folder."""
    start = len(str(top)) + 1
    found = {path[start:]: stamp for path, stamp in _everything(str(top)) if stamp is not NEVER}
    return found if os.sep == "/" else {path.replace(os.sep, "/"): stamp for path, stamp in found.items()}


def look_again(top: Path, before: Mapping[str, Stamp], changed: Iterable[str], gone: Iterable[str]) -> dict[str, Stamp]:
    """What a `look` would find now, if since the one `before` nothing but some files has been changed or removed."""
    now = {**before, **{path: stamp_of(f"{top}/{path}") for path in changed}}
    for path in gone:
        now.pop(path, None)
    return now


def digest_of(found: Iterable[tuple[str, Stamp]]) -> str:
    """The digest of some paths and their stamps, in whatever order these were found."""
    return hashlib.blake2b(marshal.dumps(sorted(found), _PLAIN), digest_size=16).hexdigest()


def shipped_templates() -> Path:
    """Where Pressmark's own templates are: package data, else beside `generator/` in a checkout."""
    package = Path(__file__).parent / "templates"
    return package if package.is_dir() else Path(__file__).parents[2] / "templates"


def named_pagefind() -> str:
    """The binary that is to be run instead of those of the packages; empty if none is named."""
    return os.environ.get("PAGEFIND_BINARY_PATH", "")


@cache
def program() -> str:
    """The digest of this program, its templates, and the packages and the binary that its results depend on."""
    origins = (spec.origin for name in _PACKAGES if (spec := find_spec(name)) and spec.origin)
    tops = [Path(__file__).parent, shipped_templates(), *map(Path, origins)]
    return f"{digest_of(everything(*tops))} {stamp_of(named_pagefind())} {sys.version}"


def _everything(top: str) -> Iterator[tuple[str, Stamp]]:
    """All files and links but hidden ones, in any order; folders only by what they hold."""
    try:
        status = os.lstat(top)
    except OSError:
        yield top, NEVER
        return
    if not stat.S_ISDIR(status.st_mode):
        yield top, _stamp(status)
        return
    waiting = [top]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    status = os.lstat(entry.path) if _NO_NUMBERS else entry.stat(follow_symlinks=False)
                    yield entry.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
