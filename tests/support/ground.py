"""A place to build on where things go wrong: an archive of two editions, its site and cache, and real builds of it."""

import ctypes
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import SOUND, article, encoded, snapshot, write
from tests.support.sites import REPOSITORY
from tests.support.visitors import Digests, digests_of

from pressmark import search

ARTICLES = 6
FIELDS = "entities: {companies: [lanternfish], people: [odile-marsh]}\ntopics: [partner-model]"
CAPABILITIES = (1, 2)  # of root, to write and read what its modes forbid (capabilities(7))
DROP = 24  # PR_CAPBSET_DROP of prctl(2)
PATIENCE = 60  # seconds for a build of a few articles
STAGING, JOURNAL = ".pressmark-staging", ".pressmark-journal.json"
BUILD = "from pressmark import cli, search\nsearch.PAGEFIND_SECONDS = 2\ncli.program()"
Files = dict[str, str | bytes]
PICTURE = "content/files/harbour.png"


def editions() -> tuple[Files, Files]:
    """A small archive with a file to publish, and what became of it: other titles, an article less, one more."""
    first: Files = {**SOUND, PICTURE: bytes(5_000)}
    for number in range(ARTICLES):
        fields = f"{FIELDS}\nsummary: Lamps {number}."
        text = f"Lanternfish lit {number} lamps, says Odile Marsh.\n\n![The harbour](files/harbour.png)"
        first[f"content/articles/2031/lamps-{number}.md"] = article(fields, text, title=f"Lamps number {number}")
    second: Files = {name: encoded(text).replace(b"title: ", b"title: Later ", 1) for name, text in first.items()}
    second["content/articles/2031/lamps-again.md"] = second.pop("content/articles/2031/lamps-3.md")
    return first, second | {PICTURE: bytes(6_000)}


@dataclass
class Ended:
    """How a build ended."""

    status: int
    said: str


@dataclass
class Ground:
    """The folder of all this. `clean` are the digests of both editions as clean builds make them."""

    folder: Path
    clean: list[Digests] = field(default_factory=list)
    edition: int = 0

    def __post_init__(self) -> None:
        self.archive, self.site, self.cache = (self.folder / name for name in ("archive", "site", "cache"))
        self.editions = editions()

    # --- building -------------------------------------------------------------------------------------------------

    def start(
        self, *options: str, pagefind: str = "", before: Callable[[], None] | None = None
    ) -> "subprocess.Popen[str]":
        where = ["--archive", str(self.archive), "--output", str(self.site), "--cache", str(self.cache), "--jobs", "2"]
        surroundings = {"PAGEFIND_BINARY_PATH": pagefind, "REAL": search._binary(), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.Popen(
            [sys.executable, "-c", BUILD, "build", "--quiet", *where, *options],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "generator"), **surroundings},
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            cwd=self.folder,
            preexec_fn=before,  # noqa: PLW1509 - no threads run here
        )

    def ended(self, started: "subprocess.Popen[str]") -> Ended:
        """How a build ends: with all processes that it has started, which share its standard error."""
        _, said = started.communicate(timeout=PATIENCE)
        return Ended(started.returncode, said)

    def build_clean(self) -> None:
        """Learn what clean builds make of both editions; the site and cache are those of the first."""
        write(self.archive, self.editions[0])
        for _ in self.editions:
            self.turn()
            shutil.rmtree(self.site, ignore_errors=True)
            ended = self.ended(self.start())
            assert (ended.status, ended.said) == (0, "")
            self.clean.insert(0, digests_of(self.site))

    def copy(self, folder: Path) -> "Ground":
        """The same elsewhere, which its site does not depend on."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Ground(folder, self.clean)

    # --- changing -------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Make the archive the other edition."""
        old, self.edition = self.editions[self.edition], 1 - self.edition
        for name in old.keys() - self.editions[self.edition].keys():
            (self.archive / name).unlink()
        self.restore()

    def restore(self) -> None:
        """Write all that the edition of the archive consists of, each file whole."""
        for name, text in self.editions[self.edition].items():
            data = encoded(text)
            if not (self.archive / name).exists() or (self.archive / name).read_bytes() != data:
                write(self.folder / "new", {"file": data})
                os.replace(self.folder / "new" / "file", self.archive / name)

    def script(self, text: str) -> str:
        """What is run in the place of Pagefind. All that it starts holds a pipe, whose end `outlived` waits for."""
        place = self.folder / "pagefind"
        place.write_text(f"#!/bin/sh\nexec 9>{self.folder}/alive\n{text}\n")
        place.chmod(0o755)
        if not (self.folder / "alive").exists():
            os.mkfifo(self.folder / "alive")
        return str(place)

    # --- looking --------------------------------------------------------------------------------------------------

    @property
    def is_done(self) -> bool:
        return digests_of(self.site) == self.clean[self.edition]

    def torn(self) -> list[str]:
        """Files that are neither as one edition has them, nor as the other has."""
        return [
            name for name, one in digests_of(self.site).items() if one not in {made.get(name) for made in self.clean}
        ]

    def litter(self) -> list[str]:
        """What no build should leave: hidden files of the site, and files of the archive that were not there before."""
        hidden = [name for name in snapshot(self.site) if any(part.startswith(".") for part in name.split("/"))]
        strange = snapshot(self.archive).keys() - self.editions[self.edition].keys()
        kept = {path.name for path in self.cache.iterdir()} - {".gitignore", "build.sqlite"}
        return sorted((*hidden, *strange, *kept))


# --- faults -------------------------------------------------------------------------------------------------------


Case = Mapping[str, Any]


def suffer(at: Ground, case: Case) -> Ended:
    """Build while a fault is there, whichever the case names; afterwards the fault is gone."""
    return next(fault(at, case) for key, fault in FAULTS.items() if key in case)


def _pagefind(at: Ground, case: Case) -> Ended:
    binary = case.get("binary") or at.script(case["script"])
    alive = os.open(at.folder / "alive", os.O_RDONLY | os.O_NONBLOCK) if "script" in case else None
    started = at.start(pagefind=binary)
    if "signal" in case:
        _signalled(at, started, case)
    ended = at.ended(started)
    if alive is not None:
        assert os.read(alive, 1) == b"", "what was started in the place of Pagefind outlives the build"
        os.close(alive)
    return ended


def _signalled(at: Ground, started: "subprocess.Popen[str]", case: Case) -> None:
    while started.poll() is None and not (at.site / STAGING).exists():
        time.sleep(0.005)
    time.sleep(float(case["after"]))
    if case["signal"] == "worker":
        with suppress(FileNotFoundError, ProcessLookupError):
            children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
            workers = [pid for pid in children if "python" in Path(f"/proc/{pid}/exe").resolve().name]
            for pid in workers[:1]:
                os.kill(int(pid), signal.SIGKILL)
    elif started.poll() is None:
        started.send_signal(getattr(signal, case["signal"]))


def _signal(at: Ground, case: Case) -> Ended:
    started = at.start()
    _signalled(at, started, case)
    return at.ended(started)


def _disk(at: Ground, case: Case) -> Ended:
    """A disk of its own for the site or the cache, with so much room left."""
    place = at.folder / case["disk"]
    held = shutil.move(place, at.folder / "held")
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, check=False).returncode != 0:
        pytest.skip("nobody but root may mount a small disk")
    try:
        shutil.copytree(held, place, dirs_exist_ok=True)
        status = os.statvfs(place)
        size = (status.f_blocks - status.f_bfree) * status.f_frsize + int(case["free"])
        subprocess.run(["mount", "-o", f"remount,size={max(size, 4096)}", place], check=True)
        ended = at.ended(at.start())
        if case["disk"] == "site":
            shutil.rmtree(held)
            shutil.copytree(place, held)
        return ended
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()
        shutil.move(held, place)


def _limited(kind: str, key: str) -> Callable[[Ground, Case], Ended]:
    def suffer(at: Ground, case: Case) -> Ended:
        import resource  # noqa: PLC0415 - not on Windows

        most = int(case[key])
        return at.ended(at.start(before=lambda: resource.setrlimit(getattr(resource, kind), (most, most))))

    return suffer


def _without_privileges() -> None:
    """Let modes bind root too, from the next program on that it becomes."""
    if os.getuid() == 0:
        for one in CAPABILITIES:
            ctypes.CDLL(None).prctl(DROP, one, 0, 0, 0)


def _permission(at: Ground, case: Case) -> Ended:
    if os.getuid() == 0 and sys.platform != "linux":
        pytest.skip("modes do not bind root")
    place = at.folder / case["folders"]
    folders = [place, *(path for path in place.rglob("*") if path.is_dir())]
    modes = [path.stat().st_mode for path in folders]
    for path in reversed(folders):
        path.chmod(int(case["mode"], 8))
    try:
        return at.ended(at.start(before=_without_privileges))
    finally:
        for path, mode in zip(folders, modes, strict=True):
            path.chmod(mode)


def _meddling(at: Ground, case: Case) -> Ended:
    started, articles = at.start(), sorted(at.archive.glob("content/articles/*/*.md"))
    ended: list[Ended] = []
    waiting = threading.Thread(target=lambda: ended.append(at.ended(started)))
    waiting.start()
    while waiting.is_alive():
        if case["meddle"] == "rewrite":
            for path in articles:
                path.write_text(path.read_text().replace("title: ", "title: Once ", 1))
        elif case["meddle"] == "remove":
            for path in articles[::2]:
                path.unlink(missing_ok=True)
        elif case["meddle"] == "detach":
            (at.archive / PICTURE).unlink(missing_ok=True)
        else:
            (at.cache / "build.sqlite").unlink(missing_ok=True)
        time.sleep(0.01)
        at.restore()
        time.sleep(0.01)
    waiting.join()
    return ended[0]


def _damage(at: Ground, case: Case) -> Ended:
    file = at.cache / "build.sqlite"
    if file.is_dir():
        file.rmdir()
        at.ended(at.start())
        at.turn()
    data, how = file.read_bytes(), case["damage"]
    half = len(data) // 2
    noise = bytes(range(256)) * 64
    if how in {"cut", "noise", "spoilt", "empty"}:
        spoilt = data[:half] + noise + data[half + len(noise) :]
        file.write_bytes(bytes({"cut": data[:half], "noise": noise, "spoilt": spoilt, "empty": b""}[how]))
    elif how == "folder":
        file.unlink()
        file.mkdir()
    elif how == "readonly":
        file.chmod(0o444)
    else:
        with sqlite3.connect(file) as connection:
            connection.executescript(TABLES[how])
        connection.close()
    return at.ended(at.start())


TABLES = {
    "tables": "DROP TABLE kept; CREATE TABLE other (name TEXT)",
    "columns": "DROP TABLE kept; CREATE TABLE kept (name TEXT)",
    "version": "UPDATE kept SET held = randomblob(16) || substr(held, 17)",
    "swapped": "UPDATE kept SET held = (SELECT held FROM kept ORDER BY name LIMIT 1)",
}


def _together(at: Ground, case: Case) -> Ended:
    """Several builds at once, of which the worst end is told; one of them gets through."""
    started = [at.start() for _ in range(int(case["builds"]))]
    ended = [at.ended(one) for one in started]
    assert min(one.status for one in ended) == 0
    return max(ended, key=lambda one: one.status)


FAULTS: dict[str, Callable[[Ground, Case], Ended]] = {
    "binary": _pagefind,
    "script": _pagefind,
    "signal": _signal,
    "disk": _disk,
    "largest": _limited("RLIMIT_FSIZE", "largest"),
    "descriptors": _limited("RLIMIT_NOFILE", "descriptors"),
    "folders": _permission,
    "meddle": _meddling,
    "damage": _damage,
    "builds": _together,
}
