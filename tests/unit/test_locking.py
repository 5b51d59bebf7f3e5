"""One build at a time: a second one fails at once; whatever became of the first one, nothing is left in the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.archives import SOUND, write

from pressmark.cli import main
from pressmark.files import MachineError, alone

HOLD = """
import sys, time
from pathlib import Path
from pressmark.files import alone
with alone(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(*paths: Path) -> "subprocess.Popen[str]":
    """Another process that holds the lock of a folder until its input ends."""
    command = [sys.executable, "-c", HOLD, *map(str, paths)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_fails_and_leaves_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, output = write(tmp_path / "archive", SOUND), tmp_path / "site"
    command = ["build", "--archive", str(archive), "--output", str(output), "--no-search", "--quiet", "--jobs", "1"]
    with holder(output) as other:
        before = sorted(output.rglob("*"))
        capsys.readouterr()
        assert main(command) == 3
        assert "another pressmark is at work on" in capsys.readouterr().err
        assert sorted(output.rglob("*")) == before
        other.communicate()
    assert list(output.iterdir()) == []
    assert main(command) == 0
    assert not [path for path in output.iterdir() if path.name.startswith(".")]


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with pytest.raises(MachineError), alone(tmp_path):
            pytest.fail("two at once")
        other.send_signal(signal.SIGKILL)
        other.wait()
    with alone(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".pressmark-lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_second_preview_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path, SOUND)
    cache = archive / ".cache"
    with holder(cache / "preview", cache / ".preview-lock") as other:
        assert main(["serve", "--archive", str(archive), "--port", "0"]) == 3
        assert "another pressmark is at work on" in capsys.readouterr().err
        other.communicate()
    assert sorted(path.name for path in cache.iterdir()) == [".gitignore"]


def test_a_lock_that_cannot_be_made_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path / "archive", SOUND)
    (tmp_path / "file").write_text("no folder")
    assert main(["build", "--archive", str(archive), "--output", str(tmp_path / "file" / "site"), "--no-search"]) == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found by what Linux tells of processes")
@pytest.mark.parametrize("when", ["at once", "later"])
def test_a_preview_whose_builder_is_killed_says_so(when: str, tmp_path: Path) -> None:
    archive = write(tmp_path, SOUND)
    command = [sys.executable, "-m", "pressmark", "serve", "--archive", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as preview:
        assert preview.stderr is not None
        while when == "later" and "http://" not in preview.stderr.readline():
            assert preview.poll() is None
        children = Path(f"/proc/{preview.pid}/task/{preview.pid}/children")
        while not children.read_text(encoding="ascii").split():
            time.sleep(0.01)
        for child in children.read_text(encoding="ascii").split():
            os.kill(int(child), signal.SIGKILL)
        _, told = preview.communicate(timeout=60)
        assert preview.returncode == 3
        assert "the process that builds the preview has ended" in told
        assert "Traceback" not in told
