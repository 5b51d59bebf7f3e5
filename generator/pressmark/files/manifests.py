"""What a site consists of, as its manifests say: `manifest.json`, and `search/manifest.json` for what is in `search/`.

Each lists its files with path, size in bytes and SHA-256; the first one says for which audience the site was built.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pressmark.characters import visible
from pressmark.values import Frozen

MANIFEST = "manifest.json"
SEARCH_MANIFEST = "search/manifest.json"
_NO_NAME = re.compile("[\0\ud800-\udfff]")
_LISTED = re.compile(r"[^./\\:][^/\\:]*(?:/[^./\\:][^/\\:]*)*")
encoded = json.JSONEncoder(ensure_ascii=False).encode


class Written(Frozen):
    """A file of a site.

    `staged` is where it waits to be renamed into place, from the staging folder; empty if it is what is there already.
    """

    path: str
    size: int
    sha256: str
    staged: str = ""


def load(path: Path) -> dict[str, Any] | None:
    """A manifest, or None where there is none that can be read; others use the name too, for web applications.

    It may have come with a stranger's archive: what names no file is not there, and `audience` is a text or absent.
    """
    try:
        loaded = json.loads(path.read_bytes()) if path.is_file() else None  # a pipe or device might never end
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict) or not isinstance(loaded.get("files"), list):
        return None
    audience = loaded.get("audience")
    named = (entry if isinstance(entry, dict) else {"path": entry} for entry in loaded["files"])
    files = [entry for entry in named if _is_name(entry.get("path"))]
    return {**loaded, "files": files, "audience": visible(audience) if isinstance(audience, str) else None}


def _is_name(path: object) -> bool:
    """Whether a path is text that can be given to a system."""
    return isinstance(path, str) and not _NO_NAME.search(path)


def listed(output: Path, manifest: str) -> list[Written]:
    """The files that a manifest of a site lists; none where there is no manifest of ours."""
    entries = (load(output / manifest) or {"files": []})["files"]
    return [Written(one["path"], one["size"], one["sha256"]) for one in entries if one.keys() >= {"size", "sha256"}]


def manifests(files: Iterable[Written], audience: str) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    """Both manifests of a site: that of search first, since it is also published before the other."""
    ordered = sorted(files, key=lambda file: file.path)
    search = [file for file in ordered if file.path.startswith("search/")]
    others = [file for file in ordered if not file.path.startswith("search/")]
    return (
        (SEARCH_MANIFEST, as_json({"format": 1}, _entries(search))),
        (MANIFEST, as_json({"format": 1, "audience": audience}, _entries(others))),
    )


def may_be_listed(path: str) -> bool:
    """Whether a path can be that of a site's file: below its folder, and nothing hidden."""
    return _LISTED.fullmatch(path) is not None


def is_inside(output: Path, path: str) -> bool:
    """Whether a path that a manifest lists is below the site's folder, wherever links lead, and nothing hidden."""
    return may_be_listed(path) and (output / path).resolve().is_relative_to(output.resolve())


def all_inside(output: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of some paths that are inside, which is found out for each folder once."""
    leads_inside = cache(lambda folder: is_inside(output, folder) if folder else True)
    for path in paths:
        if os.path.islink(f"{output}/{path}"):
            if is_inside(output, path):
                yield path
        elif may_be_listed(path) and leads_inside(path.rpartition("/")[0]):
            yield path


def as_json(head: Mapping[str, object], files: Iterable[str]) -> bytes:
    """JSON as manifests are written: what they say of the whole, and their files, already as JSON, a line for each."""
    lines = ",\n".join(files)
    said = "".join(f"{encoded(key)}: {encoded(value)}, " for key, value in head.items())
    return f'{{{said}"files": [\n{lines}\n]}}\n'.encode()


def _entries(files: Iterable[Written]) -> Iterator[str]:
    for file in files:
        yield f'{{"path": {encoded(file.path)}, "size": {file.size}, "sha256": "{file.sha256}"}}'
