"""Drafts as files: they read back as they are, stay as they are, and say what is still to be found."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import SOUND, build_site, parse, shown, write
from tests.support.cases import called
from tests.support.pages import STORIES, Case, context, part, text_of

from pressmark import frontmatter
from pressmark.cli import main
from pressmark.diagnostics import Severity
from pressmark.drafts import pagetext
from pressmark.drafts.values import Draft
from pressmark.drafts.written import article_text
from pressmark.model import Article
from pressmark.writing import document

each_story = pytest.mark.parametrize("case", STORIES, ids=called)
TEXTS = st.text() | st.sampled_from(["TODO", "a: b", "a #b", "- x", "2031-08-04", "null", "a:", "[x]", "", "'", "x "])


@given(st.lists(TEXTS, min_size=1), st.dictionaries(st.sampled_from("abcdef"), TEXTS, min_size=1))
def test_fields_are_read_as_they_were_written(texts: list[str], fields: dict[str, str]) -> None:
    texts = [text.replace("\x00", "").replace("\ufeff", "") for text in texts]
    tree = frontmatter.load("x.yaml", document({"list": texts, "fields": fields, "items": [fields], "last": "x"}))
    refused = {problem.code for problem in tree.problems}
    assert not refused - {"E011"}, shown(tree.problems)
    if not refused:
        assert isinstance(tree.root, frontmatter.Mapping)
        found = {key.text: value for key, value in tree.root.items}
        listed = found["list"]
        assert isinstance(listed, frontmatter.Sequence)
        assert [one.text for one in listed.items if isinstance(one, frontmatter.Scalar)] == texts
        inner = found.get("fields")
        expected = {key: text for key, text in fields.items() if text}
        assert ({k.text: getattr(v, "text", "") for k, v in getattr(inner, "items", ())} if inner else {}) == expected


@each_story
def test_a_draft_has_only_reminders_and_unknown_names(case: Case) -> None:
    draft = pagetext.page(text_of(case), "x.txt", "0" * 64, context(case.get("published", "2031-08-04")))
    assert isinstance(draft, Draft)
    parsed = parse(f"content/articles/{draft.published[:4]}/x.md", article_text(draft, "draft"))
    assert isinstance(parsed.document, Article)
    assert {problem.code for problem in parsed.problems} <= {"E030"}, shown(parsed.problems)
    assert parsed.document.status == "draft"
    assert parsed.document.body.text == "\n\n".join(part(case, "body"))


@settings(deadline=None)
@given(st.text(st.sampled_from("aB1 .,\n\t#*_<>&[]()-–+%$:/\"'@") | st.characters(codec="utf-8"), max_size=400))
def test_any_page_becomes_a_draft_whose_words_are_the_pages(text: str) -> None:
    found = pagetext.page(text, "x.txt", "", context("2031-08-04"))
    if isinstance(found, Draft):
        parsed = parse("content/articles/2031/x.md", article_text(found, "draft"))
        assert isinstance(parsed.document, Article)
        assert all(problem.severity is not Severity.ERROR for problem in parsed.problems), shown(parsed.problems)


# --- the command --------------------------------------------------------------------------------------------------

PAGE = """\
Harbour markets closed

Lanternfish to sell through partners only

PORT MERIDIAN (Reuters) - Lanternfish Lighting <LFL.O> will sell through partners only, it said on Monday.

It listed Brinewell Group and Quiet Harbour as partners. The bay has waited for it since a lamp went out in May.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write(tmp_path, {"page.txt": PAGE})
    return write(tmp_path / "archive", SOUND)


def run(archive: Path, *more: str, files: tuple[str, ...] = ("page.txt",)) -> int:
    return main(["import", *(str(archive.parent / name) for name in files), "--archive", str(archive), *more])


def article_in(archive: Path) -> Path:
    (path,) = archive.glob("content/articles/*/*.md")
    return path


def test_known_records_are_named_by_their_ids(archive: Path) -> None:
    assert run(archive, "--published", "2025-08-04") == 0
    text = article_in(archive).read_text("utf-8")
    assert "companies:\n    - lanternfish\n    - quiet-harbour\n" in text
    assert "partner: Brinewell Group\n" in text
    assert "dateline: port-meridian\n" in text
    assert main(["check", "--archive", str(archive)]) == 0
    assert main(["check", "--archive", str(archive), "--strict"]) == 1


def test_a_second_import_and_edits_by_hand_change_nothing(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive) == 0
    path = article_in(archive)
    edited = path.read_text("utf-8").replace("url: TODO", "url: https://example.com/x").replace("sell", "hawk")
    path.write_text(edited, encoding="utf-8")
    capsys.readouterr()
    assert run(archive) == 0
    assert "page.txt: known already as content/articles/undated/" in capsys.readouterr().out
    assert article_in(archive).read_text("utf-8") == edited


def test_articles_of_one_paper_or_book_are_several(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    titles = [
        f'{{"title": "{title}", "ISSN": "1234-5678", "ISBN": "978-3"}}' for title in ("Lamps", "Kettles", "Lamps")
    ]
    write(archive.parent, {"bay.csljson": f'[{{"container-title": "Bay"}}, {", ".join(titles)}]'})
    run(archive, files=("bay.csljson",))
    assert "2 imported, 1 known already, 1 not imported" in capsys.readouterr().out


def test_an_article_that_is_nearly_the_same_is_reported(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(archive.parent, {"again.txt": PAGE.replace("it said", "the maker said")})
    assert run(archive, files=("page.txt", "again.txt")) == 0
    first = "content/articles/undated/lanternfish-to-sell-through-partners-only.md"
    assert f"of it, word for word, is {first}" in capsys.readouterr().out


def test_without_a_date_none_is_invented(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive) == 0
    text = article_in(archive).read_text("utf-8")
    assert "published: TODO\n" in text
    assert "\ndates:" not in text
    out = capsys.readouterr().out
    assert "«on Monday» is not resolved: it needs the date of publication" in out
    assert "no date of publication is known: any year up to" in out


def test_adopt_writes_records_with_their_evidence(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive, "--adopt") == 0
    assert (archive / "content/companies/brinewell-group.yaml").read_text("utf-8").startswith("# Named by content/art")
    assert "name: Reuters\n" in (archive / "content/sources/reuters.yaml").read_text("utf-8")
    capsys.readouterr()
    assert main(["adopt", "--archive", str(archive)]) == 0
    assert capsys.readouterr().out == "0 records made.\n"


def test_a_draft_whose_reminders_are_answered_is_sound_and_builds(archive: Path) -> None:
    assert run(archive, "--published", "2025-08-04", "--adopt", "--keep-original") == 0
    path = article_in(archive)
    answers = {
        "url": "https://example.com/x",
        "summary": "Lamps go to partners.",
        "role": "reseller",
        "event": "It happens",
        "status": "published",
    }
    text = path.read_text("utf-8").replace("topics:\n  - TODO\n", "").replace("status: draft", "status: TODO")
    path.write_text(re.sub(r"(\w+): TODO", lambda found: f"{found[1]}: {answers[found[1]]}", text), encoding="utf-8")
    assert main(["check", "--archive", str(archive), "--strict"]) == 0
    outcome = build_site(archive, archive.parent / "site")
    assert outcome.articles == 1


def test_the_original_is_kept_with_its_hash(archive: Path) -> None:
    assert run(archive, "--keep-original") == 0
    (kept,) = archive.glob("content/files/*")
    assert kept.read_text("utf-8") == PAGE
    assert f"  - file: files/{kept.name}\n    sha256: " in article_in(archive).read_text("utf-8")
    assert main(["check", "--archive", str(archive)]) == 0


def test_the_report_goes_to_a_file_too(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = archive.parent / "report.jsonl"
    assert run(archive, "--report", str(report)) == 0
    (line,) = report.read_text("utf-8").splitlines()
    told = json.loads(line)
    assert told["dropped"] == [{"line": 1, "text": "Harbour markets closed", "rule": "market status"}]
    assert told["proposed"][0]["field"] == "title"
    assert "dropped: line 1 (market status): Harbour markets closed" in capsys.readouterr().out


def test_no_report_is_written_over_a_file(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive, "--report", str(archive / "pressmark.yaml")) == 2
    assert "pressmark.yaml is there already: give the report another name." in capsys.readouterr().err
    assert (archive / "pressmark.yaml").read_text("utf-8") == SOUND["pressmark.yaml"]
    assert not list(archive.glob("content/articles/*/*"))


@pytest.mark.parametrize("mapping", ["title", "headline=title", "=x", "title="])
def test_a_mapping_that_is_none_is_wrong_usage(mapping: str, archive: Path) -> None:
    assert run(archive, "--map", mapping) == 2
