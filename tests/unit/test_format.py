"""Canonical form changes how a file is written, never what it says."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import ARTICLES, SOUND, article, snapshot, write
from tests.support.cases import called, cases
from tests.support.sites import EVERYTHING, REPOSITORY

from pressmark.cli import main
from pressmark.commands import CONTENT_ERRORS, DONE, WRONG_USAGE
from pressmark.documents import SourceFile, parse_files, parse_settings
from pressmark.files import read_tree
from pressmark.formatting import Formatted, format_files
from pressmark.model import Article, Body, Page, Record
from pressmark.resolve import resolve
from pressmark.values import Frozen

CASES = [*cases("format")["records"], *cases("format")["articles"]]
OWL, LAMPS = "content/companies/owl.yaml", f"{ARTICLES}2031/lamps.md"


def formatted(path: str, text: str | bytes) -> Formatted:
    content = {path: text for path, text in SOUND.items() if path.startswith("content/")} | {path: text}
    files = [SourceFile(name, one if isinstance(one, bytes) else one.encode()) for name, one in content.items()]
    [found] = format_files([file for file in files if file.path == path], parse_files(files))
    return found


@pytest.mark.parametrize("case", CASES, ids=called)
def test_a_file_is_written_in_its_one_form(case: dict[str, str]) -> None:
    found = formatted(case["path"], case["before"])
    assert found.after.data.decode() == case["after"]
    assert not formatted(case["path"], found.after.data).changed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("case", CASES, ids=called)
def test_line_ends_and_byte_order_marks_stay(case: dict[str, str], mark: str, end: str) -> None:
    before, after = (f"{mark}{case[key]}".replace("\n", end).encode() for key in ("before", "after"))
    assert formatted(case["path"], before).after.data == after


def unordered(value: object) -> object:
    """A value whose lists are without order."""
    if isinstance(value, tuple):
        return frozenset(map(unordered, value))
    if isinstance(value, Frozen) and not isinstance(value, Body):
        return type(value).__name__, tuple(unordered(getattr(value, name)) for name in value.__struct_fields__)
    return value


def everything_said(content: Iterable[SourceFile], archive: Path) -> dict[str, object]:
    """All documents of an archive, with ids for names."""
    tree = read_tree(archive)
    whole, _ = resolve(parse_files(tuple(content)), parse_settings(tree.settings)[0], tree.attachments)
    records = [record for of_kind in whole.records.values() for record in of_kind.values()]
    documents: tuple[Article | Page | Record, ...] = (*whole.articles.values(), *whole.pages.values(), *records)
    return {f"{type(one).__name__} {one.id}": unordered(one) for one in documents}


def test_demonstration_is_in_canonical_form() -> None:
    content = read_tree(REPOSITORY).content
    assert [one.after.path for one in format_files(content, parse_files(content)) if one.changed] == []


def test_every_file_says_the_same_and_is_stable() -> None:
    content = read_tree(EVERYTHING).content
    once = [one.after for one in format_files(content, parse_files(content))]
    assert sum(before.data != after.data for before, after in zip(content, once, strict=True)) > 20
    before, after = everything_said(content, EVERYTHING), everything_said(once, EVERYTHING)
    assert [name for name, document in before.items() if after[name] != document] == []
    assert [one.after.path for one in format_files(once, parse_files(once)) if one.changed] == []


COMMENT = st.sampled_from(["", "# one", "  # two", "    # three", "# - four: five"])
LINES = st.lists(
    st.sampled_from(
        [
            *(
                "aliases:",
                "  - A",
                "  - B  # b",
                "  - text: C",
                "    kind: short",
                "aliases: [E, D] # x",
                "topics: [b,",
            ),
            *(
                "  a] # y",
                "summary: |",
                "  One # no comment",
                "",
                "summary: >-",
                "  Two",
                "kind: fund",
                "extra: {b: 1}",
            ),
            *("extra:", "  b: '#'", "  a: x#y", "identifiers: {}", "unknown: [[a]]", "parent: Lanternfish  # z"),
        ]
    ),
    max_size=14,
)


@given(LINES, st.lists(COMMENT, min_size=14, max_size=14))
def test_whatever_can_be_read_keeps_its_words(lines: list[str], comments: list[str]) -> None:
    mixed = [line for pair in zip(comments, lines, strict=False) for line in pair if line]
    text = "\n".join(["name: Owl", *mixed]) + "\n"
    found = formatted(OWL, text)
    words = found.after.data.decode().replace("lanternfish", "Lanternfish")
    for syntax in "[]{},-":
        text, words = text.replace(syntax, " "), words.replace(syntax, " ")
    if found.changed:
        assert Counter(words.split()) == Counter(text.split())
        assert not formatted(OWL, found.after.data).changed


# --- the command --------------------------------------------------------------------------------------------------

MESSY = "kind: fund\nname: Owl\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "archive", {**SOUND, OWL: MESSY, LAMPS: article()})
    monkeypatch.chdir(tmp_path / "archive")
    return tmp_path / "archive"


def test_format_writes_what_changes_and_names_it(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(archive)
    assert main(["format", "--check"]) == CONTENT_ERRORS
    assert OWL in capsys.readouterr().out.splitlines()
    assert snapshot(archive) == before
    assert main(["format", OWL]) == DONE
    assert capsys.readouterr().out == f"{OWL}\n"
    assert (archive / OWL).read_text() == "name: Owl\nkind: fund\n"
    assert {name for name, of in snapshot(archive).items() if of != before[name]} == {OWL}
    assert main(["format"]) == DONE
    assert main(["format", "--check"]) == DONE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<<<<<<< ours\nname: A\n=======\nname: B\n>>>>>>> theirs\n", "E012"),
        ("name: [\n", "E006"),
        ("a: 1\na: 2\n", "E008"),
    ],
)
def test_what_cannot_be_read_is_left(text: str, code: str, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(archive, {"content/companies/bad.yaml": text})
    assert main(["format"]) == CONTENT_ERRORS
    assert code in capsys.readouterr().err
    assert (archive / "content/companies/bad.yaml").read_text() == text
    assert (archive / OWL).read_text() != MESSY


@pytest.mark.parametrize("path", ["pressmark.yaml", "content/companies/nobody.yaml", "/etc/passwd"])
def test_only_files_of_the_archive_are_formatted(path: str, archive: Path) -> None:
    before = snapshot(archive)
    assert main(["format", path]) == WRONG_USAGE
    assert snapshot(archive) == before
