"""The workflows and settings that `init` writes are valid, and their commands run."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.sites import REPOSITORY

from pressmark.cli import parser
from pressmark.edit import init
from pressmark.model import Kind

GITHUB, GITLAB = ".github/workflows/archive.yml", ".gitlab-ci.yml"
WORKFLOWS = {"github": (GITHUB, "vendor.github-workflows"), "gitlab": (GITLAB, "vendor.gitlab-ci")}


@pytest.fixture(params=WORKFLOWS)
def forge(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    init(tmp_path / "archive", request.param)
    return request.param, tmp_path / "archive"


def workflow(forge: str, archive: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((archive / WORKFLOWS[forge][0]).read_text("utf-8"))
    return loaded


def commands(forge: str, archive: Path) -> Iterator[tuple[str, str]]:
    """The commands of each job, in order."""
    loaded = workflow(forge, archive)
    if forge == "github":
        for name, job in loaded["jobs"].items():
            yield from ((name, step["run"]) for step in job["steps"] if "run" in step)
    else:
        for name in ("check", "pages"):
            yield from ((name, line) for line in (*loaded["before_script"], *loaded[name]["script"]))


def test_workflows_are_what_the_forge_reads(forge: tuple[str, Path]) -> None:
    name, archive = forge
    path, schema = WORKFLOWS[name]
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(archive / path)]
    transform = ["--data-transform", "gitlab-ci"] if name == "gitlab" else []
    done = subprocess.run([*checker, *transform], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    spoilt = (archive / path).read_text("utf-8").replace("runs-on:", "runs-at:").replace("rules:", "rule:")
    (archive / path).write_text(spoilt, "utf-8")
    assert subprocess.run([*checker, *transform], capture_output=True, check=False).returncode == 1


def test_their_commands_run(forge: tuple[str, Path]) -> None:
    name, archive = forge
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    address = "https://desk.example/archive"
    environment = os.environ | {"PATH": here, "BASE_URL": address, "CI_PAGES_URL": address}
    run = [(job, line) for job, line in commands(name, archive) if line != "python -m pip install pressmark"]
    assert len(run) == 3
    for _, line in run:
        done = subprocess.run(["bash", "-ec", line], cwd=archive, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
    assert f'href="{address}/"' in (archive / "public/index.html").read_text("utf-8")
    assert "canonical" not in (archive / "preview/index.html").read_text("utf-8")
    if name == "gitlab":
        assert json.loads((archive / "gl-code-quality-report.json").read_text("utf-8")) == []


def test_without_a_forge_there_are_no_workflows(tmp_path: Path) -> None:
    init(tmp_path / "archive")
    assert not (tmp_path / "archive" / ".github").exists()
    assert not (tmp_path / "archive" / GITLAB).exists()


def test_the_editor_knows_the_schema_of_each_file(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    init(archive)
    wired = json.loads((archive / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((archive / path).is_file() for path in wired)
    files = {path.relative_to(archive) for path in archive.rglob("*.yaml")}
    matched = {path for path in files for pattern in wired.values() if path in set(_glob(archive, pattern))}
    assert matched == files
    [task] = json.loads((archive / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], "content/companies/owl.yaml:2:1: error E020: there is no field «alias»")
    assert found
    assert found.groups() == ("content/companies/owl.yaml", "2", "1", "error", "E020", "there is no field «alias»")


def _glob(archive: Path, pattern: str) -> Iterator[Path]:
    return (path.relative_to(archive) for path in archive.glob(pattern))


def test_pre_commit_is_offered_commands_that_exist() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "pressmark"
        given = [] if hook.get("pass_filenames") is False else ["content/companies/owl.yaml"]
        assert callable(parser().parse_args([*arguments, *given]).run)
        assert all(re.search(hook["files"], f"content/{kind.folder}/owl.yaml") for kind in Kind)
