"""What is kept is there again, in the same process and in the next, however it is held."""

import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.support.cases import called, cases

from pressmark.cache import FILE, PAGE, Cache, Held
from pressmark.workers import Workers

NAMES = [f"{folder}/{number}" for folder in "ab" for number in range(4)]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", [Cache, Held])
def test_the_next_process_finds_what_was_kept(
    kind: Callable[[Path | None, str], Cache], seed: int, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - a test needs no secret
    expected: dict[str, int] = {}
    for _ in range(12):
        cache = kind(tmp_path, "one")
        for _ in range(random.randrange(6)):
            name = random.choice(NAMES)
            if random.random() < 0.3:
                cache.drop(name)
                expected.pop(name, None)
            else:
                expected[name] = random.randrange(100)
                cache.put(name, expected[name])
        cache.save()
        for found in (kind(tmp_path, "one"), cache):
            assert {name: found.get(name) for name in NAMES if found.get(name) is not None} == expected
        assert all(kind(tmp_path, "another").get(name) is None for name in NAMES)


def test_what_is_held_need_not_be_saved(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save()
    held = Held(tmp_path, "one")
    value = (1, 2)
    held.put("a/1", value)
    assert held.get("a/1") is value
    assert Cache(tmp_path, "one").get("a/1") is None
    held.drop("a/1")
    assert held.get("a/1") is None
    held.put("a/1", value)
    held.save()
    assert Cache(tmp_path, "one").get("a/1") == value


def test_what_another_process_kept_stands_beside_what_is_held(tmp_path: Path) -> None:
    kept = Cache(tmp_path, "one")
    kept.put("a/1", "old")
    kept.put("a/2", "old")
    kept.put("a/3", "old")
    kept.save()
    held = Held(tmp_path, "one")
    held.put("a/1", "new")
    held.drop("a/2")
    assert (held.get("a/1"), held.get("a/2"), held.get("a/3")) == ("new", None, "old")


@pytest.mark.parametrize("kind", [Cache, Held])
def test_what_is_too_large_keeps_nothing_else_out(
    kind: Callable[[Path | None, str], Cache], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressmark.cache.LARGEST", 1000)
    for value in ("small", "x" * 2000):
        cache = kind(tmp_path, "one")
        cache.put("a/1", value)
        cache.put("a/2", value[:5])
        cache.save()
    found = kind(tmp_path, "one")
    assert (found.get("a/1"), found.get("a/2")) == (None, "xxxxx")


@pytest.mark.parametrize("kind", [Cache, Held])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_put_in_last_is_kept_though_it_is_packed_beside(
    kind: Callable[[Path | None, str], Cache], jobs: int, tmp_path: Path
) -> None:
    cache = kind(tmp_path, "one")
    for name in ("a/1", "a/2", "a/3"):
        cache.put(name, ["old", name], large=True)
    with Workers(jobs) as workers:
        cache.pack(workers)
        cache.put("a/2", ["new"])
        cache.drop("a/3")
        cache.put("a/4", ["small"])
        cache.save()
        cache.put("a/1", ["newest"])
        cache.save()
    found = [kind(tmp_path, "one").get(f"a/{number}") for number in (1, 2, 3, 4)]
    assert found == [["newest"], ["new"], None, ["small"]]


@pytest.mark.parametrize("case", cases("hostile/caches")["databases"], ids=called)
def test_of_a_strangers_database_nothing_is_used(case: dict[str, Any], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as strange:
        strange.executescript(case["sql"])
    assert kept_and_found(tmp_path) == (None, "new")
    with closing(sqlite3.connect(tmp_path / FILE)) as ours:
        assert ours.execute("SELECT type, name FROM sqlite_schema").fetchall() == [("table", "kept")]


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices as POSIX has them")
@pytest.mark.parametrize("link", [FILE, f"{FILE}-journal"])
@pytest.mark.parametrize("place", ["database", "nothing", "/dev/zero", "pipe"])
def test_no_link_is_read_or_written_through(link: str, place: str, tmp_path: Path) -> None:
    cache, elsewhere = tmp_path / "cache", tmp_path / "elsewhere"
    for folder in (cache, elsewhere):
        folder.mkdir()
    with closing(sqlite3.connect(elsewhere / "database")) as mine:
        mine.execute("CREATE TABLE mine (x)")
    os.mkfifo(elsewhere / "pipe")
    before = (elsewhere / "database").read_bytes()
    (cache / link).symlink_to(elsewhere / place)
    assert kept_and_found(cache) == (None, "new")
    assert (elsewhere / "database").read_bytes() == before
    assert {path.name for path in elsewhere.iterdir()} == {"database", "pipe"}


def test_a_journal_cannot_remove_other_files(tmp_path: Path) -> None:
    """SQLite does so with the file that a journal names as that of a transaction over several databases."""
    cache, mine = tmp_path / "cache", tmp_path / "mine"
    cache.mkdir()
    kept_and_found(cache)
    mine.write_text("mine")
    magic, named = bytes.fromhex("d9d505f920a163d7"), os.fsencode(mine)
    head = magic + struct.pack(">5I", 0, 0, (cache / FILE).stat().st_size // PAGE, 512, PAGE)
    last = struct.pack(">I", 2**30 // PAGE + 1) + named + struct.pack(">2I", len(named), sum(named)) + magic
    (cache / f"{FILE}-journal").write_bytes(head.ljust(512, b"\0") + last)
    assert kept_and_found(cache) == ("new", "new")
    assert mine.read_text() == "mine"


def kept_and_found(folder: Path) -> tuple[object, object]:
    """What a cache gives, and what it gives to the next process once something is kept."""
    cache = Cache(folder, "one")
    before = cache.get("a/1")
    cache.put("a/1", "new")
    cache.save()
    return before, Cache(folder, "one").get("a/1")
