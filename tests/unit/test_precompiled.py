"""Templates that another process has compiled: they render the same, and only the user's own are taken."""

import os
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from jinja2 import Environment
from tests.support.archives import NOW
from tests.support.sites import EVERYTHING

from pressmark import precompiled
from pressmark.archive import read_archive
from pressmark.files import read_common_words, read_templates, read_tree
from pressmark.index import build_index
from pressmark.mentions import find_mentions
from pressmark.pages import all_pages, site_of
from pressmark.publishable import publishable
from pressmark.rendering import Renderer
from pressmark.workers import Workers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "pressmark" / "templates"


def test_they_render_the_same_and_are_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(EVERYTHING), workers, lambda *_: None)
    public = publishable(archive, "public", NOW)
    index = build_index(public, find_mentions(public, archive.records, read_common_words()))
    site, templates = site_of(index, "https://desk.example/"), read_templates(EVERYTHING)
    first, second = Renderer(templates, site), Renderer(templates, site)
    first.prepare()
    precompiled.keep(first.key, first.environment.compiled.packed())
    held = precompiled.recall(second.key)
    assert held is not None
    assert [path.name for path in folder.iterdir()] == [first.key]
    second.environment.compiled.restore(held)
    pages = all_pages(index, site)
    expected = [first.render(page) for page in pages]
    compiling = Mock(side_effect=AssertionError)
    monkeypatch.setattr(Environment, "compile", compiling)
    assert [second.render(page) for page in pages] == expected
    assert compiling.call_count == 0
    assert Renderer(templates, site_of(index, "")).key != first.key


def test_what_is_damaged_is_not_there(folder: Path) -> None:
    precompiled.keep("a", b"code")
    assert precompiled.recall("a") == b"code"
    (folder / "a").write_bytes((folder / "a").read_bytes()[:-1])
    assert precompiled.recall("a") is None
    (folder / "a").write_bytes(b"")
    assert precompiled.recall("a") is None
    assert precompiled.recall("b") is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_a_folder_in_which_others_may_write_is_not_used(folder: Path) -> None:
    precompiled.keep("a", b"code")
    folder.chmod(0o777)
    assert precompiled.recall("a") is None
    precompiled.keep("b", b"code")
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_what_was_last_used_stays(folder: Path) -> None:
    for number in range(precompiled.MOST):
        precompiled.keep(str(number), b"code")
        os.utime(folder / str(number), (1_600_000_000 + number, 1_600_000_000 + number))
    os.utime(folder / "0", (1_600_001_000, 1_600_001_000))
    precompiled.keep("new", b"code")
    os.utime(folder / "new", (1_600_002_000, 1_600_002_000))
    precompiled.keep("newer", b"code")
    assert {path.name for path in folder.iterdir()} >= {"0", "new"}
    assert len(list(folder.iterdir())) == precompiled.MOST


def test_nobody_needs_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    precompiled.keep("a", b"code")
    assert precompiled.recall("a") is None
