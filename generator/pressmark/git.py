"""What git knows of an archive, asked of its command line. An archive need not be in git, nor git on the machine."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from pressmark.characters import visible
from pressmark.config import CONTENT
from pressmark.history import Commit, Touched

_BEGIN = re.compile(b"\x01[0-9a-f]{40,64}\0")  # no name or message can hold a NUL, so that none can look like it
_PIECE = 1 << 18  # bytes
# A repository may be a stranger's: its settings start no program here, and change nothing of what git prints.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-C")
_PLAINLY = ("--encoding=UTF-8", "--no-color", "-O/dev/null")
_FORMAT = "--format=%x01%H%x00%aI%x00%aN%x00%(trailers:key=Correction,valueonly,unfold,separator=%x02)%x00"


def uncommitted(folder: Path, paths: Iterable[str]) -> list[str]:
    """Which of some files, named from a folder, have changes that no commit holds; none where there is no git."""
    listed = _git(folder, "ls-files", "--modified", "--others", "--deleted", "--exclude-standard", "-z")
    staged = _git(folder, "diff", "--cached", "--name-only", "--relative", "-z")
    return sorted({*f"{listed}\0{staged}".split("\0")} & set(paths))


def head(folder: Path) -> str:
    """The commit that an archive stands at, and whether older ones are known; empty where there is no git."""
    return _git(folder, "rev-parse", "--is-shallow-repository", "HEAD")


class NoHistoryError(Exception):
    """Git does not know the whole history of an archive; the message says why, for people."""


def is_line(folder: Path, since: str) -> bool:
    """Whether all that has come to a history since a commit came after it, without a branch, by authors of old names.

    The log of the whole is then that of what has come, and behind it the one that there was.
    """
    merges = _git(folder, "rev-list", "--count", "--merges", f"{since}..HEAD")
    lost = _git(folder, "rev-list", "--count", f"HEAD..{since}")
    renamed = _git(folder, "diff", "--name-only", since, "HEAD", "--", ":/.mailmap")
    return merges.strip() == lost.strip() == "0" and not renamed


def log(folder: Path, since: str = "") -> tuple[Commit, ...]:
    """All commits that touched content, the newest first, from one call. E-mail addresses are never asked for.

    With `since`, only those that come after that commit.

    Raises:
        NoHistoryError: There is no git, or the clone does not hold all commits, so that dates would be wrong.
    """
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip()
    if shallow == "true":
        raise NoHistoryError("No history: this clone lacks older commits. Fetch all of them (git fetch --unshallow).")
    if shallow != "false":
        raise NoHistoryError("No history: git does not know this folder.")
    # A path to look for costs git as much again as the differences: it is given only where other things stand around.
    within = ("--", CONTENT) if _git(folder, "rev-parse", "--show-prefix").strip() else ()
    asked = ("--no-merges", "--relative", "--find-renames", "--raw", "--no-abbrev", "-z", *_PLAINLY, _FORMAT)
    commits = _commits(folder, *asked, f"{since}..HEAD" if since else "HEAD", *within)
    return tuple(commit for commit in commits if commit.touched)


def contents(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """What files held, by the names of their contents, from one call for each half.

    That is soonest if versions of the same file, of which git keeps the differences, are named side by side.
    """
    names = list(dict.fromkeys(blobs))
    half = len(names) // 2
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(partial(_contents, folder), (names[:half], names[half:]))
    return first | second


def _contents(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    if not names:
        return {}
    done = subprocess.run(
        [*_GIT, str(folder), "cat-file", "--batch", "--buffer"],
        input="\n".join(names).encode(),
        capture_output=True,
        env=_environment(),
        check=False,
    )
    found, place = {}, 0
    for name in names:
        end = done.stdout.find(b"\n", place)
        head = done.stdout[place:end].split()
        place = end + 1
        if len(head) == 3:  # noqa: PLR2004 - name, type, size; else «missing»
            found[name] = done.stdout[place : place + int(head[2])]
            place += int(head[2]) + 1
    return found


def _commits(folder: Path, *arguments: str) -> list[Commit]:
    """The commits that `git log` prints, read while it prints; none where it fails."""
    asked = [*_GIT, str(folder), "log", *arguments]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()) as running:
        found = [commit for part in _parts(running.stdout) if (commit := _commit(part))] if running.stdout else []
    return [] if running.returncode else found


def _parts(printed: IO[bytes]) -> Iterator[str]:
    """What is printed behind each beginning."""
    waiting = b""
    while piece := printed.read(_PIECE):
        *whole, waiting = _BEGIN.split(waiting + piece)
        yield from (part.decode("utf-8", "surrogateescape") for part in whole if part)
    if waiting:
        yield waiting.decode("utf-8", "surrogateescape")


def _commit(text: str) -> Commit | None:
    """A commit as it was printed; None if that is none, as in damaged histories, or with names that hold a NUL."""
    try:
        when, author, corrections, *rest = text.split("\0")
        texts = tuple(visible(text.strip()) for text in corrections.split("\x02") if text.strip())
        return Commit(datetime.fromisoformat(when), visible(author), texts, tuple(_all_touched(rest)))
    except ValueError:
        return None


def _all_touched(printed: Iterable[str]) -> Iterator[Touched]:
    parts = iter(part.lstrip("\n") for part in printed)
    for part in parts:
        if part.startswith(":"):
            _, _, old_blob, blob, status = part.split()
            old_path = next(parts, "")
            path = next(parts, "") if status[0] in "RC" else old_path
            made = status[0] in "AC" or not old_path.startswith(CONTENT)
            gone = status[0] == "D" or not path.startswith(CONTENT)
            if not (made and gone):
                yield _touched(old_path, path, old_blob, blob, made=made, gone=gone)


def _touched(old_path: str, path: str, old_blob: str, blob: str, *, made: bool, gone: bool) -> Touched:
    return Touched("" if made else old_path, "" if gone else path, "" if made else old_blob, "" if gone else blob)


def _environment() -> dict[str, str]:
    return os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


def _git(folder: Path, *arguments: str) -> str:
    """What a command prints; nothing where it fails."""
    try:
        done = subprocess.run([*_GIT, str(folder), *arguments], capture_output=True, env=_environment(), check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
