"""What two people do at the same time on formatted files is joined by git, where their meanings do not collide."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import SOUND, build_site, shown, write
from tests.support.cases import called, cases

from pressmark.cli import main
from pressmark.commands import DONE

CASES = cases("merges")
[BASE] = CASES["base"]
FILES = {path.rpartition("/")[2].partition(".")[0]: path for path in BASE}


def git(folder: Path, *arguments: str, check: bool = True) -> int:
    identity = ["-c", "user.name=Odile", "-c", "user.email=odile@desk.example"]
    return subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], capture_output=True, check=check
    ).returncode


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A formatted archive in git, in which nothing is wrong."""
    archive = write(tmp_path_factory.mktemp("begun"), {**SOUND, **BASE})
    assert main(["format", "--archive", str(archive)]) == DONE
    git(archive, "init", "-q", "-b", "main")
    git(archive, "add", ".")
    git(archive, "commit", "-qm", "Begin")
    return archive


def work(archive: Path, branch: str, steps: list[dict[str, str]]) -> None:
    """What one person does, from the beginning, formats and commits."""
    git(archive, "checkout", "-q", "-b", branch, "main")
    for step in steps:
        if "run" in step:
            assert main([*step["run"].split(), "--archive", str(archive)]) == DONE
            continue
        path = archive / step.get("new", FILES.get(step.get("in", ""), ""))
        before = step.get("text") or path.read_text("utf-8")
        assert "new" in step or before.count(step["replace"]) == 1, step
        path.write_text(before if "new" in step else before.replace(step["replace"], step["with"]), "utf-8")
    assert main(["format", "--archive", str(archive)]) == DONE
    assert main(["check", "--strict", "--archive", str(archive)]) == DONE
    git(archive, "add", "--all")
    git(archive, "commit", "--allow-empty", "-qm", branch)


@pytest.mark.parametrize("order", [("ours", "theirs"), ("theirs", "ours")], ids=" into ".join)
@pytest.mark.parametrize("case", CASES["cases"], ids=called)
def test_what_does_not_collide_merges(
    case: dict[str, Any], order: tuple[str, str], begun: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    git(begun, "clone", "-q", ".", str(archive))
    for side in order:
        work(archive, side, case[side])
    clean = git(archive, "merge", "-q", "--no-edit", order[0], check=False) == 0
    assert clean == (case["clean"] == "true"), case.get("why", "it must merge")
    if clean:
        assert main(["check", "--archive", str(archive)]) == DONE
        outcome = build_site(archive, tmp_path / "site")
        assert outcome.published, shown(outcome.diagnostics)
    elif "removed" not in case["why"]:
        assert main(["check", "--archive", str(archive)]) != DONE  # the conflict is seen, never built
