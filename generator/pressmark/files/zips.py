"""Writing ZIP files: the same files give the same bytes, and the file stands there whole or not at all."""

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pressmark.failures import UsageError

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows; a site is what it holds, not when it was made
_MODE = 0o100644 << 16  # a regular file that its owner may change, and all may read
_UNIX = 3
_PACKED = (".gz", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf")


def check_target(target: Path) -> None:
    """Refuse to write over what no earlier copy is.

    Raises:
        UsageError: A folder stands there, or a file that is no ZIP file.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name the file that is to be written, such as {target / 'copy.zip'}.")
    if target.exists() and not zipfile.is_zipfile(target):
        raise UsageError(f"{target} is no ZIP file; it was left alone. Choose another name.")


def write_zip(target: Path, folder: Path, paths: Iterable[str]) -> None:
    """Write files of a folder as a ZIP file, in the order of their names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(paths):
                archive.writestr(_entry(path), (folder / path).read_bytes())
        os.replace(new, target)
    finally:
        new.unlink(missing_ok=True)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX  # whatever system this is
    entry.external_attr = _MODE
    return entry
