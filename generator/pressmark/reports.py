"""Diagnostics as other programs take them: JSON, SARIF, and what forges show beside changed lines."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pressmark import __version__
from pressmark.diagnostics import CODES, Diagnostic, Severity
from pressmark.digest import sha256

Report = Callable[[Sequence[Diagnostic], str], str]
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def as_json(problems: Sequence[Diagnostic], folder: str) -> str:
    """One object: how many there are of each severity, and all of them in order."""
    counts = Counter(problem.severity for problem in problems)
    found = [
        {
            "path": folder + problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return _dump({"format": 1, **{f"{one}s": counts[one] for one in Severity}, "diagnostics": found})


def as_github(problems: Sequence[Diagnostic], folder: str) -> str:
    """Workflow commands of GitHub Actions, which show each diagnostic beside its line in a pull request."""
    return "".join(
        f"::{one.severity} file={_property(folder + one.at.path)},line={one.at.line},col={one.at.column},"
        f"title={one.code}::{_data(_said(one))}\n"
        for one in problems
    )


def as_gitlab(problems: Sequence[Diagnostic], folder: str) -> str:
    """A Code Quality report of GitLab, which shows each diagnostic beside its line in a merge request."""
    return _dump(
        [
            {
                "description": f"{one.code}: {_said(one)}",
                "check_name": one.code,
                "fingerprint": sha256(f"{folder}{one}".encode()),
                "severity": _GITLAB[one.severity],
                "location": {"path": folder + one.at.path, "lines": {"begin": one.at.line}},
            }
            for one in problems
        ]
    )


def as_sarif(problems: Sequence[Diagnostic], folder: str) -> str:
    """SARIF 2.1.0 (OASIS), the form of static analysis tools."""
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].explanation.partition("\n")[0]},
            "fullDescription": {"text": CODES[code].explanation},
            "defaultConfiguration": {"level": _LEVELS[CODES[code].severity]},
        }
        for code in codes
    ]
    results = [_result(problem, codes.index(problem.code), folder) for problem in problems]
    driver = {"name": "Pressmark", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dump(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
    )


def _result(problem: Diagnostic, rule: int, folder: str) -> Mapping[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(folder + problem.at.path)},
        "region": {"startLine": problem.at.line, "startColumn": problem.at.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


FORMS: Mapping[str, Report] = {"json": as_json, "github": as_github, "gitlab": as_gitlab, "sarif": as_sarif}


def _said(problem: Diagnostic) -> str:
    return "\n".join(filter(None, (problem.message, problem.hint)))


def _dump(value: Mapping[str, Any] | Iterable[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _data(text: str) -> str:
    """A message of a workflow command: what would end the line is escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
