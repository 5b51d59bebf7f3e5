"""What shells complete is what the commands take: asked of bash itself, and of zsh and fish where they are there."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.sites import REPOSITORY
from tests.test_architecture import layer

from pressmark.cli import SHELLS, main, parser

[COMMANDS] = [action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
ASK = {
    "bash": "source {script}; COMP_WORDS=({words}); COMP_CWORD={last}; _shtab_pressmark; "
    'printf "%s\\n" "${{COMPREPLY[@]}}"',
    "fish": 'source {script}; complete --do-complete "{line}"',
}
CASES = {
    "ren": {"rename"},
    "build --aud": {"--audience"},
    "build --audience ": {"public", "internal"},
    "check --fix-quotes --a": {"--against", "--apply", "--archive"},
    "new to": {"topic"},
    "build --output tem": {"templates"},
    "completion ": set(SHELLS),
}


@pytest.fixture(params=SHELLS)
def script(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", request.param]) == 0
    path = tmp_path / str(request.param)
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_a_script_names_every_command_and_every_long_option(script: Path) -> None:
    said = script.read_text(encoding="utf-8")
    options = {name for command in COMMANDS.values() for name in command._option_string_actions}
    if script.name == "fish":
        options = {name.replace("--", "-l ") for name in options if name.startswith("--")}
    assert [name for name in (*COMMANDS, *options) if name not in said] == []


@pytest.mark.parametrize("typed", CASES)
@pytest.mark.parametrize("script", ["bash", "fish"], indirect=True)
def test_a_shell_completes(script: Path, typed: str) -> None:
    shell = shutil.which(script.name)
    if shell is None:
        pytest.skip(f"{script.name} is not installed")
    words = ["pressmark", *typed.split(" ")]
    quoted = " ".join(f'"{word}"' for word in words)
    asked = ASK[script.name].format(script=script, words=quoted, last=len(words) - 1, line=" ".join(words))
    done = subprocess.run([shell, "-c", asked], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert {line.split("\t")[0].rstrip("/") for line in done.stdout.splitlines()} == CASES[typed], done.stderr


@pytest.mark.parametrize("script", SHELLS, indirect=True)
def test_a_shell_reads_its_script(script: Path) -> None:
    shell = shutil.which(script.name)
    if shell is None:
        pytest.skip(f"{script.name} is not installed")
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_loads_no_more_than_it_needs() -> None:
    code = "import sys; from pressmark.cli import parser; parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)
    ours = {name.removeprefix("pressmark.") for name in loaded.stdout.split() if name.startswith("pressmark.")}
    assert {"cli", "commands"} <= ours
    assert [name for name in ours if layer(name) > 0] == []  # nothing below the command line
    assert not {"yaml", "jinja2", "babel", "markdown_it", "regex", "shtab", "rapidfuzz", "msgspec"} & set(
        loaded.stdout.split()
    )
