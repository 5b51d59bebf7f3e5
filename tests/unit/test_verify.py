"""`pressmark verify` finds every difference between a site and its manifests, and says of each file what it is."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pressmark.cli import main
from pressmark.files import UsageError, prepare, publish, stage, verify

SITE = {"index.html": "home", "assets/a.css": "a", "search/index.html": "search", "search/x/y.gz": "data"}
MANIFEST, SEARCH_MANIFEST = "manifest.json", "search/manifest.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    prepare(tmp_path, "internal", force=False)
    publish(tmp_path, [stage(tmp_path, path, text.encode()) for path, text in SITE.items()], "internal")
    return tmp_path


def test_a_site_as_it_was_built_is_right(site: Path) -> None:
    (site / ".nojekyll").write_text("nobody's business")
    (site / ".well-known").mkdir()
    (site / ".well-known/x").write_text("neither")
    found = verify(site)
    assert (found.audience, found.files, found.wrong) == ("internal", len(SITE), ())


@pytest.mark.parametrize("path", SITE)
def test_each_flipped_bit_and_each_missing_file_is_named(site: Path, path: str) -> None:
    data = (site / path).read_bytes()
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            (site / path).write_bytes(flipped)
            assert verify(site).wrong == ((path, "differs from what was written"),)
    (site / path).write_bytes(data + b"!")
    assert verify(site).wrong == ((path, f"has {len(data) + 1} bytes, and not {len(data)}"),)
    (site / path).unlink()
    assert verify(site).wrong == ((path, "is missing"),)


def listed(site: Path, path: str, size: object = 0) -> None:
    manifest = json.loads((site / MANIFEST).read_bytes())
    manifest["files"].append({"path": path, "size": size, "sha256": ""})
    (site / MANIFEST).write_text(json.dumps(manifest))


def folder_instead(site: Path) -> None:
    (site / "assets/a.css").unlink()
    (site / "assets/a.css").mkdir()


def linked_elsewhere(site: Path) -> None:
    (site / "index.html").rename(site / ".index.html")
    (site / "index.html").symlink_to(".index.html")


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda site: (site / "more.html").write_text("x"), [("more.html", "is in no manifest")]),
        (lambda site: (site / "search/more.gz").write_text("x"), [("search/more.gz", "is in no manifest")]),
        (lambda site: (site / "etc").symlink_to("/etc"), [("etc", "is in no manifest")]),
        (linked_elsewhere, [("index.html", "is no regular file")]),
        (folder_instead, [("assets/a.css", "is no regular file")]),
        (lambda site: listed(site, "../../etc/passwd"), [("../../etc/passwd", "is listed, but lies outside the site")]),
        (
            lambda site: listed(site, "assets/a.css", size="many"),
            [("assets/a.css", f"has {len(SITE['assets/a.css'])} bytes, and not as it is listed")],
        ),
        (
            lambda site: (site / SEARCH_MANIFEST).unlink(),
            [
                ("search/index.html", "is in no manifest"),
                (SEARCH_MANIFEST, "is missing, or cannot be read"),
                ("search/x/y.gz", "is in no manifest"),
            ],
        ),
        (
            lambda site: (site / ".pressmark-journal.json").write_text("{}"),
            [
                (
                    ".pressmark-journal.json",
                    "is left of a build that was stopped while it published: build again",
                )
            ],
        ),
    ],
)
def test_whatever_is_wrong_is_said(site: Path, change: Change, wrong: list[tuple[str, str]]) -> None:
    change(site)
    assert list(verify(site).wrong) == wrong


@pytest.mark.parametrize("manifest", [None, "", "{", "[]", "[" * 100_000, '{"name": "An app"}'])
def test_a_folder_without_a_manifest_is_no_site(site: Path, manifest: str | None) -> None:
    (site / MANIFEST).unlink() if manifest is None else (site / MANIFEST).write_text(manifest)
    with pytest.raises(UsageError, match="is no site"):
        verify(site)


def test_the_command_says_for_whom_a_site_is_and_names_files(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(site)]) == 0
    assert capsys.readouterr().err == "Built for the audience «internal». Files: 4 listed, all as they were built.\n"
    os.truncate(site / "index.html", 1)
    (site / "x\x1b[2J").write_text("")
    assert main(["verify", str(site)]) == 1
    told = capsys.readouterr()
    assert told.out == "index.html has 1 bytes, and not 4\nx\ufffd[2J is in no manifest\n"
    assert told.err == "Built for the audience «internal». Files: 4 listed, 2 wrong.\n"
    assert main(["verify", str(site / "assets")]) == 2
