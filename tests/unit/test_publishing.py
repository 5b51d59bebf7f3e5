"""A site is replaced file by file: whole files, in an order that never leaves a page without what it refers to."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import snapshot

from pressmark.digest import sha256
from pressmark.files import Published, UsageError, discard, prepare, publish, stage, staging

Site = dict[str, str]
OLD: Site = {
    "index.html": "old → assets/old.css, files/a.png",
    "articles/2031/gone/index.html": "gone → assets/old.css",
    "articles/2031/kept/index.html": "kept",
    "assets/old.css": "old",
    "files/a.png": "a",
    "robots.txt": "old → index.html",
    "search/index.html": "search",
    "search/abc/index.pf": "old",
}
NEW: Site = {
    "index.html": "new → assets/new.css, files/b.png",
    "articles/2031/come/index.html": "come → assets/new.css",
    "articles/2031/kept/index.html": "kept",
    "assets/new.css": "new",
    "files/b.png": "b",
    "robots.txt": "new → index.html, articles/2031/come/index.html",
    "search/index.html": "search",
    "search/def/index.pf": "new",
}


def put(output: Path, site: Site, audience: str = "public", *, force: bool = False) -> Published:
    """What a build does, once pages are bytes."""
    prepare(output, audience, force=force)
    return publish(output, [stage(output, path, text.encode()) for path, text in site.items()], audience)


def files(output: Path) -> Site:
    """What anyone can see of a site but its manifests."""
    seen = {path: data.decode() for path, (data, _) in snapshot(output).items() if not path.startswith(".")}
    return {path: text for path, text in seen.items() if not path.endswith("manifest.json")}


def manifest(path: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(path.read_bytes())
    return loaded


def test_a_site_is_what_was_built_last(tmp_path: Path) -> None:
    first, second = put(tmp_path, OLD), put(tmp_path, NEW)
    assert files(tmp_path) == NEW
    assert set(first.written) == OLD.keys() | {"manifest.json", "search/manifest.json"}
    assert set(second.removed) == OLD.keys() - NEW.keys()
    assert set(second.written) == {path for path in NEW if NEW[path] != OLD.get(path)} | {
        "manifest.json",
        "search/manifest.json",
    }
    assert second.unchanged == 2
    assert not any(path.startswith(".") for path in snapshot(tmp_path))
    assert not (tmp_path / "articles/2031/gone").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"story.html": "old"}, {"story.html/index.html": "new"}),
        ({"story.html": "old"}, {"story.html/more/index.html": "new"}),
        ({"story.html/index.html": "old", "story.html/more/index.html": "old"}, {"story.html": "new"}),
    ],
)
def test_a_file_may_take_the_place_of_a_folder_and_a_folder_that_of_a_file(
    old: Site, new: Site, tmp_path: Path
) -> None:
    put(tmp_path, {"index.html": "old", **old})
    second = put(tmp_path, {"index.html": "new", **new})
    assert files(tmp_path) == {"index.html": "new", **new}
    assert sorted(second.removed) == sorted(old)


def test_equal_files_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    before = snapshot(tmp_path)
    again = put(tmp_path, OLD)
    assert (again.written, again.removed, again.unchanged) == ((), (), len(OLD) + 2)
    assert snapshot(tmp_path) == before


def test_manifests_list_every_file_with_size_and_digest(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    whole, search = manifest(tmp_path / "manifest.json"), manifest(tmp_path / "search/manifest.json")
    assert whole["audience"] == "public"

    def entries(paths: Iterator[str]) -> list[dict[str, object]]:
        data = {path: OLD[path].encode() for path in sorted(paths)}
        return [{"path": path, "size": len(some), "sha256": sha256(some)} for path, some in data.items()]

    assert whole["files"] == entries(path for path in OLD if not path.startswith("search/"))
    assert search["files"] == entries(path for path in OLD if path.startswith("search/"))


# --- order --------------------------------------------------------------------------------------------------------


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that is renamed into place or removed, in order."""
    seen: list[str] = []
    replace, rename, unlink = os.replace, os.rename, os.unlink

    def replaced(source: Path, target: Path) -> None:
        seen.append(f"+{target}")
        replace(source, target)

    def unlinked(path: Path) -> None:
        seen.append(f"-{path}")
        unlink(path)

    def renamed(source: Path, target: Path) -> None:
        seen.append(f"+{target}")
        rename(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(os, "unlink", unlinked)
    return seen


def test_what_pages_refer_to_comes_first_and_the_manifest_last(tmp_path: Path, steps: list[str]) -> None:
    put(tmp_path, OLD)
    steps.clear()
    put(tmp_path, NEW)
    told = [step.replace(f"{tmp_path}/", "") for step in steps]
    assert told == [
        "+.pressmark-journal.json",
        "+assets/new.css",
        "+files/b.png",
        "+search/def/index.pf",
        "+articles/2031/come/index.html",
        "+index.html",
        "+robots.txt",
        "+search/manifest.json",
        "-articles/2031/gone/index.html",
        "-assets/old.css",
        "-files/a.png",
        "-search/abc/index.pf",
        "+manifest.json",
        "-.pressmark-journal.json",
    ]


@pytest.mark.parametrize("known", [True, False], ids=["with its manifests", "without"])
def test_new_pages_come_before_those_that_may_lead_to_them(tmp_path: Path, steps: list[str], known: bool) -> None:
    put(tmp_path, {"a.html": "old"})
    if not known:
        for name in ("manifest.json", "search/manifest.json"):
            (tmp_path / name).unlink()
    steps.clear()
    put(tmp_path, {"a.html": "new → z.html", "z.html": "come"}, force=True)
    assert [step for step in steps if step.endswith(".html")] == [f"+{tmp_path}/z.html", f"+{tmp_path}/a.html"]


def is_whole(output: Path) -> bool:
    """Whether everything that a visible file refers to is there, and was written to the end."""
    seen = {path: data.decode() for path, (data, _) in snapshot(output).items() if not path.startswith(".")}
    known = {*OLD.values(), *NEW.values()}
    plain = {path: text for path, text in seen.items() if not path.endswith("manifest.json")}
    named = {name for text in plain.values() for name in re.findall(r"[\w/]+\.\w+", text.partition("→")[2])}
    return named <= seen.keys() and set(plain.values()) <= known


class Killed(BaseException):
    pass


def killed_after(count: int, monkeypatch: pytest.MonkeyPatch, output: Path, site: Site, *, force: bool = False) -> bool:
    """Build, but die when a step too many changes the disk. Returns whether it died."""
    left = count

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return real(*args, **kwargs)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted(os.replace))
        patch.setattr(os, "rename", counted(os.rename))
        patch.setattr(os, "unlink", counted(os.unlink))
        patch.setattr(Path, "write_bytes", counted(Path.write_bytes))
        patch.setattr(staging, "_write", counted(staging._write))
        patch.setattr(os, "rmdir", counted(os.rmdir))
        try:
            put(output, site, force=force)
        except Killed:
            return True
    return False


def test_a_build_killed_at_any_moment_leaves_a_site_that_the_next_one_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = 0
    died = True
    while died:
        output = tmp_path / str(moments)
        put(output, OLD)
        died = killed_after(moments, monkeypatch, output, NEW)
        assert is_whole(output), moments
        put(output, OLD if moments % 2 else NEW)
        assert files(output) == (OLD if moments % 2 else NEW), moments
        assert not any(path.startswith(".") for path in snapshot(output))
        moments += 1
    assert moments > 20


def test_builds_killed_one_after_the_other_are_cleared_up_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    third: Site = {"index.html": "third"}
    for first in range(10, 24):
        for second in range(4):
            output = tmp_path / f"{first}-{second}"
            killed_after(first, monkeypatch, output, OLD)
            killed_after(second + len(NEW), monkeypatch, output, NEW)
            put(output, third)
            assert files(output) == third


def test_a_first_build_that_was_killed_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, died, moments = set(), True, 0
    while died:
        output = tmp_path / str(moments)
        died = killed_after(moments, monkeypatch, output, OLD)
        assert is_whole(output), moments
        seen.add(len(files(output)))
        put(output, NEW)
        assert files(output) == NEW
        assert not any(path.startswith(".") for path in snapshot(output))
        moments += 1
    assert len(seen) > 4  # it has been killed between them


def test_a_new_site_comes_in_whole_folders(tmp_path: Path, steps: list[str]) -> None:
    put(tmp_path, OLD)
    told = (step.replace(f"{tmp_path}/", "") for step in steps if step.startswith("+"))
    assert [step for step in told if "journal" not in step] == [
        "+assets",
        "+files",
        "+search",
        "+articles",
        "+index.html",
        "+robots.txt",
        "+manifest.json",
    ]


def test_what_has_come_meanwhile_stays_beside_a_new_site(tmp_path: Path) -> None:
    prepare(tmp_path, "public", force=False)
    staged = [stage(tmp_path, path, text.encode()) for path, text in NEW.items()]
    (tmp_path / "articles/2031/mine").mkdir(parents=True)
    (tmp_path / "articles/2031/mine/notes.txt").write_text("mine")
    publish(tmp_path, staged, "public")
    assert files(tmp_path) == {**NEW, "articles/2031/mine/notes.txt": "mine"}


def test_a_file_in_the_place_of_a_folder_is_told_by_publishing(tmp_path: Path) -> None:
    """To wait there it need not be told, nor is another file of the new site lost for it."""
    prepare(tmp_path, "public", force=False)
    staged = [stage(tmp_path, path, path.encode()) for path in ("a/b", "a/b/c", "d/e", "x", "x/y")]
    with pytest.raises(OSError, match="a/b"):
        publish(tmp_path, staged, "public")
    prepare(tmp_path, "public", force=False)
    publish(tmp_path, [stage(tmp_path, path, path.encode()) for path in ("a/b", "d/e")], "public")
    assert files(tmp_path) == {"a/b": "a/b", "d/e": "d/e"}


def test_what_was_staged_can_be_taken_back(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    before = snapshot(tmp_path)
    prepare(tmp_path, "public", force=False)
    stage(tmp_path, "index.html", b"new")
    discard(tmp_path)
    assert snapshot(tmp_path) == before


# --- what is not ours ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["notes.txt", "folder/notes.txt"])
@pytest.mark.parametrize("own", [None, "{", "[]", "[" * 100_000, '{"name": "An app", "icons": []}', '{"files": "all"}'])
def test_a_folder_that_no_build_has_written_is_refused(tmp_path: Path, name: str, own: str | None) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    if own is not None:
        (tmp_path / "manifest.json").write_text(own)
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match="no build has written"):
        put(tmp_path, NEW)
    assert snapshot(tmp_path) == before
    put(tmp_path, NEW, force=True)
    assert files(tmp_path) == {**NEW, name: "mine"}


@pytest.mark.parametrize("name", [".gitignore", ".git/config", ".well-known/x"])
def test_names_that_begin_with_a_dot_are_nobodys_business(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    put(tmp_path, OLD)
    put(tmp_path, {})
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("audience", [["public"], {}, 7])
def test_what_is_no_audience_is_none(tmp_path: Path, audience: object) -> None:
    put(tmp_path, OLD)
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest(tmp_path / "manifest.json"), "audience": audience}))
    put(tmp_path, NEW)
    assert files(tmp_path) == NEW


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices as POSIX has them")
@pytest.mark.parametrize("name", ["manifest.json", ".pressmark-journal.json"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_no_pipe_is_waited_for(tmp_path: Path, kind: str, name: str) -> None:
    os.mkfifo(tmp_path / name) if kind == "pipe" else (tmp_path / name).symlink_to("/dev/zero")
    put(tmp_path, NEW, force=True)
    assert files(tmp_path) == NEW


def test_only_files_that_a_manifest_lists_are_removed(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / "CNAME").write_text("mine")
    (tmp_path / "articles/2031/gone/mine.txt").write_text("mine")
    put(tmp_path, {})
    assert files(tmp_path) == {"CNAME": "mine", "articles/2031/gone/mine.txt": "mine"}


@pytest.mark.parametrize(
    "path", ["../outside.txt", "a/../../outside.txt", "/outside.txt", ".hidden", "a/../.hidden", "link/outside.txt", ""]
)
def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path, path: str) -> None:
    output = tmp_path / "site"
    put(output, OLD)
    (tmp_path / "outside.txt").write_text("mine")
    (output / ".hidden").write_text("mine")
    (output / "link").symlink_to(tmp_path)
    told = manifest(output / "manifest.json")
    entries = told["files"]
    assert isinstance(entries, list)
    entries.append({"path": path.replace("/outside", f"{tmp_path}/outside") if path.startswith("/") else path})
    entries.extend([7, None, {}, {"path": None}, {"path": "a\0b"}, {"path": "a\ud800b"}, {"path": ["index.html"]}])
    (output / "manifest.json").write_text(json.dumps(told))
    put(output, {})
    assert (tmp_path / "outside.txt").read_text() == (output / ".hidden").read_text() == "mine"


def test_a_site_for_the_other_audience_is_refused_or_first_removed(tmp_path: Path) -> None:
    put(tmp_path, OLD, "internal")
    (tmp_path / "CNAME").write_text("mine")
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match=r"«internal».*«public»"):
        put(tmp_path, NEW)
    assert snapshot(tmp_path) == before
    prepare(tmp_path, "public", force=True)
    assert files(tmp_path) == {"CNAME": "mine"}
    put(tmp_path, NEW, force=True)
    assert files(tmp_path) == {**NEW, "CNAME": "mine"}
    assert manifest(tmp_path / "manifest.json")["audience"] == "public"


def test_a_removal_that_was_killed_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment in range(40):
        output = tmp_path / str(moment)
        put(output, OLD, "internal")
        killed_after(moment, monkeypatch, output, NEW, force=True)
        assert is_whole(output), moment
        put(output, NEW, force=True)
        assert files(output) == NEW, moment


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b", NEW)
    assert files(tmp_path / "a" / "b") == NEW


def test_what_a_killed_build_was_for_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("pressmark.files.publishing._remove", lambda *_: pytest.fail("published to its end"))
        with pytest.raises(pytest.fail.Exception):
            put(tmp_path, OLD, "internal")
    assert not (tmp_path / "manifest.json").exists()
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match=r"«internal».*«public»"):
        put(tmp_path, NEW)
    assert snapshot(tmp_path) == before
    put(tmp_path, NEW, force=True)
    assert files(tmp_path) == NEW
