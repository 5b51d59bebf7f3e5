"""The ten questions of the page on data: SQL and pandas give the same answer, and it begins as the page says."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.support.datasets import opened
from tests.support.sites import REPOSITORY, SiteBuilder

PAGE = (REPOSITORY / "docs" / "data.md").read_text(encoding="utf-8").partition("## Ten questions")[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INTRODUCTION, *SECTIONS = re.split(r"^### ", PAGE.partition("\n## ")[0], flags=re.MULTILINE)
QUESTIONS = {section.partition("\n")[0]: dict(BLOCK.findall(section)) for section in SECTIONS}


@pytest.fixture(scope="module")
def tables(demo: SiteBuilder) -> Iterator[dict[str, Any]]:
    """What the page reads before it asks."""
    before = Path.cwd()
    os.chdir(demo.output)
    names: dict[str, Any] = {}
    try:
        exec(dict(BLOCK.findall(INTRODUCTION))["python"], names)  # noqa: S102 - the page's own code
        yield names
    finally:
        os.chdir(before)


def answered(code: str, names: dict[str, Any]) -> list[tuple[str, ...]]:
    """The rows of the last expression of some code."""
    *statements, last = ast.parse(code).body
    assert isinstance(last, ast.Expr)
    own = dict(names)
    exec(compile(ast.Module(statements, []), "docs/data.md", "exec"), own)  # noqa: S102
    frame = eval(compile(ast.Expression(last.value), "docs/data.md", "eval"), own)  # noqa: S307
    return [tuple("" if pd.isna(cell) else str(cell) for cell in row) for row in frame.itertuples(index=False)]


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10
    assert [question for question in QUESTIONS if not question.endswith("?")] == []
    assert {tuple(blocks) for blocks in QUESTIONS.values()} == {("sql", "python", "text")}


@pytest.mark.parametrize("question", QUESTIONS)
def test_sql_and_pandas_give_the_answer_of_the_page(question: str, demo: SiteBuilder, tables: dict[str, Any]) -> None:
    blocks = QUESTIONS[question]
    with opened(demo.site) as connection:
        rows = connection.execute(blocks["sql"]).fetchall()
    asked = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    assert asked == answered(blocks["python"], tables)
    shown = blocks["text"].splitlines()
    assert [" | ".join(row) for row in asked[: len(shown)]] == shown
