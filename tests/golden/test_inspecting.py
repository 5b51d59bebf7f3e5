"""How a site stands is found beside a build, which does not trust it when somebody else has published meanwhile."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.archives import snapshot
from tests.support.sites import SiteBuilder

from pressmark import inspecting, lastrun, looking
from pressmark.cache import Cache
from pressmark.files.publishing import JOURNAL
from pressmark.inspecting import Inspection, inspect
from pressmark.lastrun import Seen
from pressmark.looking import Stamp

STAMP = (1, 0, 0, 0)

Anew = Callable[[str], SiteBuilder]


Inspect = Callable[[Path, dict[str, Stamp]], Inspection]


@pytest.fixture(params=["here", "in a process"])
def found_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Inspects a small site as if it were a large one, or not."""
    monkeypatch.setattr(inspecting, "MANY", 0 if request.param == "in a process" else 1_000)
    return inspected


def inspected(site: Path, left: dict[str, Stamp]) -> Inspection:
    with inspecting.begun(site, left, 2) as waiting:
        return waiting()


def test_what_is_not_as_it_was_left_is_found(found_in: Inspect, tmp_path: Path) -> None:
    for name in ("same", "other", "gone"):
        (tmp_path / name).write_text(name)
    left = looking.look(tmp_path)
    assert found_in(tmp_path, left) == Inspection(left)
    (tmp_path / "other").write_text("another text")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("new")
    found = found_in(tmp_path, left)
    assert found == Inspection(looking.look(tmp_path), frozenset({"other", "gone", "new"}))


def test_a_site_that_is_not_there_is_gone(found_in: Inspect, tmp_path: Path) -> None:
    assert found_in(tmp_path / "none", {"index.html": STAMP}) == Inspection({}, frozenset({"index.html"}))


@pytest.mark.parametrize("said", [0, 100_000], ids=["before it says anything", "while it speaks"])
def test_a_process_that_was_ended_is_not_missed(said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has to say may be more than a pipe holds: it is ended by a limit on its time, or in the midst of it."""
    gone = {f"{number}.html": STAMP for number in range(said or 1)}

    def dying(site: Path, left: dict[str, Stamp]) -> Inspection:
        if said:
            threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGKILL)).start()
            return inspect(site, left)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr(inspecting, "MANY", 0)
    monkeypatch.setattr(inspecting, "inspect", dying)
    with inspecting.begun(tmp_path, gone, 2) as waiting:
        monkeypatch.setattr(inspecting, "inspect", inspect)
        time.sleep(1 if said else 0)
        assert waiting() == Inspection({}, frozenset(gone))


def test_what_nobody_waits_for_ends_with_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "MANY", 0)
    monkeypatch.setattr(inspecting, "inspect", lambda *_: time.sleep(60))
    started = time.monotonic()
    with inspecting.begun(tmp_path, {}, 2):
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("meanwhile", ["another title", "other words", "killed"])
def test_a_build_looks_again_after_another(anew: Anew, monkeypatch: pytest.MonkeyPatch, meanwhile: str) -> None:
    """What another build has published, in whole or in part, while this one began, is seen."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = anew("everything").build()
    clean = snapshot(builder.output)
    cache = Cache(builder.folder / "cache", looking.program())
    seen = inspect(builder.output, lastrun.left(cache, builder.output))
    assert not seen.altered
    settings = (builder.archive / "pressmark.yaml").read_text()
    if meanwhile == "killed":
        (builder.output / JOURNAL).write_text('{"audience": "public", "files": []}')
        (builder.output / "index.html").write_text("half")
    else:
        other = SiteBuilder(builder.folder)
        other.keeps = False
        changed = settings.replace("title:", "title: Other", 1) if meanwhile == "another title" else settings
        other.write("pressmark.yaml", changed)
        article = next((builder.archive / "content/articles").rglob("*.md"))
        text = article.read_text()
        article.write_text(text + "\nA sentence more.\n")
        other.build()
        article.write_text(text)
        assert snapshot(builder.output) != clean
    builder.write("pressmark.yaml", settings)
    builder.seen, builder.inspected = Seen("of another run"), lambda: seen
    builder.build()
    assert {name: data for name, (data, _) in snapshot(builder.output).items()} == {
        name: data for name, (data, _) in clean.items()
    }
