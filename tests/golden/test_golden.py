"""Two archives give the sites that stand in the repository, page by page.

`expected/` holds the main part of each page, the files of the site, and the public model (`archive.txt`): if that one
differs too, it is the reading of content that has moved, else only its presentation. After a change that is meant:
`PRESSMARK_GOLDEN=write python -m pytest tests/golden`, and read the difference.
"""

import os
import shutil
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from tests.golden.render import golden
from tests.support.sites import EVERYTHING, SiteBuilder

EXPECTED = {"starter": EVERYTHING.parent / "starter" / "expected", "everything": EVERYTHING / "expected"}
MOST = 200  # lines of difference that are shown


def stored(folder: Path) -> dict[str, str]:
    """The golden files of a folder by name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def store(folder: Path, files: Mapping[str, str]) -> None:
    """Put golden files in the place of others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def difference(expected: Mapping[str, str], found: Mapping[str, str]) -> str:
    """What has changed, file by file."""
    lines: list[str] = []
    for name in sorted({*expected, *found}):
        before, after = expected.get(name, "").splitlines(), found.get(name, "").splitlines()
        lines += unified_diff(before, after, f"expected/{name}", name, lineterm="", n=1)
    return "\n".join((*lines[:MOST], *([f"… {len(lines) - MOST} more lines"] if len(lines) > MOST else [])))


@pytest.mark.parametrize("name", EXPECTED)
def test_site_is_the_one_in_the_repository(name: str, request: pytest.FixtureRequest) -> None:
    builder: SiteBuilder = request.getfixturevalue(name)
    found = golden(builder)
    if os.environ.get("PRESSMARK_GOLDEN") == "write":
        store(EXPECTED[name], found)
    expected = stored(EXPECTED[name])
    if found != expected:
        pytest.fail(difference(expected, found), pytrace=False)


def test_nothing_withheld_is_in_the_public_site(everything: SiteBuilder, inside: SiteBuilder) -> None:
    def telling(builder: SiteBuilder) -> list[str]:
        names = builder.site.files()
        return [name for name in names if b"cormorant" in (builder.output / name).read_bytes().lower()]

    assert telling(everything) == ["articles/2031/a-withdrawn/index.html"]  # a tombstone tells title and reason
    assert "articles/2031/embargoed/index.html" in telling(inside)
