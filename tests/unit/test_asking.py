"""`pressmark new` asks on a terminal for what is missing, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.archives import SOUND, write

from pressmark.cli import main

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


def on_terminal(archive: Path, arguments: list[str], answers: list[str]) -> tuple[int, str, str]:
    """The status, standard output, and what the terminal shows of one who gives these answers."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pressmark", "new", *arguments, "--archive", str(archive)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    for answer in answers:
        os.write(ours, answer.encode())
    output, _ = process.communicate(timeout=60)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        pass  # how a terminal ends whose other side is closed
    os.close(ours)
    return process.returncode, output, shown.decode()


@pytest.mark.parametrize(
    ("arguments", "answers", "made", "asked"),
    [
        (
            [],
            ["article\n", "The old quay reopens\n", "2031-06-20\n"],
            "articles/2031/the-old-quay-reopens.md",
            ["What is it?", "Its title", "When was it published?"],
        ),
        ([], ["comp\n", "Tin Whistle\n"], "companies/tin-whistle.yaml", ["What is it?", "Its name"]),
        (["person"], ["Ines Vale\n"], "people/ines-vale.yaml", ["Its name"]),
        (["article", "Lamps"], ["\n"], "articles/undated/lamps.md", ["When was it published?"]),
        (["article", "Lamps", "--published", "2031"], [], "articles/2031/lamps.md", []),
        (["company", "Tin Whistle"], [], "companies/tin-whistle.yaml", []),
        (
            [],
            ["ship\n", "p\n", "place\n", "…\n", "Gull Island\n"],
            "places/gull-island.yaml",
            ["What is it?", "It is one of these", "Its name", "It needs letters"],
        ),
        (
            ["article", "Lamps"],
            ["20 June 2031\n", "2031-06-20\n"],
            "articles/2031/lamps.md",
            ["When was it published?", "Write «2031-06-20»"],
        ),
    ],
)
def test_what_is_missing_is_asked_for(
    tmp_path: Path, arguments: list[str], answers: list[str], made: str, asked: list[str]
) -> None:
    archive = write(tmp_path, SOUND)
    status, output, shown = on_terminal(archive, arguments, answers)
    assert (status, output) == (0, f"{archive}/content/{made}\n"), shown
    assert (archive / "content" / made).is_file()
    questions = ("What is it?", "Its title", "Its name", "When was it published?")
    assert [one for one in questions if one in shown] == [one for one in questions if one in asked]
    assert [one for one in asked if one not in shown] == []


def test_whoever_ends_the_input_gets_nothing(tmp_path: Path) -> None:
    archive = write(tmp_path, SOUND)
    before = sorted(archive.rglob("*"))
    status, output, shown = on_terminal(archive, ["company"], ["\x04"])
    assert (status, output) == (2, "")
    assert "nothing was made" in shown
    assert sorted(archive.rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["company"]])
def test_elsewhere_nothing_is_asked(tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    archive = write(tmp_path, SOUND)
    assert main(["new", *arguments, "--archive", str(archive)]) == 2
    told = capsys.readouterr()
    assert "On a terminal it asks" in told.err
    assert "What is it?" not in told.err
