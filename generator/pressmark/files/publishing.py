"""Writing a site: a site is replaced file by file.

Each new file is first written whole beside the site (`files.staging`), and when all are there they are renamed into
place in an order that never leaves a page without what it refers to (`publish`). What a build that was killed had
planned stands in a journal, so that the next one can clear up after it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pressmark.failures import UsageError
from pressmark.files.creating import write_whole
from pressmark.files.manifests import (
    MANIFEST,
    SEARCH_MANIFEST,
    Written,
    all_inside,
    as_json,
    encoded,
    load,
    manifests,
)
from pressmark.files.staging import discard, into_place, make_ready, stage, whole
from pressmark.routes import above, folders
from pressmark.values import Frozen

SEARCH_ENTRY = "search/entry.json"  # through which pages find all search data
JOURNAL = ".pressmark-journal.json"
_READ = ("content", "templates", ".git")


class Published(Frozen):
    """What `publish` did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def is_interrupted(output: Path) -> bool:
    """Whether a build was killed while it published."""
    return os.path.lexists(output / JOURNAL)


def refuse_place(archive: Path, output: Path) -> None:
    """Do nothing where a site may be written.

    Raises:
        UsageError: The output is a link or a file, stands in what the build reads, or holds the archive.
    """
    if output.is_symlink():
        raise UsageError(f"{output} is a symbolic link, which may lead anywhere. Name its target with --output.")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is no folder. Choose another --output.")
    root, place = archive.resolve(), output.resolve()
    read = next((name for name in _READ if place.is_relative_to(root / name)), None)
    if read:
        raise UsageError(f"{output} stands in {read}/, which the build reads. Choose another --output.")
    if root.is_relative_to(place):
        raise UsageError(f"{output} holds the archive itself. Choose another --output.")


def prepare(output: Path, audience: str, *, force: bool) -> None:
    """Make an output folder ready, or refuse it.

    Raises:
        UsageError: The folder holds what no build has written, or a site for the other audience.
    """
    output.mkdir(parents=True, exist_ok=True)
    manifest = load(output / MANIFEST) or load(output / JOURNAL)
    visible = any(not name.startswith(".") for name in os.listdir(output))
    if manifest is None and visible and not force:
        raise UsageError(f"{output} holds files that no build has written. Choose another --output, or use --force.")
    if manifest is not None and manifest["audience"] not in {None, audience}:
        built = manifest["audience"]
        if not force:
            raise UsageError(
                f"{output} holds a site for the audience «{built}»; this build is for «{audience}». "
                "Choose another --output, or use --force, which first removes that site."
            )
        _remove(output, _listed(output))
    make_ready(output, new=not visible)


def publish(output: Path, written: Sequence[Written], audience: str) -> Published:
    """Rename staged files into place: assets and search data, pages, machine files; remove; the manifest last."""
    try:
        return _publish(output, written, audience)
    except BaseException:
        discard(output)  # what is in its place stays: each file is whole, and the journal tells the next build
        raise


def _publish(output: Path, written: Sequence[Written], audience: str) -> Published:
    planned = _named_by(output, JOURNAL)  # by a build that was killed
    before = _listed(output)
    after = {file.path for file in written} | {MANIFEST, SEARCH_MANIFEST}
    write_whole(output / JOURNAL, as_json({"audience": audience}, map(encoded, sorted(planned | (before ^ after)))))
    listing = [stage(output, path, data) for path, data in manifests(written, audience)]
    staged = [file for file in written if file.staged]
    first, last = ([file] if file.staged else [] for file in listing)
    new = whole(output, (*staged, *first, *last))
    come = {file.path for file in (*staged, *first, *last) if file.path.partition("/")[0] not in new}
    cleared = _remove(output, _in_the_way(before - after, come))
    _make_folders(output, come)
    old = {path for path in come & (before or come) if os.path.lexists(f"{output}/{path}")}
    staged.sort(key=lambda file: (_turn(file.path), file.path in old, file.path))  # new pages before what leads to them
    into_place(output, (*staged, *first), new)
    removed = (*cleared, *_remove(output, before - after))
    into_place(output, last, new)
    discard(output)
    (output / JOURNAL).unlink(missing_ok=True)
    changed = tuple(file.path for file in (*staged, *first, *last))
    return Published(changed, removed, len(written) + len(listing) - len(changed))


def _turn(path: str) -> int:
    """When a file is published: what others refer to, what opens search, pages, then files for programs."""
    if path == SEARCH_ENTRY:
        return 1
    if path.startswith(("assets/", "files/")) or (path.startswith("search/") and not path.endswith(".html")):
        return 0
    return 2 if path.endswith(".html") else 3


def _in_the_way(gone: Iterable[str], come: set[str]) -> Iterator[str]:
    """The files to be removed that stand where a new one has its folder, or in a folder where a new one is to be."""
    taken = folders(come)
    return (path for path in gone if path in taken or not come.isdisjoint(above(path)))


def _make_folders(output: Path, paths: Iterable[str]) -> None:
    """Make the folders of some files, before the first of them is put into place.

    Raises:
        UsageError: A folder of the site is a link, so that what is written would land elsewhere.
    """
    output.mkdir(exist_ok=True)
    for folder in sorted(folders(paths)):
        place = f"{output}/{folder}"
        try:
            os.mkdir(place)
        except FileExistsError:
            if os.path.islink(place):
                message = f"{output / folder} is a symbolic link: what is written there would land elsewhere."
                raise UsageError(message) from None
            if not os.path.isdir(place):
                raise


def _listed(output: Path) -> set[str]:
    """Every file that a build has written, or had planned to when it was killed."""
    return set().union(*(_named_by(output, name) for name in (MANIFEST, SEARCH_MANIFEST, JOURNAL)))


def _named_by(output: Path, name: str) -> set[str]:
    """The files that a manifest or the journal names, and the manifest itself."""
    manifest = load(output / name)
    if manifest is None:
        return set()
    return {*(entry["path"] for entry in manifest["files"]), *(() if name == JOURNAL else (name,))}


def _remove(output: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Pages go before what they refer to, and the manifests, without which nothing would be known as ours, last."""
    removed = []
    inside = list(all_inside(output, paths))
    for path in sorted(inside, key=lambda path: (path in {MANIFEST, SEARCH_MANIFEST}, -_turn(path), path)):
        target = f"{output}/{path}"
        if os.path.isfile(target) or os.path.islink(target):
            os.unlink(target)
            removed.append(path)
    for folder in sorted(folders(inside), reverse=True):  # what is inside before what holds it
        with suppress(OSError):  # as long as it holds something, or if it is none
            os.rmdir(f"{output}/{folder}")
    return tuple(removed)
