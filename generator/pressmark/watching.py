"""Waits for changes in what a build reads."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

from watchfiles import watch

from pressmark import looking
from pressmark.config import CONTENT, SETTINGS_FILE

FOLDERS = (CONTENT.rstrip("/"), "templates")
LOOK = 500  # milliseconds between looks at what is in no folder that is watched
TOGETHER = 50  # milliseconds without a change, after which those before count as one
_BACKUPS = ("~", ".bak", ".swp", ".orig", ".tmp")


def changed(archive: Path, ended: Event) -> Iterator[frozenset[str]]:
    """The files that have changed, each time some have, until something has `ended`; none where it may be anything.

    The first ones come as soon as no change can be missed.
    """
    while not ended.is_set():
        before = _others(archive)
        folders = [archive / name for name in FOLDERS if (archive / name).is_dir()]
        asked = partial(watch, *folders, watch_filter=_counts, step=TOGETHER, rust_timeout=LOOK, stop_event=ended)
        first = True
        for found in asked(yield_on_timeout=True, raise_interrupt=True):
            if found or first:
                yield frozenset() if first else _named(archive, found)
            first = False
            if _others(archive) != before:
                yield frozenset()
                break  # what is there to be watched may be another


def _named(archive: Path, found: Iterable[tuple[object, str]]) -> frozenset[str]:
    """Files by their paths from the archive's folder; none if one of them is not content."""
    names = frozenset(os.path.relpath(path, archive).replace(os.sep, "/") for _, path in found)
    return names if all(name.startswith(CONTENT) for name in names) else frozenset()


def _counts(_: object, path: str) -> bool:
    """Whether a change may be one of what is read: not of the files that editors put beside."""
    name = Path(path).name
    return not name.startswith(".") and not name.endswith(_BACKUPS)


def _others(archive: Path) -> tuple[object, ...]:
    """The settings, and which folders there are."""
    return (looking.stamp_of(archive / SETTINGS_FILE), *((archive / name).is_dir() for name in FOLDERS))
