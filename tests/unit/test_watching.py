"""What editors do to an archive is noticed, and what they put beside it is not."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from tests.support.archives import SOUND, article, write

from pressmark.watching import changed

SOON, NEVER = 20, 1.5  # seconds: for what must come, on a machine that has much to do, and for what must not
ARTICLE = "content/articles/2031/lamps.md"


@pytest.fixture
def signs(tmp_path: Path) -> Iterator[Queue[frozenset[str]]]:
    """The signs of an archive, after the first one."""
    write(tmp_path, {**SOUND, ARTICLE: article()})
    found: Queue[frozenset[str]] = Queue()
    ended = threading.Event()

    def watch() -> None:
        for sign in changed(tmp_path, ended):
            found.put(sign)

    thread = threading.Thread(target=watch)
    thread.start()
    found.get(timeout=SOON)
    yield found
    ended.set()
    thread.join(SOON)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (lambda top: write(top, {ARTICLE: article(title="Changed")}), {ARTICLE}),
        (lambda top: (top / ARTICLE).unlink(), {ARTICLE}),
        (lambda top: write(top, {"content/articles/2032/new.md": article()}), None),  # and its folder, or that alone
        (lambda top: (top / ARTICLE).rename(top / "content/articles/2031/other.md"), None),  # at once or in two steps
        (lambda top: write(top, {"new": "title: Other\n"}) and (top / "new").replace(top / "pressmark.yaml"), set()),
        (lambda top: write(top, {"templates/pages/404.html": "gone"}), set()),
    ],
    ids=["words", "removed", "new", "renamed", "settings", "templates"],
)
def test_what_is_read_is_watched(
    edit: Callable[[Path], object], named: set[str] | None, tmp_path: Path, signs: Queue[frozenset[str]]
) -> None:
    edit(tmp_path)
    found = signs.get(timeout=SOON)
    assert named is None or found == named


def test_a_folder_that_comes_later_is_watched_then(tmp_path: Path, signs: Queue[frozenset[str]]) -> None:
    write(tmp_path, {"templates/pages/404.html": "gone"})
    for _ in range(2):  # that it has come, and that it is watched
        signs.get(timeout=SOON)
    write(tmp_path, {"templates/pages/404.html": "not found"})
    signs.get(timeout=SOON)


@pytest.mark.parametrize("path", ["content/articles/2031/.lamps.md.swp", f"{ARTICLE}~", "site/index.html", "README.md"])
def test_nothing_else_is(path: str, tmp_path: Path, signs: Queue[frozenset[str]]) -> None:
    write(tmp_path, {path: "x"})
    with pytest.raises(Empty):
        signs.get(timeout=NEVER)
