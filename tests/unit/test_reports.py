"""What `check` finds, in the forms that other programs read."""

import json
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, article, write

from pressmark.cli import main
from pressmark.commands import CONTENT_ERRORS, DONE, WRONG_USAGE
from pressmark.diagnostics import CODES

FILES = {
    "content/companies/owl.yaml": "name: Owl\nalias: The Owl\n",
    f"{ARTICLES}2030/lamps.md": article("captured: 2030"),
    "content/companies/Böse, 100%.yaml": "name: x\n",
    "content/companies/.hidden": "",
}
FOUND = [  # errors stand before warnings, whatever the names of the files
    ("content/companies/Böse, 100%.yaml", 1, 1, "E002", "error"),
    ("content/companies/owl.yaml", 2, 1, "E020", "error"),
    ("content/articles/2030/lamps.md", 3, 12, "W066", "warning"),
    ("content/articles/2030/lamps.md", 4, 11, "W067", "warning"),
    ("content/companies/.hidden", 1, 1, "N080", "notice"),
]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "archive", {**SOUND, **FILES})
    monkeypatch.chdir(tmp_path / "archive")
    return tmp_path / "archive"


def report(capsys: pytest.CaptureFixture[str], form: str, *more: str) -> str:
    assert main(["check", "--jobs", "1", "--format", form, *more]) == CONTENT_ERRORS
    return capsys.readouterr().out


@pytest.mark.usefixtures("archive")
def test_json_holds_all_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(report(capsys, "json"))
    assert (found["errors"], found["warnings"], found["notices"]) == (2, 2, 1)
    keys = ("path", "line", "column", "code", "severity")
    assert [tuple(one[key] for key in keys) for one in found["diagnostics"]] == FOUND
    assert found["diagnostics"][1]["message"] == "there is no field «alias»"
    assert found["diagnostics"][1]["hint"] == "Did you mean «aliases»?"


@pytest.mark.usefixtures("archive")
def test_github_shows_each_beside_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = report(capsys, "github").splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::error", "::warning", "::warning", "::notice"]
    assert lines[0].startswith("::error file=content/companies/Böse%2C 100%25.yaml,line=1,col=1,title=E002::")
    assert lines[1].endswith(",line=2,col=1,title=E020::there is no field «alias»%0ADid you mean «aliases»?")


@pytest.mark.usefixtures("archive")
def test_gitlab_takes_it_as_a_report_of_code_quality(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(report(capsys, "gitlab"))
    assert [one["severity"] for one in found] == ["major", "major", "minor", "minor", "info"]
    assert [(one["location"]["path"], one["location"]["lines"]["begin"], one["check_name"]) for one in found] == [
        (path, line, code) for path, line, _, code, _ in FOUND
    ]
    assert len({one["fingerprint"] for one in found}) == len(found)


@pytest.mark.usefixtures("archive")
def test_sarif_names_rules_and_places(capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(report(capsys, "sarif"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({code for *_, code, _ in FOUND})
    assert all(rule["fullDescription"]["text"] == CODES[rule["id"]].explanation for rule in rules)
    for result, (path, line, column, code, _) in zip(run["results"], FOUND, strict=True):
        [place] = result["locations"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == code
        assert place["physicalLocation"]["region"] == {"startLine": line, "startColumn": column}
        if path.isascii():
            assert place["physicalLocation"]["artifactLocation"]["uri"] == path
    assert "B%C3%B6se%2C%20100%25.yaml" in json.dumps(log)


def test_paths_count_from_where_the_command_was_given(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.parent)
    found = json.loads(report(capsys, "json", "--archive", "archive"))
    assert [one["path"] for one in found["diagnostics"]] == [f"archive/{path}" for path, *_ in FOUND]


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "sarif"])
def test_nothing_to_mend_is_a_report_too(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, SOUND))
    assert main(["check", "--jobs", "1", "--format", form]) == DONE
    out = capsys.readouterr().out
    assert out == "" or json.loads(out) is not None
    assert (out == "") == (form == "github")


@pytest.mark.usefixtures("archive")
def test_a_diff_goes_with_no_other_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "--fix-quotes"]) == WRONG_USAGE
    assert "--format" in capsys.readouterr().err
