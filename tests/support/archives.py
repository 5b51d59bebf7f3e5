"""Small archives of invented companies: files by path, put on a disk or joined in memory."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pressmark.build import build
from pressmark.config import CONTENT
from pressmark.diagnostics import Diagnostic
from pressmark.digest import sha256
from pressmark.documents import Parsed, SourceFile, parse_file, parse_settings
from pressmark.filing import FILES
from pressmark.index import Index, build_index
from pressmark.publishable import PublicArchive, publishable
from pressmark.request import Outcome, Request
from pressmark.resolve import Archive, Attachment, resolve
from pressmark.workers import Workers

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
ARTICLES = f"{CONTENT}articles/"

SOUND: Mapping[str, str] = {
    "pressmark.yaml": "title: Clippings of the Bay\nbase_url: https://clippings.example/\nrights: full\n",
    "content/companies/lanternfish.yaml": "name: Lanternfish Lighting\naliases: [Lanternfish]\n",
    "content/companies/copper-kettle.yaml": "name: Copper Kettle Trading\n",
    "content/companies/quiet-harbour.yaml": "name: Quiet Harbour\n",
    "content/people/odile-marsh.yaml": "name: Odile Marsh\n",
    "content/places/port-meridian.yaml": "name: Port Meridian\n",
    "content/topics/partner-model.yaml": "name: Partner model\n",
    "content/sources/meridian-courier.yaml": "name: The Meridian Courier\n",
}
"""An archive in which nothing is wrong: records that articles may name, and no article."""

Files = Mapping[str, str | bytes]


def article(fields: str = "", body: str = "Text.", title: str = "Lanternfish names a partner") -> str:
    """The text of an article: `title` and `published` unless the fields say them, the fields, the body."""
    own = {"title": title, "published": "2031-08-03"}
    lines = [f"{key}: {value}" for key, value in own.items() if f"{key}:" not in fields]
    return "\n".join(("---", *lines, *filter(None, [fields.rstrip("\n")]), "---", body)) + "\n"


def encoded(text: str | bytes) -> bytes:
    """A file's bytes."""
    return text if isinstance(text, bytes) else text.encode()


def write(folder: Path, files: Files) -> Path:
    """Put an archive on the disk."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(encoded(text))
    return folder


def parse(path: str, text: str | bytes) -> Parsed:
    """One file, as the program parses it."""
    return parse_file(SourceFile(path, encoded(text)))


def join(files: Files) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """An archive in memory, and what is wrong with it."""
    content = {path: encoded(text) for path, text in files.items() if path.startswith(CONTENT)}
    attached = {path: data for path, data in content.items() if path.startswith(f"{CONTENT}{FILES}/")}
    settings, problems = parse_settings(SourceFile("pressmark.yaml", encoded(files.get("pressmark.yaml", ""))))
    parsed = [parse(path, data) for path, data in content.items() if path not in attached]
    attachments = [
        Attachment(path.removeprefix(f"{CONTENT}{FILES}/"), len(data), sha256(data)) for path, data in attached.items()
    ]
    archive, found = resolve(parsed, settings, attachments)
    return archive, (*problems, *found)


def archive_of(files: Files) -> Archive:
    """An archive in which nothing is wrong, in memory: the sound one with some more files."""
    archive, problems = join({**SOUND, **files})
    assert not problems, "\n".join(map(str, problems))
    return archive


def public_of(files: Files, audience: str = "public", now: datetime = NOW) -> PublicArchive:
    """What an audience sees of a sound archive with some more files."""
    return publishable(archive_of(files), audience, now)


def index_of(files: Files, audience: str = "public") -> Index:
    """What is known as a whole of a sound archive with some more files."""
    return build_index(public_of(files, audience), {})


def build_site(
    archive: Path,
    output: Path,
    *,
    audience: str | None = None,
    force: bool = False,
    with_search: bool = False,
    now: datetime = NOW,
) -> Outcome:
    """Build here, in one process."""
    request = Request(archive, output, now, audience=audience, with_search=with_search, force=force)
    with Workers(1) as workers:
        return build(request, workers, lambda *_: None)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and when it was last written."""
    found = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def shown(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as a message of a failing test."""
    return "\n".join(map(str, diagnostics)) or "nothing"
