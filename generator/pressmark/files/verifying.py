"""Whether a site is what its manifests say: every file there, each with the bytes that were written, and no other."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Any

from pressmark.digest import sha256
from pressmark.failures import UsageError
from pressmark.files.manifests import MANIFEST, SEARCH_MANIFEST, is_inside, load
from pressmark.files.publishing import JOURNAL
from pressmark.values import Frozen


class Verified(Frozen):
    """What was found: for whom the site was built, how many files are listed, and what is wrong with which path."""

    audience: str
    files: int
    wrong: tuple[tuple[str, str], ...]


def verify(site: Path) -> Verified:
    """Compare a site with its manifests.

    Raises:
        UsageError: The folder has no manifest.
    """
    manifest, search = load(site / MANIFEST), load(site / SEARCH_MANIFEST)
    if manifest is None:
        raise UsageError(f"{site} is no site: it has no {MANIFEST} that can be read.")
    entries = [*manifest["files"], *(search["files"] if search else ())]
    listed = {entry["path"]: entry for entry in entries}
    there = {*_files(site)} - {MANIFEST, SEARCH_MANIFEST}
    wrong = {
        **dict.fromkeys(there - listed.keys(), "is in no manifest"),
        **{path: reason for path, entry in listed.items() if (reason := _difference(site, path, entry))},
    }
    if search is None:
        wrong[SEARCH_MANIFEST] = "is missing, or cannot be read"
    if (site / JOURNAL).exists():
        wrong[JOURNAL] = "is left of a build that was stopped while it published: build again"
    return Verified(manifest["audience"] or "", len(listed), tuple(sorted(wrong.items())))


def _difference(site: Path, path: str, entry: dict[str, Any]) -> str:
    """What is wrong with a file that a manifest lists."""
    if not is_inside(site, path):
        return "is listed, but lies outside the site"
    try:
        status = os.lstat(site / path)
        if not S_ISREG(status.st_mode):
            return "is no regular file"
        size = entry.get("size")
        if status.st_size != size:
            return (
                f"has {status.st_size:,} bytes, and not {f'{size:,}' if isinstance(size, int) else 'as it is listed'}"
            )
        return "" if sha256((site / path).read_bytes()) == entry.get("sha256") else "differs from what was written"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _files(site: Path) -> Iterator[str]:
    """Every file of a folder by its path, but for names that begin with a dot."""
    for folder, folders, names in os.walk(site):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*names, *linked):
            if not name.startswith("."):
                yield Path(folder, name).relative_to(site).as_posix()
