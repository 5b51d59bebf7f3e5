"""Wire stories come through word for word: `tests/cases/wire.yaml`, any text at all, and a whole archive."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bench import wire
from tests.support.archives import build_site, parse, shown
from tests.support.cases import called, cases

from pressmark import markup
from pressmark.model import Article, Body

STORIES = cases("wire")["stories"]
RECORDS = [case["record"] for case in STORIES]
Case = dict[str, Any]
UNHURRIED = settings(deadline=None)
NASTY = st.text(
    st.sampled_from("ab19 \t\n\r#>+-=*_`~|:.)([]^!\\<>&;/\"'{}$@\u0003\u007f\u2003ä") | st.characters(codec="utf-8")
)


def article_of(record: wire.Wire) -> Article:
    """The only article of an archive of one record."""
    files = wire.archive_of([record])
    path = next(path for path in files if path.startswith("content/articles/"))
    parsed = parse(path, files[path])
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
    paragraphs = wire.paragraphs(text)
    parsed = markup.parse("\n\n".join(map(wire.escaped, paragraphs)), "x.md", 1)
    assert blocks(parsed.body) == paragraphs
    assert parsed.body.text == "\n\n".join(paragraphs)
    assert not parsed.problems
    assert not parsed.references


@UNHURRIED
@given(NASTY)
def test_nothing_of_a_text_is_lost_but_blanks(text: str) -> None:
    told = "".join("".join(wire.paragraphs(text)).split())
    assert told == "".join(wire.cleaned(text).split())


@UNHURRIED
@given(st.lists(NASTY, max_size=6))
def test_a_file_is_read_as_it_was_written(titles: list[str]) -> None:
    files = wire.archive_of({"title": title, "body": title} for title in titles)
    articles = [path for path in files if path.startswith("content/articles/")]
    assert len(articles) == len(titles)
    for path, title in zip(articles, titles, strict=True):
        parsed = parse(path, files[path])
        assert isinstance(parsed.document, Article)
        assert not parsed.problems, shown(parsed.problems)
        assert blocks(parsed.document.body) == wire.paragraphs(title)


def test_an_archive_has_a_page_for_each_record_and_shows_every_code(tmp_path: Path) -> None:
    records, archive, site = tmp_path / "records", tmp_path / "archive", tmp_path / "site"
    records.mkdir()
    (records / "a.json").write_text(json.dumps(RECORDS[:5]), encoding="utf-8")
    (records / "b.json").write_text(json.dumps(RECORDS[5:]), encoding="utf-8")
    assert wire.main([str(records), str(archive)]) == 0
    outcome = build_site(archive, site)
    assert {one.code for one in outcome.diagnostics} == {"N081"}, shown(outcome.diagnostics)
    pages = [path.read_text(encoding="utf-8") for path in site.glob("articles/*/*/index.html")]
    stories = [page for page in pages if "<article" in page]
    assert len(stories) == len(RECORDS)
    for code in ("<LFL>", "<CKT.L>", "<Quiet Harbour Ltd>", "<TOOLONG>"):
        assert any(escape(code) in page for page in stories)


def test_an_archive_is_not_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    assert wire.main([str(tmp_path), str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert wire.main([str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
