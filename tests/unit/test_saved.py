"""Saved queries: what they find, who may see them, and their tables."""

import csv
from collections.abc import Mapping

import pytest
from tests.support.archives import ARTICLES, article, index_of

from pressmark.dataset.delimited import harmless
from pressmark.exports.tables import HEADINGS, tables
from pressmark.pages import site_of

QUERY = "content/queries/lamps.yaml"
FILES: Mapping[str, str] = {
    f"{ARTICLES}2031/lamps.md": article("entities: {companies: [lanternfish]}", "Lamps for the quay."),
    f"{ARTICLES}2031/kettles.md": article("published: 2031-09-01\nsource: meridian-courier", "Kettles, and a lamp."),
    f"{ARTICLES}2031/ropes.md": article("", "Ropes.", "=HYPERLINK(1)"),
}


def asked(query: str, more: Mapping[str, str] | None = None, audience: str = "public") -> tuple[str, ...] | None:
    """What a saved query finds; None if it is not shown."""
    index = index_of({**FILES, QUERY: f"title: Lamps\nquery: {query}\n", **(more or {})}, audience)
    return index.answers.get("lamps")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lamp", ("2031/kettles", "2031/lamps")),
        ("lamp -kettle", ("2031/lamps",)),
        ("company:Lanternfish", ("2031/lamps",)),
        ("date:2031-09..", ("2031/kettles",)),
        ("'\"for the quay\"'", ("2031/lamps",)),
        ("absent", ()),
    ],
)
def test_query_finds_the_newest_first(query: str, found: tuple[str, ...]) -> None:
    assert asked(query) == found


def test_query_that_names_what_is_not_public_is_not_shown() -> None:
    secret = {"content/companies/secret.yaml": "name: Secret Glass\naudience: internal\n"}
    assert asked("company:secret", secret) is None
    assert asked("company:secret", secret, "internal") == ()


@pytest.mark.parametrize("field", ["status: review", "audience: internal", "embargo: 2099-01-01T00:00:00Z"])
def test_withheld_query_is_not_shown(field: str) -> None:
    text = f"title: Lamps\nquery: lamp\n{field}\n"
    assert not index_of({**FILES, QUERY: text}).answers
    assert index_of({**FILES, QUERY: text}, "internal").answers


def test_table_holds_what_is_found() -> None:
    index = index_of({**FILES, QUERY: "title: Lamps\nquery: date:2031\n"})
    ((route, data),) = tables(index, site_of(index, "https://x.example/"))
    head, *rows = csv.reader(data.decode().splitlines())
    assert (route, tuple(head)) == ("queries/lamps/articles.csv", HEADINGS)
    assert [row[0] for row in rows] == [
        f"https://x.example/articles/2031/{name}/" for name in ("kettles", "ropes", "lamps")
    ]
    assert rows[0][4] == "The Meridian Courier"
    assert rows[1][1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_cell_is_no_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
