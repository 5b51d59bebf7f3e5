"""The only place that reads an archive from the disk and writes a site to it.

A site is replaced file by file: each new file is first written whole beside the site (`stage`), and when all are there
they are renamed into place in an order that never leaves a page without what it refers to (`publish`). What a build
that was killed had planned stands in a journal, so that the next one can clear up after it.
"""

import gzip
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressmark import mistakes
from pressmark.config import SETTINGS_FILE
from pressmark.diagnostics import At, Diagnostic
from pressmark.digest import sha256
from pressmark.documents import CONTENT, FILES, MAX_BYTES, SourceFile
from pressmark.rendering import SHIPPED, Templates
from pressmark.resolve import Attachment

MANIFEST = "manifest.json"
SEARCH_MANIFEST = "search/manifest.json"
STAGING = ".pressmark-staging"
JOURNAL = ".pressmark-journal.json"
_BACKUPS = ("~", ".bak", ".swp", ".orig")


class UsageError(Exception):
    """The command was given something it must not touch, or that is not there (exit status 2)."""


class MachineError(Exception):
    """The machine failed: disk full, missing binary, no permission (exit status 3)."""


# --- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tree:
    """What stands in an archive's folder. Attachments are known by digest; their bytes stay on the disk."""

    settings: SourceFile | None
    content: tuple[SourceFile, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Diagnostic, ...]


def read_tree(archive: Path) -> Tree:
    """Read all of an archive but its templates.

    Raises:
        UsageError: The folder is no archive.
    """
    settings = archive / SETTINGS_FILE
    if not settings.is_file():
        raise UsageError(
            f"{archive} is no archive: it has no {SETTINGS_FILE}. «pressmark init DIR» makes one; --archive names another."
        )
    content: list[SourceFile] = []
    attachments: list[Attachment] = []
    problems: list[Diagnostic] = []
    for path in _walk(archive, CONTENT.rstrip("/"), problems):
        name = path.removeprefix(CONTENT)
        if name.startswith(f"{FILES}/"):
            attachments.append(_attachment(archive, path))
        else:
            content.append(SourceFile(path, _read(archive / path)))
    return Tree(SourceFile(SETTINGS_FILE, _read(settings)), tuple(content), tuple(attachments), tuple(problems))


def _walk(archive: Path, folder: str, problems: list[Diagnostic]) -> Iterator[str]:
    """The plain files below a folder in a fixed order; links and devices are refused, backups skipped with a notice."""
    try:
        entries = sorted(os.scandir(archive / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith(".") or entry.name.endswith(_BACKUPS):
            problems.append(mistakes.skipped_file(At(path)))
        elif entry.is_symlink():
            problems.append(mistakes.unreadable(At(path), "it is a symbolic link"))
        elif entry.is_dir():
            yield from _walk(archive, path, problems)
        elif not stat.S_ISREG(entry.stat().st_mode):
            problems.append(mistakes.unreadable(At(path), "it is no plain file"))
        else:
            yield path


def _read(path: Path) -> bytes:
    """A file's bytes; of one that is far too large only so much that its size is seen to be."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _attachment(archive: Path, path: str) -> Attachment:
    with (archive / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Attachment(path.removeprefix(f"{CONTENT}{FILES}/"), (archive / path).stat().st_size, digest)


def read_attachment(archive: Path, name: str) -> bytes:
    """The bytes of a file of `content/files/`, as it is published: gzipped if no host may serve it as a page."""
    from pressmark.routes import is_served_plain  # noqa: PLC0415

    data = (archive / CONTENT / FILES / name).read_bytes()
    return data if is_served_plain(name) else gzip.compress(data, mtime=0)


def shipped_templates() -> Path:
    """Where Pressmark's own templates are: package data, else beside `generator/` in a checkout."""
    package = Path(__file__).parent / "templates"
    return package if package.is_dir() else Path(__file__).parents[2] / "templates"


def read_templates(archive: Path) -> Templates:
    """The shipped templates and assets, overridden by those of the archive."""
    sources: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    shipped = shipped_templates()
    own = archive / "templates"
    for folder in dict.fromkeys((shipped.resolve(), own.resolve())):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            name = path.relative_to(folder).as_posix()
            if name.startswith("assets/"):
                assets[name.removeprefix("assets/")] = path.read_bytes()
            elif not name.endswith(".md"):
                sources[name] = path.read_text(encoding="utf-8")
                if folder == shipped.resolve():
                    sources[SHIPPED + name] = sources[name]
    return Templates(tuple(sorted(sources.items())), tuple(sorted(assets.items())))


# --- writing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a site. `staged` means that it differs from what is there and waits to be renamed into place."""

    path: str
    size: int
    sha256: str
    staged: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def prepare(output: Path, audience: str, *, force: bool) -> None:
    """Make an output folder ready, or refuse it.

    Raises:
        UsageError: The folder holds what no build has written, or a site for the other audience.
    """
    output.mkdir(parents=True, exist_ok=True)
    manifest = _load(output / MANIFEST)
    visible = any(not name.startswith(".") for name in os.listdir(output))
    if manifest is None and visible and not force and _load(output / JOURNAL) is None:
        raise UsageError(f"{output} holds files that no build has written. Choose another --output, or use --force.")
    if manifest is not None and manifest.get("audience") not in {None, audience}:
        built = manifest["audience"]
        if not force:
            raise UsageError(
                f"{output} holds a site for the audience «{built}», and this build is for «{audience}». "
                "Choose another --output, or use --force, which first removes that site."
            )
        _remove(output, _listed(output))
    shutil.rmtree(output / STAGING, ignore_errors=True)
    (output / STAGING).mkdir()


def stage(output: Path, path: str, data: bytes) -> Written:
    """Write a file whole beside the site, unless the site has it already."""
    digest, size = sha256(data), len(data)
    there = output / path
    try:
        same = there.stat().st_size == size and there.read_bytes() == data
    except OSError:
        same = False
    if not same:
        staged = output / STAGING / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
    return Written(path, size, digest, staged=not same)


def publish(output: Path, written: Sequence[Written], search: Sequence[Written], audience: str, bundle: str) -> Published:
    """Rename staged files into place: assets and search data, pages, machine files, then removals; the manifest last."""
    before = _listed(output)
    after = {file.path for file in (*written, *search)} | {MANIFEST, SEARCH_MANIFEST}
    _write(output / JOURNAL, _json({"files": sorted(after)}))
    manifests = [
        stage(output, SEARCH_MANIFEST, _json({"format": 1, "bundle": bundle, "files": _entries(search)})),
        stage(output, MANIFEST, _json({"format": 1, "audience": audience, "files": _entries(written)})),
    ]
    ordered = sorted((*written, *search), key=lambda file: (_turn(file.path), file.path))
    for file in (*ordered, manifests[0]):
        _into_place(output, file)
    removed = _remove(output, before - after)
    _into_place(output, manifests[1])
    shutil.rmtree(output / STAGING, ignore_errors=True)
    (output / JOURNAL).unlink(missing_ok=True)
    changed = tuple(file.path for file in (*ordered, *manifests) if file.staged)
    return Published(changed, removed, len(ordered) + len(manifests) - len(changed))


def discard(output: Path) -> None:
    """Take back what was staged; the site stays as it was."""
    shutil.rmtree(output / STAGING, ignore_errors=True)


def _turn(path: str) -> int:
    """When a file is published: what pages refer to, pages, then files for programs."""
    if path.startswith(("assets/", "files/")) or (path.startswith("search/") and not path.endswith(".html")):
        return 0
    return 1 if path.endswith(".html") else 2


def _into_place(output: Path, file: Written) -> None:
    if file.staged:
        target = output / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(output / STAGING / file.path, target)


def _listed(output: Path) -> set[str]:
    """Every file that a build has written, or had planned to when it was killed."""
    found: set[str] = set()
    for name in (MANIFEST, SEARCH_MANIFEST, JOURNAL):
        manifest = _load(output / name)
        if manifest is None:
            continue
        if name != JOURNAL:
            found.add(name)
        for entry in manifest.get("files", ()):
            found.add(entry if isinstance(entry, str) else str(entry.get("path", "")))
    return {path for path in found if _is_inside(output, path)}


def _is_inside(output: Path, path: str) -> bool:
    return bool(path) and not path.startswith(".") and (output / path).resolve().is_relative_to(output.resolve())


def _remove(output: Path, paths: Iterable[str]) -> tuple[str, ...]:
    removed = []
    for path in sorted(paths, reverse=True):
        target = output / path
        if target.is_file() or target.is_symlink():
            target.unlink()
            removed.append(path)
        for parent in target.parents:
            if parent == output or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
    return tuple(removed)


def _load(path: Path) -> dict[str, Any] | None:
    """A manifest, or None where there is none that can be read."""
    try:
        loaded = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _entries(files: Iterable[Written]) -> list[dict[str, str | int]]:
    return [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in sorted(files, key=lambda f: f.path)]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    new = path.with_name(f".{path.name.lstrip('.')}.new")
    new.write_bytes(data)
    os.replace(new, path)


def prepare_cache(archive: Path) -> Path:
    """The folder for what can be made again at any time; git never sees it.

    Raises:
        UsageError: The folder is no archive.
    """
    if not (archive / SETTINGS_FILE).is_file():
        raise UsageError(f"{archive} is no archive: it has no {SETTINGS_FILE}. «pressmark init DIR» makes one.")
    cache = archive / ".cache"
    cache.mkdir(exist_ok=True)
    ignore = cache / ".gitignore"
    if not ignore.exists():
        _write(ignore, b"*\n")
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




def write_over(files: Iterable[tuple[Path, str]]) -> None:
    """Write files that are generated, each whole, over older ones."""
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text.encode())
