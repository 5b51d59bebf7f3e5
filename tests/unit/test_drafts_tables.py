"""Tables become drafts record by record, their texts word for word: `tests/cases/wire.yaml`, and any text at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.bench.measure import WIRE
from tests.support.archives import build_site, parse, shown, write
from tests.support.cases import called, cases

from pressmark import markup
from pressmark.cli import main
from pressmark.drafts import records, tables
from pressmark.drafts.escaping import as_body, cleaned, wired_paragraphs
from pressmark.drafts.known import nobody
from pressmark.drafts.present import Present
from pressmark.drafts.values import Context, Draft, Input, Unreadable
from pressmark.drafts.wilddates import edtf_of
from pressmark.drafts.written import article_text
from pressmark.model import Article, Body

STORIES = cases("wire")["stories"]
MAPPING = tuple(tuple(one.split("=")) for one in WIRE if "=" in one)
Case = dict[str, Any]
UNHURRIED = settings(deadline=None)
NASTY = st.text(
    st.sampled_from("ab19 \t\n\r#>+-=*_`~|:.)([]^!\\<>&;/\"'{}$@\u0003\u007f\u2003ä") | st.characters(codec="utf-8")
)


def drafts_of(content: Any) -> list[Draft | Unreadable]:
    """The drafts of records."""
    context = Context(nobody(), source="wire", mapping=MAPPING)  # type: ignore[arg-type]
    return list(tables.read_json(Input("x.json", [json.dumps(content).encode()]), context))


def article_of(record: Any) -> Article:
    """The article of one record."""
    (draft,) = drafts_of([record])
    assert isinstance(draft, Draft), draft
    path = f"content/articles/{Present(()).place(draft).id}.md"
    parsed = parse(path, article_text(draft, "published"))
    assert isinstance(parsed.document, Article)
    assert not parsed.problems, shown(parsed.problems)
    return parsed.document


def blocks(body: Body) -> list[str]:
    return [body.text[block.start : block.end] for block in body.blocks]


@pytest.mark.parametrize("case", STORIES, ids=called)
def test_a_record_becomes_an_article(case: Case) -> None:
    article = article_of(case["record"])
    found = {
        "id": article.id,
        "title": article.title,
        "published": article.published.text if article.published else None,
        "topics": list(article.topics),
        "companies": list(article.entities.companies),
        "people": list(article.entities.people),
        "places": list(article.entities.places),
        "paragraphs": blocks(article.body),
    }
    expected = {key: value for key, value in case.items() if key in found}
    assert expected
    assert {key: found[key] for key in expected} == expected


@UNHURRIED
@given(NASTY)
def test_any_text_is_the_same_after_the_way_through_markdown(text: str) -> None:
    paragraphs = wired_paragraphs(text)
    parsed = markup.parse(as_body(paragraphs), "x.md", 1)
    assert blocks(parsed.body) == paragraphs
    assert parsed.body.text == "\n\n".join(paragraphs)
    assert not parsed.problems
    assert not parsed.references


@UNHURRIED
@given(NASTY)
def test_nothing_of_a_text_is_lost_but_blanks(text: str) -> None:
    told = "".join("".join(wired_paragraphs(text)).split())
    assert told == "".join(cleaned(text).split())


@UNHURRIED
@given(st.lists(NASTY, min_size=1, max_size=6))
@example(["\U000e0020Lamps", "\U0001fffe"])
def test_a_file_is_read_as_it_was_written(titles: list[str]) -> None:
    found = drafts_of([{"title": title, "body": title, "topics": titles, "id": "1"} for title in titles])
    for draft, title in zip(found, titles, strict=True):
        assert isinstance(draft, Draft)
        parsed = parse("content/articles/undated/x.md", article_text(draft, "published"))
        assert isinstance(parsed.document, Article)
        assert not parsed.problems, shown(parsed.problems)
        assert blocks(parsed.document.body) == wired_paragraphs(title)
        assert parsed.document.topics == draft.topics


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[i : i + size] for i in range(0, len(data), size))


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_records_are_the_same_however_the_bytes_come(size: int) -> None:
    content = [{"title": "Läm,ps", "body": "a\nb", "n": 1.5}, {"title": "\u2028", "list": [1, {"x": "]"}]}]
    as_json = json.dumps(content, ensure_ascii=False, indent=1).encode()
    assert list(records.of_json(pieces(as_json, size))) == content
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in content).encode()
    assert list(records.of_json_lines(pieces(lines, size))) == content
    table = 'title,body\r\n"Läm,ps","a\nb"\r\n\r\nx,y\u2028z\x85\x0c\r\nv\n'.encode()
    assert list(records.of_csv(pieces(table, size))) == [
        {"title": "Läm,ps", "body": "a\nb"},
        {"title": "x", "body": "y\u2028z\x85\x0c"},
        {"title": "v"},
    ]


def test_no_cell_of_a_table_is_lost() -> None:
    table = b"title,body,tag,tag\nLamps,Lamps float, they say,a,b\nKettles,Kettles boil.,tea,copper,,\n"
    context = Context(nobody(), mapping=(("topics", "tag"),))
    ragged, draft = tables.read_csv(Input("x.csv", [table]), context)
    assert ragged == Unreadable(
        "x.csv, record 1",
        "it has 5 cells, but the table 4 columns: a cell that holds the sign between cells stands in quotation marks",
    )
    assert isinstance(draft, Draft)
    assert draft.topics == ("tea", "copper")


def test_a_cell_that_is_not_closed_takes_in_no_other() -> None:
    table = b'title,body\nLamps,"Lamps\n""float"""\n\nKettles,"Kettles\nQuays,Quays.\n'
    first, broken = tables.read_csv(Input("x.csv", [table]), Context(nobody()))
    assert isinstance(first, Draft)
    assert blocks(markup.parse(first.body, "x.md", 1).body) == ['Lamps\n"float"']
    reason = "a quotation mark in line 5 or behind it is not closed"
    assert broken == Unreadable("x.csv, behind record 1", reason)


@pytest.mark.parametrize("case", cases("wilddates")["dates"], ids=called)
def test_dates_of_other_programs(case: Case) -> None:
    assert edtf_of(case["written"]) == case["date"]


def test_wire_stories_become_an_archive_that_builds_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write(
        tmp_path / "archive", {"pressmark.yaml": "title: The wire\nrights: full\nbase_url: https://w.example/\n"}
    )
    path = tmp_path / "records.json"
    path.write_text(json.dumps([case["record"] for case in STORIES]), encoding="utf-8")
    arguments = ["import", str(path), "--archive", str(archive), *WIRE]
    assert main(arguments) == 0
    assert main(["check", "--strict", "--archive", str(archive)]) == 0
    companies = {file.stem: file.read_text("utf-8") for file in archive.glob("content/companies/*.yaml")}
    assert "\nname: Copper Kettle Trading\n" in companies["ckt-l"]
    assert "ric: CKT.L\n" in companies["ckt-l"]
    assert "\nname: Pmse\n" in companies["pmse"]
    assert "# Named by content/articles/1987/" in companies["lfl"]
    before = {file: file.read_bytes() for file in archive.rglob("*") if file.is_file()}
    capsys.readouterr()
    assert main(arguments) == 0
    assert f"0 imported, {len(STORIES)} known already" in capsys.readouterr().out
    assert {file: file.read_bytes() for file in archive.rglob("*") if file.is_file()} == before
    outcome = build_site(archive, tmp_path / "site")
    assert (
        outcome.articles == len(list(archive.glob("content/articles/*/*.md"))) == len(STORIES) - 2
    )  # twice two are the same
    assert not outcome.diagnostics, shown(outcome.diagnostics)


def test_a_column_that_no_field_takes_is_named() -> None:
    (found,) = drafts_of([{"headline": "Lamps that float well", "id": 1}])
    assert isinstance(found, Unreadable)
    assert "«headline»: name the columns with --map" in found.reason
