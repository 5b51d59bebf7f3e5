"""`pressmark import`: notes made elsewhere go into the sidecars of the articles they are about."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from pressmark import files, incoming
from pressmark.archive import parse_all
from pressmark.diagnostics import Diagnostic, has_errors, in_order
from pressmark.documents import parse_settings
from pressmark.files import UsageError
from pressmark.incoming import Found
from pressmark.request import Progress
from pressmark.resolve import resolve
from pressmark.sidecars import Intake, Sidecar
from pressmark.values import Frozen

MAX_BYTES = 50_000_000


class Outcome(Frozen):
    """What came of an import: mistakes in the archive that forbid it, or a report and how many notes have no place."""

    diagnostics: tuple[Diagnostic, ...]
    report: tuple[str, ...] = ()
    left: int = 0


def import_notes(archive: Path, paths: Iterable[Path], executor: Executor, progress: Progress) -> Outcome:
    """Import the notes of some files. If one of the files is of no known kind, nothing is written.

    Raises:
        UsageError: The folder is no archive, or a file is no export of notes.
        MachineError: The disk failed.
    """
    found = [_read(path) for path in paths]
    tree = files.read_tree(archive)
    settings, problems = parse_settings(tree.settings)
    parsed = parse_all(tree.content, executor, progress)
    joined, more = resolve(parsed, settings, tree.attachments)
    problems = in_order((*tree.problems, *problems, *more))
    if has_errors(problems):
        return Outcome(problems)
    intake = Intake(joined, parsed, tree.content)
    report = [f"{one.where}: not imported: {one.reason}" for holding in found for one in holding.unusable]
    known = 0
    for note in (note for holding in found for note in holding.notes):
        left = intake.take(note)
        if left and left.known:
            known += 1
        elif left:
            report.append(f"{note.where}: not imported: {left.reason}")
    written = []
    for one in intake.sidecars():
        if isinstance(one, Sidecar):
            written.append(one)
        else:
            report += [f"{note.where}: not imported: {one.reason}" for note in one.notes]
    files.write_over(archive, ((sidecar.path, sidecar.text) for sidecar in written))
    lines = [f"{sidecar.path}: {_notes(sidecar.added)} added" for sidecar in written]
    return Outcome((), (*lines, *report, *_summary(written, known, len(report), found)), len(report))


def _read(path: Path) -> Found:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"{path} is no file. Nothing was written.") from error
    found = "it is too large" if len(data) > MAX_BYTES else incoming.read(data, str(path))
    if isinstance(found, str):
        raise UsageError(f"{path} cannot be imported: {found}. Nothing was written.")
    return found


def _summary(written: Iterable[Sidecar], known: int, left: int, found: Iterable[Found]) -> Iterator[str]:
    added = sum(sidecar.added for sidecar in written)
    yield f"{_notes(added)} added, {known:,} known already, {left:,} not imported."
    facts = sum(one.facts for one in found)
    if facts:
        yield f"{facts:,} claims and events skipped: an import brings notes only."
    tags = sorted({tag for one in found for note in one.notes for tag in note.tags})
    if tags:
        yield f"Tags left out, since notes have none: {', '.join(tags)}."


def _notes(count: int) -> str:
    return f"{count:,} note{'' if count == 1 else 's'}"
