"""Waits for changes in what a build reads."""

from collections.abc import Iterator
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


def changed(archive: Path, ended: Event) -> Iterator[None]:
    """A sign for each change until something has `ended`; the first one comes as soon as no change can be missed."""
    while not ended.is_set():
        before = _others(archive)
        folders = [archive / name for name in FOLDERS if (archive / name).is_dir()]
        asked = partial(watch, *folders, watch_filter=_counts, step=TOGETHER, rust_timeout=LOOK, stop_event=ended)
        first = True
        for found in asked(yield_on_timeout=True, raise_interrupt=True):
            if found or first:
                yield
            first = False
            if _others(archive) != before:
                yield
                break  # what is there to be watched may be another


def _counts(_: object, path: str) -> bool:
    """Whether a change may be one of what is read: not of the files that editors put beside."""
    name = Path(path).name
    return not name.startswith(".") and not name.endswith(_BACKUPS)


def _others(archive: Path) -> tuple[object, ...]:
    """The settings, and which folders there are."""
    return (looking.stamp_of(archive / SETTINGS_FILE), *((archive / name).is_dir() for name in FOLDERS))
