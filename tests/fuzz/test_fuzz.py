"""What the fuzzer begins with, and whatever it has ever found, is read as it must be."""

from pathlib import Path

import pytest
from tests.fuzz import scripts
from tests.fuzz.__main__ import CASES, TARGETS
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS as CHECKS

FOUND = sorted(path for path in CASES.rglob("*") if path.is_file())


def test_every_target_is_known_to_the_command() -> None:
    assert list(TARGETS) == list(CHECKS)
    assert {path.parent.name for path in FOUND} <= CHECKS.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_are_read(target: str) -> None:
    begun = seeds(target)
    assert len(begun) > 3
    for data in begun:
        CHECKS[target](data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name} {path.name}")
def test_what_was_found_is_read(path: Path) -> None:
    if path.parent.name in {"query", "columns"} and not scripts.installed():
        pytest.skip("Node.js is not installed, which runs the scripts of search here")
    CHECKS[path.parent.name](path.read_bytes())
