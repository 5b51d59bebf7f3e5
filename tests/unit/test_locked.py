"""What `pyproject.toml` asks for is locked: each package at a release that it admits, each file by its digest."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from tests.support.sites import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
LOCKED = {
    "run": RUN,
    "build": GROUPS["build"],
    "dev": [*RUN, *EXTRAS["import"], *EXTRAS["dev"], *GROUPS["build"]],
    "fuzz": [*RUN, *EXTRAS["fuzz"]],
    "release": [*GROUPS["build"], *GROUPS["release"]],
}
PIN = re.compile(r"^([a-z0-9-]+)(?:\[.*?\])?==(\S+)((?: ;.*)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def pins(name: str) -> Iterator[tuple[str, str]]:
    """Name and release of each package in a lock."""
    text = (REPOSITORY / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    found = PIN.findall(text)
    assert len(found) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), "a line that pins nothing, or has no digest"
    assert "://" not in text
    yield from ((package, release) for package, release, _ in found)


@pytest.mark.parametrize("name", LOCKED)
def test_a_lock_holds_what_is_asked_for(name: str) -> None:
    locked: dict[str, list[str]] = {}
    for package, release in pins(name):
        locked.setdefault(package, []).append(release)
    for asked in (Requirement(one) for one in LOCKED[name] if isinstance(one, str)):
        package = re.sub(r"[-_.]+", "-", asked.name).lower()
        if package != "pressmark":
            releases = locked.get(package, [])
            assert releases, f"{package} is not locked: «make lock»"
            assert all(asked.specifier.contains(release, prereleases=True) for release in releases), package


def test_locks_agree() -> None:
    dev = set(pins("dev"))
    assert set(pins("run")) | set(pins("build")) <= dev
    assert {one for one in pins("fuzz") if one[0] != "atheris"} <= dev
