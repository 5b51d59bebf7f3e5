"""Reading an archive and its templates from the disk."""

import gzip
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark import mistakes
from pressmark.config import SETTINGS_FILE
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import CONTENT, FILES, MAX_BYTES, SourceFile
from pressmark.files.failures import UsageError
from pressmark.rendering import SHIPPED, Templates
from pressmark.resolve import Attachment
from pressmark.routes import is_served_plain

_BACKUPS = ("~", ".bak", ".swp", ".orig")


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
        raise UsageError(f"{archive} is no archive: it has no {SETTINGS_FILE}. «pressmark init DIR» makes one.")
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
    data = (archive / CONTENT / FILES / name).read_bytes()
    return data if is_served_plain(name) else gzip.compress(data, mtime=0)


def shipped_templates() -> Path:
    """Where Pressmark's own templates are: package data, else beside `generator/` in a checkout."""
    package = Path(__file__).parents[1] / "templates"
    return package if package.is_dir() else Path(__file__).parents[3] / "templates"


def read_disk_server() -> bytes:
    """The script that serves search data in a portable copy."""
    return (Path(__file__).parents[1] / "portable" / "from-disk.js").read_bytes()


def read_common_words() -> frozenset[str]:
    """Words that are more than a name: see `pressmark.mentions`."""
    text = (Path(__file__).parents[1] / "common-words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def _template(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no UTF-8 text; pictures and fonts belong in templates/assets/.") from error


def read_templates(archive: Path) -> Templates:
    """The shipped templates and assets, overridden by those of the archive.

    Raises:
        UsageError: A template is no text, or stands where the shipped ones are.
    """
    sources: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    shipped = shipped_templates()
    own = archive / "templates"
    for folder in dict.fromkeys((shipped.resolve(), own.resolve())):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            name = path.relative_to(folder).as_posix()
            if name.startswith(SHIPPED):
                raise UsageError(f"{path}: the folder «{SHIPPED}» always stands for the shipped templates.")
            if name.startswith("assets/"):
                assets[name.removeprefix("assets/")] = path.read_bytes()
            elif not name.endswith(".md"):
                sources[name] = _template(path)
                if folder == shipped.resolve():
                    sources[SHIPPED + name] = sources[name]
    return Templates(tuple(sorted(sources.items())), tuple(sorted(assets.items())))
