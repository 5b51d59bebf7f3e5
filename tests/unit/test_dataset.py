"""The archive as tables: what each format holds, and that no two of them differ."""

import csv
import io
import json
import pickle
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import article, index_of
from tests.support.cases import called, cases
from tests.support.datasets import csv_rows, json_rows, opened
from tests.support.sites import Site, SiteBuilder

from pressmark.dataset.database import database, is_link, link_columns, link_name
from pressmark.dataset.delimited import harmless, written
from pressmark.dataset.questions import QUESTIONS
from pressmark.dataset.rows import all_rows, conventions, known_articles, of_article
from pressmark.dataset.tables import TABLES
from pressmark.dataset.values import Column, Table

BASE_URL = "https://clippings.example/bay/"
TEXT = "Sales of the partner-only café in Göteborg were shut."
CAFE = {
    "content/articles/2031/cafe.md": article(body=TEXT),
    "content/articles/2031/other.md": article(body="Other.", title="Something else"),
}


@pytest.fixture(scope="module")
def site(everything: SiteBuilder) -> Site:
    return everything.site


@contextmanager
def in_memory(data: bytes) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        yield connection
    finally:
        connection.close()


def stored_rows(connection: sqlite3.Connection, table: Table) -> list[dict[str, Any]]:
    """A table as the database has it, with the lists that it keeps elsewhere."""
    rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table.name}")]  # noqa: S608 - names of ours
    for column in table.columns:
        if is_link(column):
            one, other = link_columns(table, column)
            links = connection.execute(f"SELECT {one}, {other} FROM {link_name(table, column)}").fetchall()  # noqa: S608
            for row in rows:
                row[column.name] = sorted(value for key, value in links if key == row["id"])
        elif column.many:
            for row in rows:
                row[column.name] = json.loads(row[column.name])
    return sorted(({name: row[name] for name in row if name != "number"} for row in rows), key=by_key(table))


def by_key(table: Table) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    return lambda row: tuple(row[name] for name in table.key)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_all_formats_hold_the_same_values(table: Table, site: Site) -> None:
    rows = json_rows(site, table.name)
    for cells, row in zip(csv_rows(site, table.name), rows, strict=True):
        assert cells == {one.name: cell(row[one.name], one) for one in table.columns if not one.bulky}
    links = [column.name for column in table.columns if is_link(column)]
    unordered = [row | {name: sorted(row[name]) for name in links} for row in rows]
    with opened(site) as connection:
        assert stored_rows(connection, table) == sorted(unordered, key=by_key(table))


def cell(value: Any, column: Column) -> str:
    """A value as CSV has it."""
    text = "; ".join(value) if column.many else "" if value is None else str(value)
    return harmless(text) if column.form == "text" else text


def test_every_column_says_something_somewhere(site: Site, demo: SiteBuilder) -> None:
    said: set[str] = set()
    for table in TABLES:
        for row in (*json_rows(site, table.name), *json_rows(demo.site, table.name)):
            said |= {f"{table.name}.{name}" for name, value in row.items() if value not in (None, [])}
    every = {f"{table.name}.{column.name}" for table in TABLES for column in table.columns}
    assert every - said <= {"topics.identifiers", "sources.aliases", "sources.identifiers", "sources.summary"}


def test_the_database_is_whole(site: Site) -> None:
    with opened(site) as connection:
        assert [tuple(row) for row in connection.execute("PRAGMA integrity_check")] == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {row["from"] for table in TABLES for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
    assert {column.name for table in TABLES for column in table.columns if column.to and not is_link(column)} == keys


def test_a_key_that_leads_nowhere_would_be_noticed() -> None:
    rows = {**all_rows(index_of({}), BASE_URL)}
    rows["mentions"] = [("2031/nowhere", 0, 4, "p1", "Name", None, None, None)]
    with in_memory(database(rows)) as connection:
        assert len(connection.execute("PRAGMA foreign_key_check").fetchall()) == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_view_has_an_answer(question: Any, site: Site) -> None:
    with opened(site) as connection:
        assert connection.execute(f"SELECT * FROM {question.name}").fetchall()  # noqa: S608 - names of ours


@pytest.mark.parametrize("case", cases("dataset")["answers"], ids=called)
def test_a_view_answers_what_its_question_says(case: dict[str, Any]) -> None:
    files = {f"content/articles/2031/no-{number}.md": article(fields) for number, fields in enumerate(case["fields"])}
    with in_memory(database(all_rows(index_of(files), ""))) as connection:
        assert [list(map(str, row)) for row in connection.execute(case["ask"])] == case["rows"]


def test_mentions_stand_where_they_say(site: Site) -> None:
    texts = {row["id"]: row["text"] for row in json_rows(site, "articles")}
    mentions = json_rows(site, "mentions")
    assert mentions
    assert all(texts[row["article"]][row["start"] : row["end_before"]] == row["name"] for row in mentions)
    with opened(site) as connection:
        for row in connection.execute("SELECT before, name, behind, article FROM context"):
            assert f"{row['before']}{row['name']}{row['behind']}" in texts[row["article"]]


@pytest.mark.parametrize("case", cases("dataset")["found"], ids=called)
def test_the_full_text_index_finds(case: dict[str, str]) -> None:
    index = index_of(
        {
            "content/articles/2031/cafe.md": article(body=TEXT),
            "content/articles/2031/x.md": article(body="Other.", title="x"),
        }
    )
    with in_memory(database(all_rows(index, BASE_URL))) as connection:
        connection.execute("VACUUM")  # which may give rows other numbers
        search = "SELECT id FROM articles JOIN articles_fts ON articles_fts.rowid = number WHERE articles_fts MATCH ?"
        found = connection.execute(search, [case["query"]]).fetchall()
    assert found == ([("2031/cafe",)] if case["found"] == "true" else [])


def test_equal_rows_give_equal_bytes() -> None:
    rows = all_rows(index_of(CAFE), BASE_URL)
    assert database(rows) == database(pickle.loads(pickle.dumps(rows)))  # noqa: S301 - our own


def test_the_rows_of_an_article_come_from_it_alone() -> None:
    files = {f"content/articles/2031/a{n}.md": article(f"published: 2031-0{n + 1}", TEXT) for n in range(3)}
    index = index_of(files)
    shared = conventions(index, BASE_URL)
    alone = [pickle.loads(pickle.dumps(of_article))(one, shared) for one in known_articles(index)]  # noqa: S301
    for table in ("articles", "claims", "attestations", "annotations", "mentions"):
        assert [row for rows in alone for row in rows[table]] == list(all_rows(index, BASE_URL)[table])
    assert all(pickle.loads(pickle.dumps(one)) == one for one in known_articles(index))  # noqa: S301


# --- CSV ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("dataset")["cells"], ids=called)
def test_no_cell_is_a_formula(case: dict[str, str]) -> None:
    assert harmless(case["text"]) == case["cell"]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1), min_size=1))
def test_csv_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    text = written(rows).decode()
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == rows


@given(st.text(st.characters(codec="utf-8")))
def test_no_part_of_what_is_harmless_begins_with_a_sign_of_a_formula(text: str) -> None:
    for part in re.split("[;\t\r\n]", harmless(text)):
        assert not part.lstrip().startswith(("=", "+", "-", "@", "|", "%"))
    assert harmless(text).replace("'", "") == text.replace("'", "")


# --- what describes them ------------------------------------------------------------------------------------------


def test_the_dictionary_tells_every_column_of_csv(site: Site) -> None:
    package = json.loads(site.text("data/datapackage.json"))
    for resource in package["resources"]:
        heading = site.text(f"data/{resource['path']}").partition("\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == heading
        assert all(len(field["description"]) > 5 for field in resource["schema"]["fields"])
        for key in resource["schema"]["foreignKeys"]:
            assert key["reference"]["resource"] in {"", *(table.name for table in TABLES)}


def test_datasette_is_told_of_every_table_and_column(site: Site) -> None:
    told = json.loads(site.text("data/metadata.json"))["databases"]["archive"]["tables"]
    with opened(site) as connection:
        named = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts%'"
        kept = {name for (name,) in connection.execute(named)}
        assert told.keys() == kept
        for name in kept - {question.name for question in QUESTIONS}:
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({name})")}
            assert told[name]["columns"].keys() == columns - {"number"}


def test_the_page_leads_to_every_file_of_data(site: Site) -> None:
    named = {link.get("href") for link in site.main("data/").iter("a")}
    files = {name.removeprefix("data/") for name in site.files() if name.startswith("data/")} - {"index.html"}
    assert {f"../data/{name}" for name in files} <= named
    assert {"../calendar.ics", "../manifest.json"} <= named
