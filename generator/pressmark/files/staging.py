"""Where the files of a site wait: each is first written whole beside the site, in a folder that a build makes for it.

What replaces files of a site waits under names that all stand in one folder, since to make and remove one for each page
would take its time. A site that is new waits as it will stand, so that whole folders of it can be renamed into place.
What is done for each page takes names as texts: to make a `Path` takes as long as to write a page.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pressmark.digest import sha256
from pressmark.files.manifests import Written

STAGING = ".pressmark-staging"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_NEW = "site"  # in the staging folder: a site that is new


def make_ready(output: Path, *, new: bool) -> None:
    """Make the folder, without what an earlier build may have left in it; `new` where there is no site yet."""
    staging = output / STAGING
    if staging.is_symlink():
        staging.unlink()
    shutil.rmtree(staging, ignore_errors=True)
    (staging / _NEW if new else staging).mkdir(parents=True, exist_ok=True)


def stage(output: Path, path: str, data: bytes) -> Written:
    """Write a file whole beside the site, unless the site has it already."""
    digest, size = sha256(data), len(data)
    new = _place_of_new(output, path)
    if not new and _has(output, path, size) and _holds(f"{output}/{path}", data):
        return Written(path, size, digest)
    return Written(path, size, digest, _placed(output, path, new, lambda place: _write(place, data)))


def stage_folder(output: Path, path: str, made: Path, held: Sequence[tuple[str, int, str]]) -> list[Written]:
    """Take over some files of a folder that was made in the `workshop`, each by its name, size and digest.

    `path` is named by what they hold.
    """
    new = _place_of_new(output, path)
    if new:
        with suppress(OSError):
            _leave(made, {name for name, _, _ in held})
            os.rename(made, f"{output}/{STAGING}/{new}")
            return [Written(f"{path}/{one}", size, digest, f"{new}/{one}") for one, size, digest in held]
    return [_taken(output, f"{path}/{name}", f"{made}/{name}", size, digest) for name, size, digest in held]


def _taken(output: Path, path: str, made: str, size: int, digest: str) -> Written:
    file = Written(path, size, digest)
    if _has(output, path, size) and held(output, file) is not None:
        return file
    new = _place_of_new(output, path)
    return Written(path, size, digest, _placed(output, path, new, lambda place: os.replace(made, place)))


def _leave(folder: Path, names: Container[str]) -> None:
    """Remove all files of a folder but some."""
    start = len(str(folder)) + 1
    for inside, _, found in os.walk(folder):
        for place in (f"{inside}/{name}" for name in found):
            if place[start:].replace(os.sep, "/") not in names:
                os.unlink(place)


def _placed(output: Path, path: str, new: str, put: Callable[[str], None]) -> str:
    """Put a file where it waits, in a `new` site or beside one; its name from the staging folder."""
    staging = f"{output}/{STAGING}"
    if new:
        with suppress(OSError):  # as where a folder stands in the place of a file: that is for publishing to tell
            put(f"{staging}/{new}")
            return new
    name = sha256(path.encode())
    put(f"{staging}/{name}")
    return name


def _place_of_new(output: Path, path: str) -> str:
    """Where a file of a new site waits, from the staging folder, once its folder is there; empty for another site."""
    new = f"{output}/{STAGING}/{_NEW}"
    folder, inside, _ = path.rpartition("/")
    try:
        if inside:
            os.mkdir(f"{new}/{folder}")  # mostly it is not there yet, while those above it are
            return f"{_NEW}/{path}"
    except FileExistsError:
        return f"{_NEW}/{path}"
    except OSError:  # those above it are not there, or this is no new site
        pass
    if not os.path.isdir(new):
        return ""
    with suppress(OSError):  # as where a file stands in the place of a folder: `_placed` sees it too
        os.makedirs(f"{new}/{folder}", exist_ok=True)
    return f"{_NEW}/{path}"


def into_place(output: Path, files: Iterable[Written], whole: frozenset[str] = frozenset()) -> None:
    """Rename staged files into place in their order; with the first file of a `whole` folder all that it holds."""
    done = set()
    for file in files:
        top = file.path.partition("/")[0]
        if top not in whole:
            os.replace(f"{output}/{STAGING}/{file.staged}", f"{output}/{file.path}")
        elif top not in done:
            done.add(top)
            os.rename(f"{output}/{STAGING}/{_NEW}/{top}", f"{output}/{top}")


def whole(output: Path, files: Iterable[Written]) -> frozenset[str]:
    """What of a new site can be renamed as it is: of these staged files, the folders above all, and those in none."""
    try:
        tops = {top for top in os.listdir(f"{output}/{STAGING}/{_NEW}") if not os.path.lexists(f"{output}/{top}")}
    except OSError:
        return frozenset()
    apart = {file.path.partition("/")[0] for file in files if file.staged != f"{_NEW}/{file.path}"}
    return frozenset(tops - apart)


def _has(output: Path, path: str, size: int) -> bool:
    try:
        return os.stat(f"{output}/{path}").st_size == size
    except OSError:
        return False


def _write(place: str, data: bytes) -> None:
    """Write a file, without a file object: what that asks the system for takes a quarter of the time."""
    descriptor = os.open(place, _NEW_FILE, 0o666)
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)


def _holds(place: str, data: bytes) -> bool:
    try:
        with open(place, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def held(output: Path, file: Written) -> bytes | None:
    """What a file of the site holds; None if that is not what was written."""
    try:
        data = (output / file.path).read_bytes()
    except OSError:
        return None
    return data if sha256(data) == file.sha256 else None


def workshop(output: Path, name: str) -> Path:
    """A folder beside the site for files in the making, which goes when those are published or discarded.

    It is nobody else's: a program that outlived its build may still write into that of an earlier one.
    """
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=output / STAGING))


def discard(output: Path) -> None:
    """Take back what was staged; the site stays as it was."""
    _clear(f"{output}/{STAGING}")


def _clear(folder: str) -> None:
    """Remove a folder as far as that can be done, with one file open at a time: there may be no more of them."""
    with suppress(OSError):
        for name in os.listdir(folder):
            place = f"{folder}/{name}"
            try:
                os.unlink(place)
            except OSError:
                if os.path.isdir(place) and not os.path.islink(place):
                    _clear(place)
        os.rmdir(folder)
