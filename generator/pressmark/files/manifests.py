"""What a site consists of, as its manifests say: `manifest.json`, and `search/manifest.json` for what is in `search/`.

Each lists its files with path, size in bytes and SHA-256; the first one says for which audience the site was built.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pressmark.values import frozen

MANIFEST = "manifest.json"
SEARCH_MANIFEST = "search/manifest.json"


@frozen
class Written:
    """A file of a site. `staged` means that it differs from what is there and waits to be renamed into place."""

    path: str
    size: int
    sha256: str
    staged: bool = False


def load(path: Path) -> dict[str, Any] | None:
    """A manifest, or None where there is none that can be read; others use the name too, for web applications."""
    try:
        loaded = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) and isinstance(loaded.get("files"), list) else None


def manifests(files: Iterable[Written], audience: str) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    """Both manifests of a site: that of search first, since it is also published before the other."""
    listed = sorted(files, key=lambda file: file.path)
    search = [file for file in listed if file.path.startswith("search/")]
    others = [file for file in listed if not file.path.startswith("search/")]
    return (
        (SEARCH_MANIFEST, as_json({"format": 1, "files": _entries(search)})),
        (MANIFEST, as_json({"format": 1, "audience": audience, "files": _entries(others)})),
    )


def is_inside(output: Path, path: str) -> bool:
    """Whether a path that a manifest lists may be one of the site's files: below its folder, and nothing hidden."""
    dotted = any(part.startswith(".") for part in path.split("/"))
    return bool(path) and not dotted and (output / path).resolve().is_relative_to(output.resolve())


def as_json(value: object) -> bytes:
    """JSON as manifests are written."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _entries(files: Iterable[Written]) -> list[dict[str, str | int]]:
    return [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in files]
