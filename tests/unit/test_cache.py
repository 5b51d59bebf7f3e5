"""What is kept is there again, in the same process and in the next, however it is held."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pressmark.cache import Cache, Held

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
