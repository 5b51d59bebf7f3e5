"""`pressmark import`: files of any kind become drafts in their places, each once, and nothing is written over."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from pressmark import files
from pressmark.archive import parse_all
from pressmark.config import CONTENT
from pressmark.dates import Edtf
from pressmark.diagnostics import did_you_mean
from pressmark.documents import Parsed, parse_settings
from pressmark.drafts import formats
from pressmark.drafts.capturing import captured
from pressmark.drafts.known import Known
from pressmark.drafts.present import Present
from pressmark.drafts.report import Entry, Kept, Written
from pressmark.drafts.values import Context, Draft, Input, Unreadable
from pressmark.drafts.written import DRAFT, article_text
from pressmark.files import UsageError
from pressmark.filing import FILES
from pressmark.limits import FILE
from pressmark.model import Kind, Record
from pressmark.request import Progress
from pressmark.routes import slugify
from pressmark.values import Frozen

_WIDEST, _HEAD = 4, 100_000  # bytes of a character, and for the fields of an article, at most
_STEM = 60  # characters of a file's own name
_TALKATIVE = ("trafilatura", "htmldate", "warcio", "bibtexparser", "rispy")  # libraries that log what the report says


class Wanted(Frozen):
    """What an import is asked for."""

    published: Edtf | None = None
    source: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    status: str = DRAFT
    keep_original: bool = False
    captured: Edtf | None = None


def import_files(
    archive: Path, paths: Iterable[Path], wanted: Wanted, today: date, executor: Executor, progress: Progress
) -> Iterator[Entry]:
    """Import files one by one; each entry is told of when its file is written.

    Raises:
        UsageError: The folder is no archive, a file is none, or its kind needs what is not installed.
        MachineError: The disk failed.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    paths = tuple(paths)
    for path in paths:
        files.head_of(path)  # before anything is written
    tree = files.read_tree(archive)
    settings, _ = parse_settings(tree.settings)
    parsed = tuple(parse_all(tree.content, executor, progress))
    roles = tuple(settings.vocabularies.roles)
    known = Known(_records(parsed), parsed, files.read_common_words(), roles)
    source = known.id_of(Kind.SOURCE, wanted.source) or wanted.source
    context = Context(known, wanted.published, source, wanted.mapping, today, wanted.captured)
    present = Present(parsed)
    for path in paths:
        reader = formats.reader_of(path.name, files.head_of(path))
        for found in reader(Input(str(path), files.chunks_of(path)), context):
            if isinstance(found, Draft):
                yield _placed(archive, path, captured(found, context), present, wanted)
            else:
                yield found


def _records(parsed: Iterable[Parsed]) -> dict[Kind, dict[str, Record]]:
    found: dict[Kind, dict[str, Record]] = {kind: {} for kind in Kind}
    for one in parsed:
        if one.kind and isinstance(one.document, Record):
            found[one.kind][one.document.id] = one.document
    return found


def _placed(archive: Path, path: Path, draft: Draft, present: Present, wanted: Wanted) -> Entry:
    known = present.known(draft)
    if known:
        return Kept(draft.where, _path(known))
    if len(draft.body) * _WIDEST > FILE.most and len(draft.body.encode()) > FILE.most - _HEAD:
        return Unreadable(draft.where, f"its text is longer than an article may be ({FILE.most:,} bytes)", FILE.code)
    place = present.place(draft)
    kept = _keep(archive, path) if wanted.keep_original and draft.digest else None
    text = article_text(draft, wanted.status, kept)
    files.write_new(archive, [(_path(place.id), text)])
    return Written(_path(place.id), draft, _path(place.near) if place.near else "", place.share)


def _path(identifier: str) -> str:
    return f"{CONTENT}{Kind.ARTICLE.folder}/{identifier}.md"


def _keep(archive: Path, path: Path) -> dict[str, str]:
    """Copy an original into the archive, once for all that is in it: its name there is made from its digest too."""
    digest = files.digest_of(path)
    stem, *endings = path.name.split(".")
    ending = "".join(f".{slugify(one)}" for one in endings[-2:] if slugify(one)) or ".txt"
    name = f"{slugify(stem)[:_STEM] or 'original'}-{digest[:8]}{ending}"
    files.copy_new(path, archive, f"{CONTENT}{FILES}/{name}")
    return {"file": f"{FILES}/{name}", "sha256": digest}


def checked_mapping(texts: Iterable[str], fields: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`field=column` arguments as pairs.

    Raises:
        UsageError: One of them is no such pair, or names no field.
    """
    known = tuple(fields)
    pairs = []
    for text in texts:
        field, equals, column = text.partition("=")
        field = field.removeprefix("entities.")
        if not equals or not column or field not in known:
            advice = did_you_mean(field, known, f"The fields are {', '.join(known)}.")
            raise UsageError(f"«{text}» does not say FIELD=COLUMN. {advice}")
        pairs.append((field, column))
    return tuple(pairs)
