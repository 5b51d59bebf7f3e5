"""Data for tests: YAML files in `tests/cases`, in which every scalar is text."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "cases"


def cases(name: str) -> dict[str, list[dict[str, Any]]]:
    """The lists of cases of one file, by the name of what is tested."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    return loaded


def called(case: dict[str, Any]) -> str:
    """A name for a case: what it is about, else its first value."""
    name = str(case.get("about") or next(iter(case.values())))
    return " ".join(name.split())[:60].encode("unicode_escape").decode()
