"""Reading an archive and its templates from the disk."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path

from pressmark import mistakes
from pressmark.characters import visible
from pressmark.compression import gzipped
from pressmark.config import CONTENT, SETTINGS_FILE
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import SourceFile
from pressmark.failures import MachineError, UsageError
from pressmark.files.creating import require_archive
from pressmark.filing import FILES
from pressmark.limits import ATTACHMENT, FILE, FOLDERS
from pressmark.limits import FILES as FILES_LIMIT
from pressmark.looking import Stamp, look, shipped_templates, stamp_of
from pressmark.rendering import SHIPPED, Templates
from pressmark.resolve import Attachment
from pressmark.routes import file_name, is_device, is_file, is_served_plain
from pressmark.values import Frozen

_LINK = "it is a symbolic link"
_BACKUPS = ("~", ".bak", ".swp", ".orig")
_PART = 1 << 16  # bytes


class Tree(Frozen):
    """What stands in an archive's folder. Attachments are known by digest; their bytes stay on the disk."""

    settings: SourceFile | None
    content: tuple[SourceFile, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Diagnostic, ...]


class Listing(Frozen):
    """What stands in an archive's folder, its content not read: each file by its path and its stamp."""

    settings: SourceFile
    content: tuple[tuple[str, Stamp], ...]
    stamped: tuple[tuple[Attachment, Stamp], ...]
    problems: tuple[Diagnostic, ...]

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files of `content/files/`."""
        return tuple(attachment for attachment, _ in self.stamped)


def read_tree(archive: Path) -> Tree:
    """Read all of an archive but its templates.

    Raises:
        UsageError: The folder is no archive.
    """
    listing = list_tree(archive)
    content = tuple(read_source(archive, path) for path, _ in listing.content)
    return Tree(listing.settings, content, listing.attachments, listing.problems)


def read_source(archive: Path, path: str) -> SourceFile:
    """A file of `content/`, by its path from the archive's folder."""
    return SourceFile(path, _read(f"{archive}/{path}"))


def list_tree(
    archive: Path, known: Mapping[str, tuple[Attachment, Stamp]] = {}, seen: Mapping[str, Stamp] = {}
) -> Listing:
    """What of an archive is to be read, and all of it that is small.

    `known` are attachments by name that need not be read for their digest while they have that stamp; `seen` are stamps
    of files in `content/` by their paths from there, which have just been taken.

    Raises:
        UsageError: The folder is no archive.
    """
    require_archive(archive)
    walk = _Walk(archive.resolve(), known, [])
    content: list[tuple[str, Stamp]] = []
    attachments: list[tuple[Attachment, Stamp]] = []
    settings = SourceFile(SETTINGS_FILE, _read(archive / SETTINGS_FILE))
    for path in walk.files(CONTENT.rstrip("/")):
        name = path.removeprefix(CONTENT)
        if not name.startswith(f"{FILES}/"):
            content.append((path, seen.get(name) or stamp_of(f"{walk.archive}/{path}")))
        elif (attachment := walk.attachment(path)) is not None:
            attachments.append(attachment)
    walk.problems.extend(twins(attachment for attachment, _ in attachments))
    return Listing(settings, tuple(content), tuple(attachments), tuple(walk.problems))


class _Walk(Frozen):
    """A walk through an archive, by its real path, and what was found wrong on the way."""

    archive: Path
    known: Mapping[str, tuple[Attachment, Stamp]]
    problems: list[Diagnostic]

    def files(self, top: str) -> Iterator[str]:
        """The plain files below a folder in a fixed order; links and devices are refused, backups skipped."""
        if (self.archive / top).is_symlink():
            self.problems.append(mistakes.unreadable(At(top), _LINK))
            return
        waiting = self._entries(top)
        count = 0
        while waiting:
            path, entry = waiting.pop()
            if entry.is_dir(follow_symlinks=False):
                waiting += self._entries(path)
            elif self._is_plain(path, entry):
                count += 1
                if count > FILES_LIMIT.most:
                    self.problems.append(mistakes.too_many(At(top), "files in content/", FILES_LIMIT.most))
                    return
                yield path

    def _entries(self, folder: str) -> list[tuple[str, os.DirEntry[str]]]:
        """What stands in a folder, the last first."""
        if folder.count("/") > FOLDERS.most:
            self.problems.append(mistakes.too_deep(At(folder), FOLDERS.most))
            return []
        try:
            entries = sorted(os.scandir(self.archive / folder), key=lambda entry: entry.name, reverse=True)
        except FileNotFoundError:
            return []
        return [(f"{folder}/{one.name}", one) for one in entries if self._may_be_read(f"{folder}/{one.name}", one.name)]

    def _may_be_read(self, path: str, name: str) -> bool:
        """Whether an entry of a folder is read: its name is text, and not that of an editor's own file."""
        if not name.isprintable():
            self.problems.append(mistakes.bad_file_name(At(visible(path)), name, ""))
            return False
        if name.startswith(".") or name.endswith(_BACKUPS):
            self.problems.append(mistakes.skipped_file(At(path)))
            return False
        return True

    def _is_plain(self, path: str, entry: os.DirEntry[str]) -> bool:
        if entry.is_symlink():
            self.problems.append(mistakes.unreadable(At(path), _LINK))
        elif not entry.is_file(follow_symlinks=False):
            self.problems.append(mistakes.unreadable(At(path), "it is no plain file"))
        else:
            return True
        return False

    def attachment(self, path: str) -> tuple[Attachment, Stamp] | None:
        """A file of `content/files/` by its digest, if it may be there."""
        name = path.removeprefix(f"{CONTENT}{FILES}/")
        if not is_file(f"{FILES}/{name}") or is_device(name):
            self.problems.append(mistakes.bad_attachment(At(path), name, file_name(name)))
            return None
        stamp = stamp_of(self.archive / path)
        if name in self.known and self.known[name][1] == stamp:
            return self.known[name]
        with _opened(self.archive / path) as file:
            size = os.fstat(file.fileno()).st_size
            if size <= ATTACHMENT.most:
                return Attachment(name, size, hashlib.file_digest(file, "sha256").hexdigest()), stamp
        self.problems.append(mistakes.too_large(At(path), size, ATTACHMENT.most))
        return None


def twins(attachments: Iterable[Attachment]) -> Iterator[Diagnostic]:
    """Names that some file systems cannot tell apart."""
    seen: dict[str, str] = {}
    for one in attachments:
        other = seen.setdefault(one.name.casefold(), one.name)
        if other != one.name:
            yield mistakes.twin_names(At(f"{CONTENT}{FILES}/{one.name}"), one.name, other)


def _opened(path: Path) -> BufferedReader:
    """A file open for reading: it itself, never what a link that took its place leads to, nor a pipe that waits.

    Raises:
        MachineError: It has gone since it was listed.
    """
    return os.fdopen(_descriptor(path), "rb")


def _descriptor(path: Path | str) -> int:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags)
    except FileNotFoundError as error:
        raise MachineError(f"{path} was removed while the archive was read. Run the command again.") from error


def _read(path: Path | str) -> bytes:
    """A file's bytes; of one that is far too large only so much that its size is seen to be.

    Without a file object, which takes as long to make as the file to read.
    """
    descriptor = _descriptor(path)
    try:
        data = part = os.read(descriptor, _PART)
        while part and len(data) <= FILE.most:
            part = os.read(descriptor, _PART)
            data += part
    finally:
        os.close(descriptor)
    return data[: FILE.most + 1]


def read_attachment(archive: Path, name: str) -> bytes:
    """The bytes of a file of `content/files/`, as it is published: gzipped if no host may serve it as a page."""
    with _opened(archive / CONTENT / FILES / name) as file:
        data = file.read(ATTACHMENT.most)
    return data if is_served_plain(name) else gzipped(data)


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
        UsageError: A template is no text, a link, or stands where the shipped ones are.
    """
    sources: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    shipped = shipped_templates()
    own = archive / "templates"
    linked = next((path for path in (own, *(own / name for name in look(own))) if path.is_symlink()), None)
    if linked is not None and own.resolve() != shipped.resolve():
        raise UsageError(f"{linked} is a symbolic link. Links are not followed, since they may lead anywhere.")
    for folder in dict.fromkeys((shipped.resolve(), own.resolve())):
        for name, path in ((name, path) for name in look(folder) if (path := folder / name).is_file()):
            if name.startswith(SHIPPED):
                raise UsageError(f"{path}: the folder «{SHIPPED}» always stands for the shipped templates.")
            if name.startswith("assets/"):
                assets[name.removeprefix("assets/")] = path.read_bytes()
            elif not name.endswith(".md"):
                sources[name] = _template(path)
                if folder == shipped.resolve():
                    sources[SHIPPED + name] = sources[name]
    return Templates(tuple(sorted(sources.items())), tuple(sorted(assets.items())))
