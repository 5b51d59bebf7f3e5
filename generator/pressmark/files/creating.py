"""Creating files in an archive, each whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pressmark.config import SETTINGS_FILE
from pressmark.digest import sha256
from pressmark.failures import UsageError
from pressmark.files.manifests import Written


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    with _beside(path) as new:
        with _fresh(new) as file:
            file.write(data)
        os.replace(new, path)


def _create_whole(path: Path, data: bytes) -> None:
    """Create a file whole, or not at all; one that somebody else has created meanwhile stays."""
    with _beside(path) as new:
        with _fresh(new) as file:
            file.write(data)
        try:
            os.link(new, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            os.rename(new, path)
        else:
            os.unlink(new)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name beside a file, to write it there first; if that fails, nothing stays there."""
    new = path.with_name(f".{path.name.lstrip('.')}.new")
    try:
        yield new
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _fresh(path: Path) -> BinaryIO:
    """A file that is new: what an earlier run has left is removed, and a link is never written through."""
    try:
        return path.open("xb")
    except FileExistsError:
        path.unlink()
        return path.open("xb")


def require_archive(archive: Path) -> None:
    """Do nothing for the folder of an archive.

    Raises:
        UsageError: It is none, or its settings are no plain file.
    """
    settings = archive / SETTINGS_FILE
    if not settings.is_file():
        raise UsageError(f"{archive} is no archive: it has no {SETTINGS_FILE}. «pressmark init DIR» makes one.")
    if settings.is_symlink():
        raise UsageError(f"{settings} is a symbolic link. Links are not followed, since they may lead anywhere.")


def prepare_cache(archive: Path, elsewhere: Path | None = None) -> Path:
    """The folder for what can be made again at any time, `elsewhere` or in the archive; git never sees it.

    Raises:
        UsageError: The folder is no archive.
    """
    require_archive(archive)
    cache = elsewhere or archive / ".cache"
    if cache.is_symlink():
        raise UsageError(f"{cache} is a symbolic link. Links are not followed, since they may lead anywhere.")
    cache.mkdir(parents=elsewhere is not None, exist_ok=True)
    ignore = cache / ".gitignore"
    if not ignore.exists():
        write_whole(ignore, b"*\n")
    return cache


def write_new(folder: Path, files: Iterable[tuple[str | Path, str]]) -> None:
    """Create files below a folder that must not exist yet.

    Raises:
        UsageError: One of them exists, or would stand behind a link.
    """
    places = [(_place(folder, path), text) for path, text in files]
    there = next((place for place, _ in places if os.path.lexists(place)), None)
    if there is not None:
        raise UsageError(f"{there} exists already; nothing was written.")
    for place, text in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        _create_whole(place, text.encode())


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder.

    Raises:
        UsageError: One of them stands behind a link.
    """
    for place in [_place(folder, path) for path in paths]:
        place.unlink()


def write_over(folder: Path, files: Iterable[tuple[str, str | bytes]]) -> None:
    """Write files below a folder, each whole, over older ones.

    Raises:
        UsageError: One of them would stand behind a link.
    """
    for place, text in [(_place(folder, path), text) for path, text in files]:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, text.encode() if isinstance(text, str) else text)


def put(folder: Path, path: str, data: bytes) -> Written:
    """Write a file into a folder that nobody sees before it is complete."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return Written(path, len(data), sha256(data))


def copy_new(source: Path, folder: Path, path: str) -> None:
    """Copy a file below a folder, whole or not at all, to where none stands yet; one that is there stays.

    Raises:
        UsageError: It would stand behind a link.
    """
    target = _place(folder, path)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with _beside(target) as new:
            with source.open("rb") as original, _fresh(new) as file:
                shutil.copyfileobj(original, file)
            os.replace(new, target)


def _place(folder: Path, path: str | Path) -> Path:
    """Where a file below a folder stands: really there, since links may lead anywhere."""
    place = folder / path
    linked = next((one for one in place.parents if folder in one.parents and one.is_symlink()), None)
    if linked is not None or place.is_symlink():
        raise UsageError(
            f"{linked or place} is a symbolic link: what is written there would land elsewhere. Nothing was written."
        )
    return place
