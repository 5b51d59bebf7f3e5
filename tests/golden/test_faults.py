"""Whatever goes wrong with a machine: no file is torn, the message is plain, and the next build is right."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.cases import cases
from tests.support.ground import JOURNAL, Ground, suffer

from pressmark.files import verify

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are those of POSIX")
CASES = cases("faults")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A ground on which nothing has gone wrong yet."""
    at = Ground(tmp_path_factory.mktemp("ground"))
    at.build_clean()
    return at


@pytest.mark.parametrize("faults", CASES.values(), ids=CASES)
def test_the_next_build_is_right(faults: list[dict[str, Any]], built: Ground, tmp_path: Path) -> None:
    at = built.copy(tmp_path)
    for case in faults:
        if at.is_done:
            at.turn()
        ended = suffer(at, case)
        told = f"{case['about']}: {ended.said}"
        assert "Traceback" not in ended.said, told
        assert str(ended.status) in case["status"].split(), told
        if ended.status != 0:
            assert re.search(case.get("says", "pressmark: | error "), ended.said), told
        if "meddle" not in case:
            assert at.is_done if ended.status == 0 else at.torn() == [], told
        assert [name for name in at.litter() if name != JOURNAL] == [], told
    ended = at.ended(at.start())
    assert (ended.status, ended.said) == (0, "")
    assert at.is_done
    assert verify(at.site).wrong == ()
    assert at.litter() == []


def test_a_clock_that_is_set_back_withholds_again(built: Ground, tmp_path: Path) -> None:
    at, embargo = built.copy(tmp_path), "2031-06-01T00:00:00Z"
    path = at.archive / "content/articles/2031/lamps-1.md"
    path.write_text(path.read_text().replace("title:", f"embargo: {embargo}\ntitle:", 1))
    for now in ("2031-07-01T00:00:00Z", "2031-05-01T00:00:00Z"):
        ended = at.ended(at.start("--now", now))
        assert (ended.status, ended.said) == (0, "")
        assert (at.site / "articles/2031/lamps-1/index.html").exists() == (now > embargo)
