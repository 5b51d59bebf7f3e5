"""Creating files in an archive, each whole or not at all."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pressmark.config import SETTINGS_FILE
from pressmark.digest import sha256
from pressmark.failures import UsageError
from pressmark.files.manifests import Written


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    new = path.with_name(f".{path.name.lstrip('.')}.new")
    _write_fresh(new, data)
    os.replace(new, path)


def _write_fresh(path: Path, data: bytes) -> None:
    """Write a file that is new: what an earlier run has left is removed, and a link is never written through."""
    try:
        file = path.open("xb")
    except FileExistsError:
        path.unlink()
        file = path.open("xb")
    with file:
        file.write(data)


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


def write_new(files: Iterable[tuple[Path, str]]) -> None:
    """Create files that must not exist yet.

    Raises:
        UsageError: One of them exists.
    """
    files = tuple(files)
    there = next((path for path, _ in files if path.exists()), None)
    if there is not None:
        raise UsageError(f"{there} exists already; nothing was written.")
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)


def remove(paths: Iterable[Path]) -> None:
    """Remove files."""
    for path in paths:
        path.unlink()


def write_over(files: Iterable[tuple[Path, str | bytes]]) -> None:
    """Write files, each whole, over older ones."""
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode() if isinstance(text, str) else text)


def put(folder: Path, path: str, data: bytes) -> Written:
    """Write a file into a folder that nobody sees before it is complete."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return Written(path, len(data), sha256(data))


def copy_new(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all, to where none stands yet; one that is there stays."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, new)
        os.replace(new, target)
